import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { servicesDisagree } from './services-disagree.ts'
import { targetsDisagree } from './targets-disagree.ts'

const given = (
  ports: readonly string[],
  labels = '{ app: web }',
  namespace = '{ istio-injection: enabled }',
): string =>
  [
    `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${namespace} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: ${labels} } } }`,
    ...ports.map(
      (one, index) => `
apiVersion: v1
kind: Service
metadata: { name: s${index}, namespace: shop }
spec: { selector: ${labels}, ports: ${one} }`,
    ),
  ].join('\n---')
const workload = ['web metadata.name']

describe('services-disagree', () => {
  const cases: readonly RuleCase[] = [
    {
      desc: 'finds TCP and UDP on one number',
      yaml: given(['[{ port: 80 }]', '[{ port: 80, protocol: UDP }]']),
      hits: workload,
    },
    {
      desc: 'finds it among three services',
      yaml: given(['[{ port: 80 }]', '[{ port: 81 }]', '[{ port: 81, protocol: UDP }]']),
      hits: workload,
    },
    {
      desc: 'finds it in ambient mode',
      yaml: given(
        ['[{ port: 80 }]', '[{ port: 80, protocol: UDP }]'],
        '{ app: web }',
        '{ istio.io/dataplane-mode: ambient }',
      ),
      hits: workload,
    },
    {
      desc: 'is content with one protocol',
      yaml: given(['[{ port: 80 }]', '[{ port: 80, protocol: TCP }]']),
      hits: [],
    },
    {
      desc: 'is content with two numbers',
      yaml: given(['[{ port: 80 }]', '[{ port: 81, protocol: UDP }]']),
      hits: [],
    },
    {
      desc: 'lets one service speak both, as DNS does',
      yaml: given(['[{ port: 53 }, { port: 53, protocol: UDP }]']),
      hits: [],
    },
    {
      desc: 'lets workloads outside of the mesh be',
      yaml: given(['[{ port: 80 }]', '[{ port: 80, protocol: UDP }]'], '{ app: web }', '{}'),
      hits: [],
    },
    {
      desc: 'lets gateways be',
      yaml: given(['[{ port: 80 }]', '[{ port: 80, protocol: UDP }]'], '{ istio: ingress }'),
      hits: [],
    },
  ]
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(servicesDisagree, rest)).toEqual(hits)
  })
})

describe('targets-disagree', () => {
  const cases: readonly RuleCase[] = [
    {
      desc: 'finds two ports for one target',
      yaml: given(['[{ port: 80, targetPort: 8080 }]', '[{ port: 81, targetPort: 8080 }]']),
      hits: workload,
    },
    {
      desc: 'finds two ports for one name',
      yaml: given(['[{ port: 80, targetPort: web }]', '[{ port: 81, targetPort: web }]']),
      hits: workload,
    },
    {
      desc: 'takes the port where there is no target',
      yaml: given(['[{ port: 8080 }]', '[{ port: 81, targetPort: 8080 }]']),
      hits: workload,
    },
    {
      desc: 'is content with one port',
      yaml: given(['[{ port: 80, targetPort: 8080 }]', '[{ port: 80, targetPort: 8080 }]']),
      hits: [],
    },
    {
      desc: 'is content with two targets',
      yaml: given(['[{ port: 80, targetPort: 8080 }]', '[{ port: 81, targetPort: 8081 }]']),
      hits: [],
    },
    {
      desc: 'is content within one service',
      yaml: given([
        '[{ port: 80, targetPort: 8080 }, { port: 81, targetPort: 8080 }]',
        '[{ port: 90 }]',
      ]),
      hits: [],
    },
    { desc: 'says nothing of ports that are none', yaml: given(['null', '[{}, text]']), hits: [] },
  ]
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(targetsDisagree, rest)).toEqual(hits)
  })
})
