import type { KindKey, KubeObject } from '../../../../seams/kube-object.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { workloadsSelected } from '../../lookup/selectors.ts'
import { neededForSelection, type Workload } from '../../lookup/workload.ts'
import { selectingIn } from './attachment.ts'
import {
  hasSelector,
  peerAuthenticationKind,
  selectorField,
  selectorOf,
  sidecarKind,
  targetRefsOf,
  telemetryKind,
  writeName,
  writeSome,
} from './policy-object.ts'
import { theOneUsed } from './the-one-used.ts'

const kinds: readonly KindKey[] = [peerAuthenticationKind, sidecarKind, telemetryKind]

/** One workload, several objects that each want to be the one for it. */
export const severalSelectOne: Rule = {
  id: 'MC101',
  aka: ['KIA0003', 'IST0110', 'IST0159'],
  severity: 'error',
  title: 'Several objects of a kind select the same workload',
  cause:
    'The selectors of two or more PeerAuthentications, Sidecars or Telemetries of one namespace match the same pods.',
  effect: 'The workload obeys only one of them, as a rule the oldest; which one is not promised.',
  repair:
    'Make the selectors such that no workload is selected twice, or put the objects into one.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0110/',
  kinds,
  needs: neededForSelection,
  check: function* ({ object, namespace }, view) {
    if (!hasSelector(object) || targetRefsOf(object).length > 0) return
    const contested: Workload[] = []
    const rivals = new Set<KubeObject>()
    for (const workload of workloadsSelected(view, namespace, selectorOf(object))) {
      const others = selectingIn(view, workload, { kind: object.kind, namespace }).filter(
        (other) => other !== object,
      )
      if (others.length > 0) contested.push(workload)
      for (const other of others) rivals.add(other)
    }
    if (rivals.size === 0) return
    const used = theOneUsed([object, ...rivals])
    const names = contested.map(({ name }) => name)
    yield {
      field: selectorField(object),
      message: `${writeSome(names)} in ${namespace} ${names.length === 1 ? 'is' : 'are'} also selected by ${writeSome([...rivals].map(writeName))}: ${used.text}`,
      values: { workloads: names.join(', '), ...used.values },
      related: [...rivals, ...contested.map((workload) => workload.object)],
    }
  },
}
