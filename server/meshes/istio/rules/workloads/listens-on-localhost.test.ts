import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { listensOnLocalhost } from './listens-on-localhost.ts'

const given = (args: string, target = 8080): string => `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: ${target} }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: { app: web, sidecar.istio.io/inject: "true" } }, spec: { containers: [{ name: app, args: ${args} }] } } }`
const place = (index: number): string => `web spec.template.spec.containers[0].args[${index}]`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a flag with its value',
    yaml: given('[--listen=127.0.0.1:8080]'),
    hits: [place(0)],
  },
  {
    desc: 'finds a flag before its value',
    yaml: given('[--bind-address, "localhost:8080"]'),
    hits: [place(1)],
  },
  {
    desc: 'finds it in a line of shell',
    yaml: given('["exec app --http-addr http://localhost:8080 -v"]'),
    hits: [place(0)],
  },
  { desc: 'is content with all addresses', yaml: given('[--listen=0.0.0.0:8080]'), hits: [] },
  {
    desc: 'is content with a port that no Service sends to',
    yaml: given('[--admin-listen=127.0.0.1:9901]'),
    hits: [],
  },
  { desc: 'lets addresses of others be', yaml: given('[--upstream=127.0.0.1:8080]'), hits: [] },
  { desc: 'says nothing of arguments that are none', yaml: given('[null, 7]'), hits: [] },
]

describe('listens-on-localhost', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(listensOnLocalhost, rest)).toEqual(hits)
  })
})
