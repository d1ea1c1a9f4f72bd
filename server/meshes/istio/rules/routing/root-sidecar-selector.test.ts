import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { rootSidecarSelector } from './root-sidecar-selector.ts'

const sidecar = (spec: string, namespace: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: it, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const chosen = '{workloadSelector: {labels: {app: a}}}'
const mesh =
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "rootNamespace: mesh-root"}}\n---\n'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds one in the usual root namespace',
    yaml: sidecar(chosen, 'istio-system'),
    hits: ['it spec.workloadSelector'],
  },
  {
    desc: 'finds one in the root namespace that is set',
    yaml: mesh + sidecar(chosen, 'mesh-root'),
    hits: ['it spec.workloadSelector'],
  },
  {
    desc: 'finds an empty selector',
    yaml: sidecar('{workloadSelector: {}}', 'istio-system'),
    hits: ['it spec.workloadSelector'],
  },
  { desc: 'lets other namespaces be', yaml: sidecar(chosen, 'default'), hits: [] },
  {
    desc: 'lets the usual root namespace be where it is none',
    yaml: mesh + sidecar(chosen, 'istio-system'),
    hits: [],
  },
  {
    desc: 'lets no selector be',
    yaml: sidecar('{egress: []}', 'istio-system') + sidecar('7', 'istio-system'),
    hits: [],
  },
]

describe('rootSidecarSelector', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(rootSidecarSelector, one)).toEqual(one.hits)
  })
})
