import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, View } from '../../../../seams/rule.ts'
import { serviceEntryKind } from '../../lookup/kinds.ts'
import { areSeenTogether } from '../../lookup/seen-together.ts'
import { isSame } from './virtual-service.ts'

/** One port of one host of a service entry. */
export interface EntryPort {
  readonly host: string
  readonly number: number
  readonly protocol: string
  readonly field: Field
}

export function portsOfEntry({ spec: written }: Pick<KubeObject, 'spec'>): readonly EntryPort[] {
  const spec = new Field(written, ['spec'])
  const ports = spec.get('ports').items()
  return spec
    .get('hosts')
    .texts()
    .flatMap((host) =>
      ports.flatMap((field) => {
        const number = field.get('number').number()
        const protocol = (field.get('protocol').text() ?? '').toUpperCase()
        return number === null ? [] : [{ host, number, protocol, field }]
      }),
    )
}

const byHostAndPort: Index = {
  id: 'service entries by host and port',
  kinds: [serviceEntryKind],
  keysOf: (entry) => portsOfEntry(entry).map(({ host, number }) => `${host} ${number}`),
}

/** Other service entries with the same host and port that some proxy sees beside this one. */
export function rivalsOf(
  view: View,
  entry: KubeObject,
  { host, number }: EntryPort,
): readonly KubeObject[] {
  return view
    .find(byHostAndPort, `${host} ${number}`)
    .filter((other) => !isSame(other, entry) && areSeenTogether(view, [entry, other], host))
}

/** The protocols that an entry gives to a host and port. */
export function protocolsAt(entry: KubeObject, { host, number }: EntryPort): readonly string[] {
  return portsOfEntry(entry)
    .filter((port) => port.host === host && port.number === number)
    .map(({ protocol }) => protocol)
}
