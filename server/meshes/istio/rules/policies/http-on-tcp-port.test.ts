import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { httpOnTcpPort } from './http-on-tcp-port.ts'

const db = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: db}, spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, ports: [{name: sql, containerPort: 3306}]}]}}}}\n---\n`
const service = (ports: string): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {selector: {app: db}, ports: ${ports}}}\n---\n`
const policy = (rule: string, rest = ''): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: {${rest}selector: {matchLabels: {app: db}}, rules: [${rule}]}}`
const get = '{to: [{operation: {methods: [GET]}}]}'
const getOn = (port: number): string => `{to: [{operation: {methods: [GET], ports: ["${port}"]}}]}`
const methods = 'it spec.rules[0].to[0].operation.methods'
const mysql = '[{name: mysql, port: 3306}]'
const both = '[{name: mysql, port: 3306}, {name: http-admin, port: 80, targetPort: 8080}]'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds it where there is nothing else',
    yaml: db + service(mysql) + policy(get),
    hits: [methods],
  },
  {
    desc: 'finds it on a port that is named',
    yaml: db + service(both) + policy(getOn(3306)),
    hits: [methods],
  },
  {
    desc: 'finds the port behind a name',
    yaml: db + service('[{name: tcp, port: 1, targetPort: sql}]') + policy(getOn(3306)),
    hits: [methods],
  },
  {
    desc: 'believes appProtocol first',
    yaml: db + service('[{name: http, appProtocol: tcp, port: 1}]') + policy(get),
    hits: [methods],
  },
  {
    desc: 'finds conditions on requests',
    yaml: db + service(mysql) + policy('{when: [{key: "request.headers[x]", values: [a]}]}'),
    hits: ['it spec.rules[0].when[0].key'],
  },
  {
    desc: 'lets ports that speak HTTP be',
    yaml: db + service(both) + policy(getOn(8080)),
    hits: [],
  },
  { desc: 'lets it be where one speaks HTTP', yaml: db + service(both) + policy(get), hits: [] },
  {
    desc: 'lets ports be that are detected',
    yaml: db + service('[{port: 80}]') + policy(get),
    hits: [],
  },
  {
    desc: 'lets rules about connections be',
    yaml:
      db +
      service(mysql) +
      policy('{to: [{operation: {ports: ["3306"]}}], from: [{source: {principals: [a]}}]}'),
    hits: [],
  },
  { desc: 'lets it be where nothing is selected', yaml: service(mysql) + policy(get), hits: [] },
  { desc: 'lets nonsense be', yaml: db + service('[7, {port: x}]') + policy('7'), hits: [] },
]

describe('httpOnTcpPort', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(httpOnTcpPort, one)).toEqual(one.hits)
  })
})
