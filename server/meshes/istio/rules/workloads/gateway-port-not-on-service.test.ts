import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { gatewayPortNotOnService } from './gateway-port-not-on-service.ts'

const given = (
  servers: string,
  ports = '[{ port: 80 }, { port: 443 }]',
  selector = '{ istio: ingress }',
): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ingress, namespace: infra }
spec: { template: { metadata: { labels: { istio: ingress } } } }
---
apiVersion: v1
kind: Service
metadata: { name: ingress, namespace: infra }
spec: { selector: ${selector}, ports: ${ports} }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop }
spec: { selector: { istio: ingress }, servers: ${servers} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a port that the Service does not have',
    yaml: given('[{ port: { number: 8080 } }]'),
    hits: ['shop spec.servers[0].port.number'],
  },
  {
    desc: 'does not take target ports for ports',
    yaml: given('[{ port: { number: 8080 } }]', '[{ port: 80, targetPort: 8080 }]'),
    hits: ['shop spec.servers[0].port.number'],
  },
  {
    desc: 'finds the second of two servers',
    yaml: given('[{ port: { number: 80 } }, { port: { number: 81 } }]'),
    hits: ['shop spec.servers[1].port.number'],
  },
  {
    desc: 'is content with ports of the Service',
    yaml: given('[{ port: { number: 80 } }, { port: { number: 443 } }]'),
    hits: [],
  },
  {
    desc: 'says nothing where no Service is in front, as on the network of the host',
    yaml: given('[{ port: { number: 8080 } }]', '[{ port: 80 }]', '{ istio: other }'),
    hits: [],
  },
  {
    desc: 'leaves a server without a port to the schema',
    yaml: given('[{}, { port: { number: "80" } }]'),
    hits: [],
  },
  { desc: 'says nothing without servers', yaml: given('null'), hits: [] },
]

describe('gateway-port-not-on-service', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewayPortNotOnService, rest)).toEqual(hits)
  })
})
