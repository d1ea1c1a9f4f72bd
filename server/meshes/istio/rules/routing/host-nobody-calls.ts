import type { Field } from '../../../../seams/field.ts'
import type { Rule, Subject } from '../../../../seams/rule.ts'
import { fqdnOf, isKnownHost } from '../../lookup/hosts.ts'
import { destinationRuleKind, serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { isInMesh } from './virtual-service.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Configuration that nobody's requests meet. */
export const hostNobodyCalls: Rule = {
  id: 'MC219',
  aka: [],
  severity: 'info',
  title: 'Host that nobody calls',
  cause: 'The telemetry of late has no request and no connection to this host.',
  effect:
    'None now. What is written for the host is either left over or for callers whose proxies do not report.',
  repair: 'Delete what is left over; otherwise look why the callers are not seen.',
  source: 'https://istio.io/latest/docs/reference/config/metrics/',
  kinds: [virtualServiceKind, destinationRuleKind, serviceEntryKind],
  needs: ['Service', serviceEntryKind],
  needsAlso: ['traffic'],
  check: function* (subject, view) {
    const { traffic } = view
    if (traffic === null || isYoung(subject, view.nowMs)) return
    for (const field of hostFields(subject)) {
      const text = field.text()
      if (text === null || text === '' || text.includes('*')) continue
      const host = subject.kind === serviceEntryKind ? text : fqdnOf(text, subject.namespace)
      if (!isKnownHost(view, host, subject.namespace)) continue
      if (traffic.isCalled(host)) continue
      yield { field, message: `Nobody was seen calling ${host}`, values: { host } }
    }
  },
}

/** At a gateway hosts are names of the outside, which no telemetry is filed under. */
function hostFields({ kind, spec }: Subject): readonly Field[] {
  if (kind === destinationRuleKind) return [spec.get('host')]
  if (kind === virtualServiceKind && !isInMesh(spec)) return []
  return spec.get('hosts').items()
}

/** What was made today has had no time to be called. */
function isYoung({ object }: Subject, nowMs: number | null): boolean {
  const createdAt = Date.parse(object.metadata.creationTimestamp ?? '')
  return nowMs !== null && nowMs - createdAt < dayMs
}
