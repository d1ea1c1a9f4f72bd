import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { externalNamePort } from './external-name-port.ts'

const given = (ports: string, type = 'ExternalName'): string => `
apiVersion: v1
kind: Service
metadata: { name: search }
spec: { type: ${type}, externalName: example.com, ports: ${ports} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a port without a name, and gives it one',
    yaml: given('[{ port: 443 }]'),
    hits: ['search spec.ports[0]'],
  },
  {
    desc: 'finds a name that says nothing',
    yaml: given('[{ port: 443, name: main }]'),
    hits: ['search spec.ports[0].name'],
  },
  {
    desc: 'finds the second of two',
    yaml: given('[{ port: 80, name: http }, { port: 443, name: secure }]'),
    hits: ['search spec.ports[1].name'],
  },
  { desc: 'is content with a protocol', yaml: given('[{ port: 443, name: tcp }]'), hits: [] },
  {
    desc: 'is content with appProtocol',
    yaml: given('[{ port: 443, name: main, appProtocol: https }]'),
    hits: [],
  },
  { desc: 'lets other types be', yaml: given('[{ port: 443 }]', 'ClusterIP'), hits: [] },
  { desc: 'is content without ports', yaml: given('null'), hits: [] },
]

describe('external-name-port', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(externalNamePort, rest)).toEqual(hits)
  })
})
