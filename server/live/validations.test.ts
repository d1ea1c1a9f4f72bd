import { describe, expect, it } from 'vitest'
import { aClusterOf } from '../../test/support/cluster.ts'
import { anInventory, aServiceObject } from '../../test/support/inventory.ts'
import { Field } from '../seams/field.ts'
import type { Inventory } from '../seams/inventory.ts'
import type { Rule, TrafficFacts } from '../seams/rule.ts'
import { Validations, type ValidationsOptions } from './validations.ts'

const judged: string[] = []

const selectsNothing: Rule = {
  id: 'MC901',
  ...{ aka: [], severity: 'error', title: 't', cause: 'c', effect: 'e', repair: 'r' },
  source: 'https://example.io',
  kinds: ['Service'],
  needs: [],
  check: ({ name, spec }) => {
    judged.push(name)
    const field = spec.get('selector')
    return field.isAbsent ? [{ field, message: `${name} selects nothing` }] : []
  },
}
const needsSecrets: Rule = { ...selectsNothing, id: 'MC902', needs: ['Secret'] }
const needsRoutes: Rule = {
  ...selectsNothing,
  id: 'MC903',
  needs: ['example.io/Route'],
  check: () => [],
}
const byClock: Rule = {
  ...selectsNothing,
  id: 'MC904',
  needsAlso: ['clock'],
  check: ({ spec }, view) => [{ field: spec, message: `it is ${view.nowMs ?? 0}` }],
}

const cart = aServiceObject('shop/cart')
const idle = aServiceObject('shop/idle', { selector: {} })

/** Says how busy each service is. */
const byTraffic: Rule = {
  ...selectsNothing,
  id: 'MC905',
  needsAlso: ['traffic'],
  check: ({ spec, name }, { traffic }) => {
    judged.push(name)
    return [{ field: spec, message: `${name} ${traffic?.perSecondTo(name) ?? 'idle'}` }]
  },
}

const facts = (perSecond: number): TrafficFacts => ({
  isCalled: () => true,
  perSecondTo: () => perSecond,
  perSecondToVersion: () => null,
  plainTextPerSecondTo: () => null,
})

function aRig(
  first: Partial<Inventory>,
  rules: readonly Rule[],
  traffic?: ValidationsOptions['traffic'],
) {
  let inventory = anInventory(first)
  let nowMs = 0
  const validations = new Validations({
    clusters: [aClusterOf(() => inventory)],
    rules,
    readGroups: new Set(['example.io']),
    readReferences: () => null,
    now: () => nowMs,
    ...(traffic === undefined ? {} : { traffic }),
  })
  return {
    validations,
    change: (fields: Partial<Inventory>) => {
      inventory = { ...inventory, revision: inventory.revision + 1, ...fields }
    },
    pass: (ms: number) => (nowMs += ms),
    messages: async () => {
      const [report] = await validations.reports()
      return [...(report?.findings.values() ?? [])].flat().map(({ message }) => message)
    },
  }
}

describe('validations', () => {
  it('judge again what has changed, and nothing while nothing has', async () => {
    const rig = aRig({ services: [cart, idle] }, [selectsNothing])
    expect(await rig.messages()).toEqual(['idle selects nothing'])
    const [before] = await rig.validations.reports()
    expect((await rig.validations.reports())[0]).toBe(before)
    judged.length = 0
    rig.change({ services: [{ ...cart, selector: {} }, idle] })
    expect(await rig.messages()).toEqual(['cart selects nothing', 'idle selects nothing'])
    rig.change({ services: [cart] })
    expect(await rig.messages()).toEqual([])
    expect(judged).toEqual(['cart', 'cart'])
  })

  it('make one pass for all who ask at the same time', async () => {
    const rig = aRig({ services: [idle] }, [selectsNothing])
    judged.length = 0
    const [one, other] = await Promise.all([rig.validations.reports(), rig.validations.reports()])
    expect(one[0]).toBe(other[0])
    expect(judged).toEqual(['idle'])
  })

  it('say of which kinds nothing is known, and what was not checked for it', async () => {
    const unread = { kind: 'Route', reason: 'forbidden', message: 'no', sinceAt: 0 } as const
    const rig = aRig({ services: [idle], unreadable: [unread] }, [needsSecrets, needsRoutes])
    const [report] = await rig.validations.reports()
    expect(report?.unknown).toEqual([
      { kind: 'ConfigMap', reason: 'notRead' },
      { kind: 'Secret', reason: 'notRead' },
      { kind: 'example.io/Route', reason: 'forbidden' },
    ])
    expect(report?.notChecked.map(({ rule, detail }) => `${rule} ${detail}`)).toEqual([
      'MC902 Secret',
      'MC903 example.io/Route',
    ])
    rig.change({ unreadable: [] })
    const [after] = await rig.validations.reports()
    expect(after?.notChecked.map(({ rule }) => rule)).toEqual(['MC902'])
  })

  it('look at the clock again after a minute', async () => {
    const rig = aRig({ services: [cart] }, [byClock])
    expect(await rig.messages()).toEqual(['it is 0'])
    rig.pass(59_999)
    expect(await rig.messages()).toEqual(['it is 0'])
    rig.pass(1)
    expect(await rig.messages()).toEqual(['it is 60000'])
  })

  it('judge by traffic once it is known, and by newer traffic after some minutes', async () => {
    const asked: string[] = []
    const answers: (TrafficFacts | null)[] = [facts(1), facts(2), null]
    const rig = aRig({ services: [cart] }, [byTraffic, selectsNothing], (cluster) => {
      asked.push(cluster)
      return Promise.resolve(answers.shift() ?? null)
    })
    const notChecked = async (): Promise<readonly string[]> => {
      const [report] = await rig.validations.reports()
      return report?.notChecked.map(({ rule, detail }) => `${rule} ${detail}`) ?? []
    }
    expect(await notChecked()).toEqual(['MC905 traffic'])
    expect([await rig.messages(), await notChecked()]).toEqual([['cart 1'], []])
    rig.pass(179_999)
    expect(await rig.messages()).toEqual(['cart 1'])
    rig.pass(1)
    await rig.messages()
    expect(await rig.messages()).toEqual(['cart 2'])
    rig.pass(180_000)
    await rig.messages()
    expect([await rig.messages(), await notChecked()]).toEqual([[], ['MC905 traffic']])
    expect(asked).toEqual(['east', 'east', 'east'])
  })

  it('go on without traffic when it cannot be asked for', async () => {
    const rig = aRig({ services: [idle] }, [byTraffic, selectsNothing], () =>
      Promise.reject(new Error('no store')),
    )
    expect(await rig.messages()).toEqual(['idle selects nothing'])
    expect(await rig.messages()).toEqual(['idle selects nothing'])
  })

  it('read what the mesh is set to, and judge again when that changes', async () => {
    const bySettings: Rule = {
      ...selectsNothing,
      id: 'MC906',
      needs: ['ConfigMap'],
      check: ({ spec }, view) => {
        const of = view.get('ConfigMap', 'mesh', 'settings')
        return [{ field: spec, message: new Field(of).get('data', 'mode').text() ?? 'none' }]
      },
    }
    let data: Record<string, string> | null = null
    let nowMs = 0
    const validations = new Validations({
      clusters: [
        {
          ...aClusterOf(() => anInventory({ services: [cart] })),
          logs: {
            open: () => Promise.reject(new Error('No logs here')),
            configMap: (namespace, name) =>
              Promise.resolve(namespace === 'mesh' && name === 'settings' ? data : null),
          },
        },
      ],
      rules: [bySettings],
      readGroups: new Set(),
      readReferences: () => null,
      now: () => nowMs,
      settingsAt: () => [{ namespace: 'mesh', name: 'settings' }],
    })
    const told = async (): Promise<readonly string[]> => {
      // The first who asks after a while has what was known; the next has what is.
      await validations.reports()
      const [report] = await validations.reports()
      const messages = [...(report?.findings.values() ?? [])].flat().map(({ message }) => message)
      return [...messages, ...(report?.notChecked.map(({ detail }) => `not: ${detail}`) ?? [])]
    }
    expect(await told()).toEqual(['not: ConfigMap'])
    data = { mode: 'strict' }
    nowMs += 60_000
    expect(await told()).toEqual(['strict'])
    data = { mode: 'lax' }
    nowMs += 60_000
    expect(await told()).toEqual(['lax'])
    data = null
    nowMs += 60_000
    expect(await told()).toEqual(['not: ConfigMap'])
    const [report] = await validations.reports()
    expect(report?.unknown).toContainEqual({ kind: 'ConfigMap', reason: 'notRead' })
  })
})
