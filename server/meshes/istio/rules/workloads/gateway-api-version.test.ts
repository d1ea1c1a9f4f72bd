import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { gatewayApiVersion } from './gateway-api-version.ts'

const given = (name: string, version: string): string => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${name}, annotations: { gateway.networking.k8s.io/bundle-version: ${version} } }`
const gateways = 'gateways.gateway.networking.k8s.io'
const tls = 'tlsroutes.gateway.networking.k8s.io'
const at = (name: string): string[] => [
  `${name} metadata.annotations["gateway.networking.k8s.io/bundle-version"]`,
]

const cases: readonly RuleCase[] = [
  { desc: 'finds a bundle before 1.0', yaml: given(gateways, 'v0.8.1'), hits: at(gateways) },
  { desc: 'finds a definition that istiod skips', yaml: given(tls, 'v1.4.1'), hits: at(tls) },
  {
    desc: 'compares numbers, not letters',
    yaml: given('backendtlspolicies.gateway.networking.k8s.io', 'v1.3.10'),
    hits: at('backendtlspolicies.gateway.networking.k8s.io'),
  },
  { desc: 'is content with a newer one', yaml: given(tls, 'v1.10.0'), hits: [] },
  {
    desc: 'is content with a release candidate of the oldest',
    yaml: given(tls, 'v1.5.0-rc.1'),
    hits: [],
  },
  {
    desc: 'lets other definitions be',
    yaml: given('virtualservices.networking.istio.io', 'v0.1.0'),
    hits: [],
  },
  { desc: 'says nothing of a version that is none', yaml: given(gateways, 'newest'), hits: [] },
]

describe('gateway-api-version', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewayApiVersion, rest)).toEqual(hits)
  })
})
