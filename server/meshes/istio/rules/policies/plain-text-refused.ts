import type { KubeObject } from '../../../../seams/kube-object.ts'
import { derived, type Rule, type Subject, type View } from '../../../../seams/rule.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { peerAuthenticationKind, workloadMode } from '../../lookup/mtls.ts'
import { workloadsSelected } from '../../lookup/selectors.ts'
import { neededForSelection, type Workload } from '../../lookup/workload.ts'
import { hasSelector, selectorOf, writeSome } from './policy-object.ts'

interface PlainText {
  readonly workload: Workload
  readonly perSecond: number
  /** The PeerAuthentication by which these calls are refused. */
  readonly from: KubeObject
}

/** Workloads of a namespace that are called in plain text and are told to refuse it. */
const refusing = derived('plain text to strict workloads', (namespace, view): PlainText[] => {
  const { traffic } = view
  if (traffic === null) return []
  return workloadsSelected(view, namespace, {}).flatMap((workload) => {
    const perSecond = traffic.plainTextPerSecondTo(`${namespace}/${workload.name}`) ?? 0
    if (perSecond <= 0) return []
    const { mode, from } = workloadMode(view, namespace, workload.labels)
    return mode === 'STRICT' && from !== null ? [{ workload, perSecond, from }] : []
  })
})

/** Callers that are there, and are shut out. */
export const plainTextRefused: Rule = {
  id: 'MC145',
  aka: [],
  severity: 'error',
  title: 'STRICT shuts out callers that speak plain text now',
  cause:
    'The PeerAuthentication says STRICT for workloads that have been called in plain text within the last minutes: by callers without a sidecar, by probes, or by clients that a destination rule tells so.',
  effect: 'These calls are refused as soon as the servers have this configuration.',
  repair:
    'Bring the callers into the mesh first, and look at the graph for edges without a lock; until then say PERMISSIVE, or DISABLE for the ports concerned.',
  source: 'https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/',
  kinds: [peerAuthenticationKind],
  needs: [...neededForSelection],
  needsAlso: ['traffic'],
  check: (subject, view) => {
    const concerned = namespacesOf(subject, view)
      .flatMap((namespace) => view.derive(refusing, namespace))
      .filter(({ from }) => from === subject.object)
      .toSorted((one, other) => other.perSecond - one.perSecond)
    if (concerned.length === 0) return []
    const perSecond = concerned.reduce((sum, one) => sum + one.perSecond, 0)
    const names = concerned.map(({ workload }) => `${workload.namespace}/${workload.name}`)
    return [
      {
        field: subject.spec.get('mtls', 'mode'),
        message: `STRICT refuses ${writeRate(perSecond)} in plain text to ${writeSome(names)}`,
        values: { perSecond: perSecond.toPrecision(3), workloads: names.join(', ') },
        related: concerned.slice(0, 10).map(({ workload }) => workload.object),
      },
    ]
  },
}

function namespacesOf({ object, namespace, spec }: Subject, view: View): readonly string[] {
  if (spec.get('mtls', 'mode').text() !== 'STRICT') return []
  if (hasSelector(object)) {
    return workloadsSelected(view, namespace, selectorOf(object)).length > 0 ? [namespace] : []
  }
  if (namespace !== meshSettings(view).rootNamespace) return [namespace]
  return view.all('Namespace').map(({ metadata }) => metadata.name)
}

function writeRate(perSecond: number): string {
  return perSecond >= 0.1
    ? `${Number(perSecond.toPrecision(2))} calls per second`
    : `${Number((perSecond * 60).toPrecision(2))} calls per minute`
}
