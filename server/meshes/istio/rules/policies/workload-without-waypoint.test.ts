import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { workloadWithoutWaypoint } from './workload-without-waypoint.ts'

const namespace = (labels: string): string =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {${labels}}}}\n---\n`
const ambient = namespace('istio.io/dataplane-mode: ambient')
const cart = (labels = ''): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart}, spec: {template: {metadata: {labels: {app: cart${labels}}}, spec: {containers: [{name: app}]}}}}\n---\n`
const service = (labels = ''): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: cart, labels: {${labels}}}, spec: {selector: {app: cart}}}\n---\n`
const policy = (rest: string, rule = '{to: [{operation: {paths: [/a]}}]}'): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: p}, spec: {${rest}rules: [${rule}]}}\n---\n`
const use = 'istio.io/use-waypoint: wp'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds it by namespace',
    yaml: ambient + cart() + policy(''),
    hits: ['cart metadata.name'],
  },
  {
    desc: 'finds it by selector',
    yaml: ambient + cart() + policy('selector: {matchLabels: {app: cart}}, '),
    hits: ['cart metadata.name'],
  },
  {
    desc: 'finds it by its service',
    yaml: ambient + cart() + service() + policy('targetRefs: [{kind: Service, name: cart}], '),
    hits: ['cart metadata.name'],
  },
  {
    desc: 'lets it be with a waypoint of the namespace',
    yaml: namespace(`istio.io/dataplane-mode: ambient, ${use}`) + cart() + policy(''),
    hits: [],
  },
  {
    desc: 'lets it be with a waypoint of its own',
    yaml: ambient + cart(`, ${use}`) + policy(''),
    hits: [],
  },
  {
    desc: 'lets it be with a waypoint of its service',
    yaml: ambient + cart() + service(use) + policy(''),
    hits: [],
  },
  {
    desc: 'lets policies about connections be',
    yaml: ambient + cart() + policy('', '{from: [{source: {principals: [a]}}]}'),
    hits: [],
  },
  {
    desc: 'lets policies for others be',
    yaml: ambient + cart() + policy('selector: {matchLabels: {app: other}}, '),
    hits: [],
  },
  {
    desc: 'lets sidecars be',
    yaml: namespace('istio-injection: enabled') + cart() + policy(''),
    hits: [],
  },
]

describe('workloadWithoutWaypoint', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(workloadWithoutWaypoint, one)).toEqual(one.hits)
  })
})
