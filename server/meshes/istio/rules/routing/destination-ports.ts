import type { Subject, View } from '../../../../seams/rule.ts'
import { isKnownHost, portsOfHost } from '../../lookup/hosts.ts'
import type { Destination } from './virtual-service.ts'

/** The ports of a destination's host; null when they are not known or what is written is no port. */
export function portsFor(
  { host, field }: Destination,
  { namespace }: Subject,
  view: View,
): readonly number[] | null {
  const isBroken = field.get('port').isPresent && field.get('port', 'number').number() === null
  if (isBroken || !isKnownHost(view, host, namespace)) return null
  return portsOfHost(view, host, namespace)?.map(({ number }) => number) ?? null
}
