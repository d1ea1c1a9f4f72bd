import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { sidecarForAmbient } from './sidecar-for-ambient.ts'

const namespace = (label: string): string =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {${label}}}}\n---\n`
const ambient = namespace('istio.io/dataplane-mode: ambient')
const cart = (labels = '', containers = '[{name: app}]'): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart}, spec: {template: {metadata: {labels: {app: cart${labels}}}, spec: {containers: ${containers}}}}}\n---\n`
const sidecar = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: it}, spec: ${spec}}\n---\n`
const ofCart = sidecar('{workloadSelector: {labels: {app: cart}}}')

const cases: readonly RuleCase[] = [
  {
    desc: 'finds one for the namespace',
    yaml: ambient + sidecar('{egress: []}'),
    hits: ['it spec'],
  },
  {
    desc: 'finds one for a workload',
    yaml: ambient + cart() + ofCart,
    hits: ['it spec.workloadSelector'],
  },
  {
    desc: 'finds a workload that is ambient by its own label',
    yaml: namespace('') + cart(', istio.io/dataplane-mode: ambient') + ofCart,
    hits: ['it spec.workloadSelector'],
  },
  {
    desc: 'lets namespaces with sidecars be',
    yaml: namespace('istio-injection: enabled') + sidecar('{}'),
    hits: [],
  },
  {
    desc: 'lets a workload be that is not ambient',
    yaml: ambient + cart(', istio.io/dataplane-mode: none') + ofCart,
    hits: [],
  },
  {
    desc: 'lets a workload with a sidecar be',
    yaml: ambient + cart('', '[{name: app}, {name: istio-proxy}]') + ofCart,
    hits: [],
  },
  { desc: 'lets a selector that matches nothing be', yaml: ambient + ofCart, hits: [] },
]

describe('sidecarForAmbient', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(sidecarForAmbient, one)).toEqual(one.hits)
  })
})
