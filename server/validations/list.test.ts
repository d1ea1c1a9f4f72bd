import { describe, expect, it } from 'vitest'
import { configAskSchema, type ConfigAskInput } from '#contract/config.ts'
import { aReport, seen } from '../../test/support/config-report.ts'
import { aViewerOf } from '../../test/support/graph.ts'
import type { Viewer } from '../seams/identity.ts'
import { listReports, type ConfigPage } from './list.ts'

const report = aReport(`
{apiVersion: v1, kind: Service, metadata: {name: quiet, namespace: shop}}
---
{apiVersion: v1, kind: Service, metadata: {name: loud, namespace: shop}, spec: {needs: bank/vault}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: a, namespace: shop}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: b, namespace: shop, annotations: {alidade.dev/ignore: MC901=later}}, spec: {needs: shop/none}}
---
{apiVersion: example.io/v1, kind: Route, metadata: {name: vault, namespace: bank}, spec: {needs: bank/none}}
---
{apiVersion: example.io/v1, kind: Unjudged, metadata: {name: c, namespace: bank}}
`)

const everybody: Viewer = { user: null, sees: 'all' }
const ask = (input: ConfigAskInput = {}, viewer = everybody): ConfigPage =>
  listReports([seen(report, { viewer })], configAskSchema.parse(input))
const namesOf = ({ rows }: ConfigPage): string[] =>
  rows.map(({ object, validity }) => `${object.namespace}/${object.name} ${validity}`)

describe('the list of configuration', () => {
  it('has custom resources, and objects of Kubernetes while something is said of them', () => {
    expect(namesOf(ask())).toEqual([
      'bank/vault error',
      'shop/loud error',
      'shop/a valid',
      'shop/b valid',
      'bank/c notChecked',
    ])
  })

  it.each<{ desc: string; input: ConfigAskInput; expected: string[] }>([
    { desc: 'a namespace', input: { namespaces: 'bank' }, expected: ['vault', 'c'] },
    { desc: 'a kind', input: { kinds: 'Service' }, expected: ['loud'] },
    { desc: 'a severity', input: { severities: 'error' }, expected: ['vault', 'loud'] },
    { desc: 'a code', input: { rules: 'mc901' }, expected: ['vault', 'loud', 'b'] },
    { desc: 'a code of old', input: { rules: 'OLD1' }, expected: ['vault', 'loud', 'b'] },
    { desc: 'another code', input: { rules: 'MC999' }, expected: [] },
    { desc: 'a state', input: { validities: 'notChecked,valid' }, expected: ['a', 'b', 'c'] },
    { desc: 'text of a message', input: { text: 'BANK/none' }, expected: ['vault'] },
    { desc: 'two at once', input: { namespaces: 'shop', text: 'lo' }, expected: ['loud'] },
    {
      desc: 'name, from the end',
      input: { sort: 'name', order: 'desc' },
      expected: ['vault', 'loud', 'c', 'b', 'a'],
    },
    { desc: 'a page', input: { offset: '1', limit: '2' }, expected: ['loud', 'a'] },
  ])('is cut and ordered by $desc', ({ input, expected }) => {
    expect(ask(input).rows.map(({ object }) => object.name)).toEqual(expected)
  })

  it('counts for each choice what it would leave beside the other filters', () => {
    const { total, matched, facets } = ask({ namespaces: 'bank', text: 'v' })
    expect({ total, matched, facets }).toEqual({
      total: 5,
      matched: 1,
      facets: {
        validities: [{ value: 'error', count: 1 }],
        severities: [{ value: 'error', count: 1 }],
        kinds: [{ value: 'example.io/Route', count: 1 }],
        namespaces: [
          { value: 'bank', count: 1 },
          { value: 'shop', count: 1 },
        ],
        rules: [{ value: 'MC901', count: 1 }],
      },
    })
  })

  it('does not count what is acknowledged as wrong', () => {
    expect(ask({ text: 'none', namespaces: 'shop' }).rows[0]).toMatchObject({
      object: { name: 'b' },
      validity: 'valid',
      counts: { error: 0, warning: 0, info: 0, acknowledged: 1 },
      rules: ['MC901'],
    })
  })

  it('tells a limited viewer nothing of other namespaces, in messages neither', () => {
    const page = ask({}, aViewerOf('shop'))
    expect(namesOf(page)).toEqual(['shop/loud error', 'shop/a valid', 'shop/b valid'])
    expect(JSON.stringify(page)).not.toContain('bank')
    expect(ask({ text: 'vault' }, aViewerOf('shop')).matched).toBe(0)
  })
})
