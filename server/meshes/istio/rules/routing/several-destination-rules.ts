import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Rule, Subject } from '../../../../seams/rule.ts'
import { hostOfRule, rulesOverlapping, subsetsOf } from '../../lookup/destination-rules.ts'
import { destinationRuleKind, sidecarKind } from '../../lookup/kinds.ts'
import { clientTlsOf, reachOf } from '../../lookup/mtls.ts'
import { areSeenTogether } from '../../lookup/seen-together.ts'
import { isSame, writeList, writeName } from './virtual-service.ts'

/** Two for one host, of which one is not obeyed, or not as a whole. */
export const severalDestinationRules: Rule = {
  id: 'MC240',
  aka: ['KIA0201'],
  severity: 'warning',
  title: 'Several destination rules for one host',
  cause:
    'Another destination rule is for the same host, or for a wildcard around it, and both define the same subset, or one defines none.',
  effect:
    'A proxy obeys the rule with the narrowest host and inherits nothing of wider ones. Rules of one namespace for the same host are put together: of two settings of one kind the older counts. Of rules in several namespaces that of the caller counts, then that of the service.',
  repair: 'Put the rules into one, or give each its own subsets.',
  source:
    'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
  differs:
    'A note where istiod puts the two together, and nothing of rules with a workloadSelector.',
  kinds: [destinationRuleKind],
  needs: [destinationRuleKind, sidecarKind],
  check: function* (subject, view) {
    const { object } = subject
    const host = hostOfRule(object)
    if (host === null || isLeftAside(object)) return
    const rivals = rulesOverlapping(view, host).filter(
      (other) =>
        !isSame(other, object) &&
        !isLeftAside(other) &&
        clash(object, other) !== null &&
        areSeenTogether(view, [object, other], narrower(host, hostOfRule(other) ?? host)),
    )
    if (rivals.length > 0) yield hitFor(subject, host, rivals)
  },
}

/**
 * Rules that only switch mutual TLS on for a mesh or a namespace are meant to lie under others, and
 * those for chosen callers over others.
 */
function isLeftAside(rule: KubeObject): boolean {
  if (new Field(rule.spec).get('workloadSelector').isPresent) return true
  const reach = reachOf(new Field(rule.spec).get('host').text() ?? '')
  return reach.kind !== 'some' && clientTlsOf(rule) === 'ISTIO_MUTUAL'
}

const narrower = (one: string, other: string): string => (one.startsWith('*') ? other : one)

const namesOf = (rule: KubeObject): readonly string[] =>
  subsetsOf(rule).flatMap((subset) => subset.get('name').text() ?? [])

/** The subsets that both define; none when one of them is for the whole host; null: they get along. */
function clash(one: KubeObject, other: KubeObject): readonly string[] | null {
  const [mine, theirs] = [namesOf(one), namesOf(other)]
  const shared = mine.filter((name) => theirs.includes(name))
  if (shared.length > 0) return shared
  return mine.length === 0 || theirs.length === 0 ? [] : null
}

function hitFor({ object, spec }: Subject, host: string, rivals: readonly KubeObject[]): Hit {
  const shared = [...new Set(rivals.flatMap((rival) => clash(object, rival) ?? []))]
  const what = shared.length === 0 ? '' : ` and define ${writeList(shared)}`
  const names = rivals.map((rival) => {
    const itsHost = hostOfRule(rival) ?? ''
    return itsHost === host ? writeName(rival) : `${writeName(rival)} (${itsHost})`
  })
  const verb = rivals.length === 1 ? 'is' : 'are'
  return {
    field: spec.get('host'),
    message: `${writeList(names)} ${verb} for ${host} too${what}`,
    values: { host, subsets: shared.join(', ') },
    related: rivals,
    severity: rivals.every((rival) => areMerged(object, rival)) ? 'info' : 'warning',
  }
}

/** Whether Istio makes one whole rule of them: one has the subsets, the other the policy. */
function areMerged(one: KubeObject, other: KubeObject): boolean {
  if (hostOfRule(one) !== hostOfRule(other)) return false
  if (one.metadata.namespace !== other.metadata.namespace) return false
  if ((clash(one, other)?.length ?? 0) > 0) return false
  return [one, other].some(({ spec }) => new Field(spec).get('trafficPolicy').isAbsent)
}
