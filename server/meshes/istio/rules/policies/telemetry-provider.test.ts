import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { telemetryProvider } from './telemetry-provider.ts'

const mesh = (text: string): string =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "${text}"}}\n---\n`
const plain = mesh('extensionProviders: [{name: jaeger, opentelemetry: {}}]')
const telemetry = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const logs = '{accessLogging: [{}]}'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds logs without one',
    yaml: plain + telemetry('it', logs),
    hits: ['it spec.accessLogging[0].providers'],
  },
  {
    desc: 'finds an empty list',
    yaml: plain + telemetry('it', '{accessLogging: [{providers: []}]}'),
    hits: ['it spec.accessLogging[0].providers'],
  },
  {
    desc: 'finds one that the mesh has not',
    yaml: plain + telemetry('it', '{tracing: [{providers: [{name: zipkin}]}]}'),
    hits: ['it spec.tracing[0].providers[0].name'],
  },
  {
    desc: 'offers the name that is a letter off',
    yaml: plain + telemetry('it', '{metrics: [{providers: [{name: prometeus}]}]}'),
    hits: ['it spec.metrics[0].providers[0].name'],
  },
  {
    desc: 'lets known ones be',
    yaml:
      plain +
      telemetry(
        'it',
        '{tracing: [{providers: [{name: jaeger}]}], accessLogging: [{providers: [{name: envoy}]}]}',
      ),
    hits: [],
  },
  {
    desc: 'lets logs be where the mesh has a default',
    yaml: mesh('defaultProviders: {accessLogging: [envoy]}') + telemetry('it', logs),
    hits: [],
  },
  {
    desc: 'lets logs be where a wider one names one',
    yaml:
      plain +
      telemetry('wide', '{accessLogging: [{providers: [{name: envoy}]}]}', 'istio-system') +
      telemetry('it', logs),
    hits: [],
  },
  {
    desc: 'lets logs be that are off',
    yaml: plain + telemetry('it', '{accessLogging: [{disabled: true}]}'),
    hits: [],
  },
  { desc: 'says nothing where the mesh is not known', yaml: telemetry('it', logs), hits: [] },
  {
    desc: 'lets nonsense be',
    yaml: plain + telemetry('it', '{accessLogging: 7, tracing: [{providers: [7]}]}'),
    hits: [],
  },
]

describe('telemetryProvider', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(telemetryProvider, one)).toEqual(one.hits)
  })
})
