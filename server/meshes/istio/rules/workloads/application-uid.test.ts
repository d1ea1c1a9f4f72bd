import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { applicationUid } from './application-uid.ts'

const given = (spec: string, labels = '{ sidecar.istio.io/inject: "true" }'): string => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec: { template: { metadata: { labels: ${labels} }, spec: ${spec} } }`
const base = 'web spec.template.spec'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds it for the pod',
    yaml: given('{ securityContext: { runAsUser: 1337 }, containers: [{ name: app }] }'),
    hits: [`${base}.securityContext.runAsUser`],
  },
  {
    desc: 'finds it for a container',
    yaml: given('{ containers: [{ name: app, securityContext: { runAsUser: 1337 } }] }'),
    hits: [`${base}.containers[0].securityContext.runAsUser`],
  },
  {
    desc: 'finds it beside a sidecar that is there',
    yaml: given(
      '{ containers: [{ name: istio-proxy }, { name: app, securityContext: { runAsUser: 1337 } }] }',
      '{}',
    ),
    hits: [`${base}.containers[1].securityContext.runAsUser`],
  },
  {
    desc: 'is content with the proxy itself',
    yaml: given(
      '{ containers: [{ name: app }, { name: istio-proxy, securityContext: { runAsUser: 1337 } }] }',
    ),
    hits: [],
  },
  {
    desc: 'is content when each container has its own',
    yaml: given(
      '{ securityContext: { runAsUser: 1337 }, containers: [{ name: app, securityContext: { runAsUser: 1000 } }] }',
    ),
    hits: [],
  },
  {
    desc: 'is content outside of the mesh',
    yaml: given('{ securityContext: { runAsUser: 1337 }, containers: [{ name: app }] }', '{}'),
    hits: [],
  },
  {
    desc: 'does not read text as a number',
    yaml: given('{ securityContext: { runAsUser: "1337" }, containers: [{ name: app }] }'),
    hits: [],
  },
]

describe('application-uid', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(applicationUid, rest)).toEqual(hits)
  })
})
