import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { objectsOf } from '../../test/support/check-rule.ts'
import type { KubeObject } from '../seams/kube-object.ts'
import { derived, type Index, type Rule } from '../seams/rule.ts'
import { Validator } from './validator.ts'

const words = { aka: [], title: '', cause: '', effect: '', repair: '', source: '' }

const byApp: Index = {
  id: 'pods by app',
  kinds: ['Pod'],
  keysOf: ({ metadata }) => [`${metadata.namespace ?? ''}/${metadata.labels?.['app'] ?? ''}`],
}

const podsWithApp = derived('number of pods', (key, view) => view.find(byApp, key).length)

const nobodyThere: Rule = {
  ...words,
  id: 'MC901',
  aka: ['OLD1'],
  severity: 'error',
  kinds: ['Service'],
  needs: ['Pod'],
  check: function* ({ spec, namespace }, view) {
    const app = spec.get('selector', 'app')
    if (view.derive(podsWithApp, `${namespace}/${app.text() ?? ''}`) > 0) return
    yield {
      field: app,
      message: `No pod has app ${app.text() ?? ''}`,
      values: { app: app.text() ?? '' },
    }
  },
}

const strangeNamespace: Rule = {
  ...words,
  id: 'MC902',
  severity: 'warning',
  kinds: ['Pod', 'Service'],
  needs: [],
  check: ({ root, namespace }, view) =>
    view.get('Namespace', '', namespace) === null
      ? [{ field: root.get('metadata', 'namespace'), message: 'Its namespace is not there' }]
      : [],
}

const twins: Rule = {
  ...words,
  id: 'MC903',
  severity: 'info',
  kinds: ['Pod'],
  needs: [],
  check: ({ object, root, namespace }, view) =>
    view
      .inNamespace('Pod', namespace)
      .filter(
        (pod) => pod !== object && pod.metadata.labels?.['app'] === object.metadata.labels?.['app'],
      )
      .map((pod) => ({ field: root.get('metadata', 'labels'), message: 'A twin', related: [pod] })),
}

const old: Rule = {
  ...words,
  id: 'MC904',
  severity: 'info',
  kinds: ['Pod'],
  needs: [],
  needsAlso: ['clock'],
  check: ({ object, root }, view) =>
    Date.parse(object.metadata.creationTimestamp ?? '') < (view.nowMs ?? 0) - 1000
      ? [{ field: root, message: 'It is old' }]
      : [],
}

const rules = [nobodyThere, strangeNamespace, twins]

const shop = objectsOf(`
{apiVersion: v1, kind: Namespace, metadata: {name: default}}
---
{apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {selector: {app: cart}}}
---
{apiVersion: v1, kind: Pod, metadata: {name: cart-1, labels: {app: cart}}}
`)

const idsOf = (validator: Validator): string[] =>
  validator.findings().map(({ rule, object }) => `${rule} ${object.kind} ${object.name}`)

describe('Validator', () => {
  it('finds nothing wrong with what is right', () => {
    const validator = new Validator({ rules })
    validator.apply({ put: shop })
    expect(validator.findings()).toEqual([])
  })

  it('judges again what a change concerns, and nothing else', () => {
    const validator = new Validator({ rules })
    const others = objectsOf(
      '{apiVersion: v1, kind: Service, metadata: {name: other}, spec: {selector: {app: x}}}',
    )
    validator.apply({ put: [...shop, ...others] })
    expect(idsOf(validator)).toEqual(['MC901 Service other'])
    const report = validator.apply({ removed: shop.filter(({ kind }) => kind === 'Pod') })
    expect(idsOf(validator)).toEqual(['MC901 Service cart', 'MC901 Service other'])
    expect(report.judged).toBe(1)
  })

  it('tells a finding whole', () => {
    const validator = new Validator({ rules })
    validator.apply({ put: shop.slice(0, 2) })
    expect(validator.findings()).toEqual([
      {
        rule: 'MC901',
        severity: 'error',
        message: 'No pod has app cart',
        object: { group: '', kind: 'Service', namespace: 'default', name: 'cart' },
        path: ['spec', 'selector', 'app'],
        values: { app: 'cart' },
        related: [],
        fix: null,
        acknowledged: null,
      },
    ])
  })

  it.each([
    { annotation: 'MC901=nobody yet', expected: 'nobody yet' },
    { annotation: 'mc999=x; old1 = by its older name', expected: 'by its older name' },
    { annotation: 'MC901', expected: 'no reason given' },
    { annotation: 'MC999=another', expected: null },
  ])('lets be what the object says: $annotation', ({ annotation, expected }) => {
    const validator = new Validator({ rules: [nobodyThere] })
    const [service] = objectsOf(
      `{apiVersion: v1, kind: Service, metadata: {name: cart, annotations: {alidade.dev/ignore: "${annotation}"}}, spec: {selector: {app: cart}}}`,
    )
    validator.apply({ put: service === undefined ? [] : [service] })
    expect(validator.findings()[0]?.acknowledged).toBe(expected)
  })

  it.each([
    { annotation: 'IST1,old1', expected: 'by galley.istio.io/analyze-suppress' },
    { annotation: '*', expected: 'by galley.istio.io/analyze-suppress' },
    { annotation: 'IST1', expected: null },
  ])('lets be what was let be for the analyzer: "$annotation"', ({ annotation, expected }) => {
    const validator = new Validator({ rules: [nobodyThere] })
    const [service] = objectsOf(
      `{apiVersion: v1, kind: Service, metadata: {name: cart, annotations: {galley.istio.io/analyze-suppress: "${annotation}"}}, spec: {selector: {app: cart}}}`,
    )
    validator.apply({ put: service === undefined ? [] : [service] })
    expect(validator.findings()[0]?.acknowledged).toBe(expected)
  })

  it.each([
    { annotation: 'KIA1, OLD1', expected: 'by kiali.io/ignore-validations' },
    { annotation: '', expected: 'by kiali.io/ignore-validations' },
    { annotation: 'KIA1', expected: null },
  ])('lets be what was let be for another console: "$annotation"', ({ annotation, expected }) => {
    const validator = new Validator({ rules: [nobodyThere] })
    const [service] = objectsOf(
      `{apiVersion: v1, kind: Service, metadata: {name: cart, annotations: {kiali.io/ignore-validations: "${annotation}"}}, spec: {selector: {app: cart}}}`,
    )
    validator.apply({ put: service === undefined ? [] : [service] })
    expect(validator.findings()[0]?.acknowledged).toBe(expected)
  })

  it('does not take what it does not know for none', () => {
    const validator = new Validator({ rules: [...rules, old], unknownKinds: new Set(['Pod']) })
    validator.apply({ put: shop.slice(0, 2) })
    expect(validator.findings()).toEqual([])
    expect(validator.notChecked()).toEqual([
      { rule: 'MC901', object: null, reason: 'missing', detail: 'Pod' },
      { rule: 'MC904', object: null, reason: 'missing', detail: 'clock' },
    ])
  })

  it('judges what asked for the time when time has passed', () => {
    const validator = new Validator({ rules: [...rules, old], nowMs: 0 })
    const born = shop.map((object): KubeObject => ({
      ...object,
      metadata: { ...object.metadata, creationTimestamp: '1970-01-01T00:00:00Z' },
    }))
    validator.apply({ put: born })
    expect(validator.refresh({ nowMs: 5000 }).judged).toBe(1)
    expect(idsOf(validator)).toEqual(['MC904 Pod cart-1'])
  })

  it('goes on when a rule throws, and says so', () => {
    const broken: Rule = {
      ...strangeNamespace,
      id: 'MC905',
      check: () => {
        throw new Error('as it happens')
      },
    }
    const validator = new Validator({ rules: [broken, nobodyThere] })
    validator.apply({ put: shop.slice(0, 2) })
    expect(idsOf(validator)).toEqual(['MC901 Service cart'])
    expect(validator.notChecked()).toMatchObject([
      { rule: 'MC905', reason: 'failed', detail: 'as it happens', object: { name: 'cart' } },
    ])
  })

  it('stops a rule that takes too long, and no other', () => {
    let ms = 0
    const slow: Rule = {
      ...twins,
      id: 'MC906',
      check: () => {
        ms += 600
        return []
      },
    }
    const validator = new Validator({
      rules: [slow, ...rules],
      ruleBudgetMs: 1000,
      stopwatch: () => ms,
    })
    const pods = [1, 2, 3, 4].flatMap((n) =>
      objectsOf(`{apiVersion: v1, kind: Pod, metadata: {name: p${n}, labels: {app: a${n}}}}`),
    )
    validator.apply({ put: pods })
    expect(validator.notChecked().map(({ rule, reason }) => `${rule} ${reason}`)).toEqual([
      'MC906 overBudget',
      'MC906 overBudget',
    ])
    expect(idsOf(validator)).toHaveLength(4)
  })
})

const name = fc.constantFrom('a', 'b', 'c', 'd')
const anyObject = fc
  .record({
    kind: fc.constantFrom('Pod', 'Service', 'Namespace'),
    name,
    namespace: name,
    app: name,
  })
  .map(({ kind, name, namespace, app }): KubeObject => {
    if (kind === 'Namespace') return { apiVersion: 'v1', kind, metadata: { name } }
    const metadata = { name, namespace, labels: { app } }
    return { apiVersion: 'v1', kind, metadata, spec: { selector: { app } } }
  })
const anyEdit = fc.oneof(
  anyObject.map((object) => ({ put: [object] })),
  anyObject.map((object) => ({ removed: [object] })),
)

describe('whatever is edited', () => {
  it('finds step by step what it finds at once', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 60 }), (edits) => {
        const stepwise = new Validator({ rules })
        const present = new Map<string, KubeObject>()
        const keyOf = ({ kind, metadata }: KubeObject): string =>
          `${kind} ${metadata.namespace ?? ''} ${metadata.name}`
        for (const edit of edits) {
          stepwise.apply(edit)
          if ('put' in edit) for (const object of edit.put) present.set(keyOf(object), object)
          else for (const object of edit.removed) present.delete(keyOf(object))
        }
        const whole = new Validator({ rules })
        whole.apply({ put: [...present.values()].reverse() })
        expect(stepwise.findings()).toEqual(whole.findings())
      }),
      { numRuns: 400 },
    )
  })
})
