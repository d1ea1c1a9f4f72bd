import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { proxyImagesDiffer } from './proxy-images-differ.ts'

const given = (...images: readonly string[]): string =>
  [
    `
apiVersion: v1
kind: Namespace
metadata: { name: shop }`,
    ...images.map(
      (image, index) => `
apiVersion: v1
kind: Pod
metadata: { name: web-${index}, namespace: shop }
spec: { containers: [{ name: app, image: app:${index} }, { name: istio-proxy, image: ${image} }] }`,
    ),
  ].join('\n---')

const cases: readonly RuleCase[] = [
  {
    desc: 'finds two images',
    yaml: given('proxyv2:1.30', 'proxyv2:1.31'),
    hits: ['shop metadata.name'],
  },
  {
    desc: 'finds one among many, once',
    yaml: given('a', 'a', 'a', 'b'),
    hits: ['shop metadata.name'],
  },
  {
    desc: 'finds another registry',
    yaml: given('one/proxyv2:1.31', 'other/proxyv2:1.31'),
    hits: ['shop metadata.name'],
  },
  { desc: 'is content with one image', yaml: given('a', 'a', 'a'), hits: [] },
  {
    desc: 'does not compare gateways',
    yaml: given('a', 'b').replace('{ name: app, image: app:1 }, ', ''),
    hits: [],
  },
  {
    desc: 'lets a pod choose its own',
    yaml: given('a', 'b').replace(
      'name: web-1, namespace: shop',
      'name: web-1, namespace: shop, annotations: { sidecar.istio.io/proxyImage: b }',
    ),
    hits: [],
  },
  {
    desc: 'does not compare namespaces',
    yaml: given('a', 'b').replace('name: web-1, namespace: shop', 'name: web-1, namespace: other'),
    hits: [],
  },
]

describe('proxy-images-differ', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(proxyImagesDiffer, rest)).toEqual(hits)
  })
})
