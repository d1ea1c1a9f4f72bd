import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { exportToUnknown } from './export-to-unknown.ts'

const namespaces = `{apiVersion: v1, kind: Namespace, metadata: {name: default}}\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: bookinfo}}\n---\n`
const ambient = `{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {istio.io/dataplane-mode: ambient}}}\n---\n`
const object = (kind: string, exportTo: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: ${kind}, metadata: {name: it}, spec: {exportTo: ${exportTo}}}\n---\n`
const service = (exportTo: string): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: it, annotations: {networking.istio.io/exportTo: "${exportTo}"}}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a name that is not there',
    yaml: namespaces + object('VirtualService', '[., nowhere]'),
    hits: ['it spec.exportTo[1]'],
  },
  {
    desc: 'offers the name that is a letter off',
    yaml: namespaces + object('DestinationRule', '[bokinfo]'),
    hits: ['it spec.exportTo[0]'],
  },
  {
    desc: 'finds two, one finding each',
    yaml: namespaces + object('ServiceEntry', '[x, bookinfo, y]'),
    hits: ['it spec.exportTo[0]', 'it spec.exportTo[2]'],
  },
  {
    desc: 'reads the annotation of a service',
    yaml: namespaces + service('bookinfo, nowhere'),
    hits: ['it metadata.annotations["networking.istio.io/exportTo"]'],
  },
  {
    desc: 'lets known names be',
    yaml: namespaces + object('VirtualService', '[bookinfo]'),
    hits: [],
  },
  { desc: 'lets signs be', yaml: namespaces + object('VirtualService', '[., "*", "~"]'), hits: [] },
  { desc: 'lets nothing said be', yaml: namespaces + object('VirtualService', '[]'), hits: [] },
  { desc: 'lets nonsense be', yaml: namespaces + object('VirtualService', '[7, {}]'), hits: [] },
  {
    desc: 'lets a known name in an annotation be',
    yaml: namespaces + service('.,bookinfo'),
    hits: [],
  },
  { desc: 'lets ambient namespaces be', yaml: ambient + object('VirtualService', '[x]'), hits: [] },
]

describe('exportToUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(exportToUnknown, one)).toEqual(one.hits)
  })
})
