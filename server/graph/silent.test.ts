import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { graphSchema, type Graph } from '#contract/graph.ts'
import { someTraffic } from '../../test/support/arbitrary-traffic.ts'
import { aPicture, aViewerOf } from '../../test/support/graph.ts'
import { anInventory, aServiceObject, aWorkloadObject } from '../../test/support/inventory.ts'
import { someFacts } from '../../test/support/mesh.ts'
import { anEnd, aRequested, aSample } from '../../test/support/traffic.ts'
import type { ConfigFacts } from '../seams/mesh.ts'
import type { Callee, Grant, PermittedCall, Permit } from '../seams/permissions.ts'
import type { ProjectContext } from './project.ts'

const call = (from: string, to: string) =>
  aSample({
    source: anEnd(`${from}-v1`),
    service: aRequested(to),
    destination: anEnd(`${to}-v1`),
    value: 1,
  })

/** web → cart → db, and a search that only web calls; the batch stands still. */
const traffic = [
  call('shop/web', 'shop/cart'),
  call('shop/web', 'shop/search'),
  call('shop/cart', 'data/db'),
]
const names = ['shop/web', 'shop/cart', 'shop/search', 'shop/batch', 'data/db']
const inventory = anInventory({
  workloads: names.map((name) => aWorkloadObject(`${name}-v1`)),
  services: names.map((name) => aServiceObject(name)),
})

const byPolicy: Permit = {
  group: 'security.example.io',
  kind: 'AuthorizationPolicy',
  namespace: 'data',
  name: 'db-callers',
  ground: 'admission',
}
const bySidecar: Permit = {
  group: 'net.example.io',
  kind: 'Sidecar',
  namespace: 'shop',
  name: 'default',
  ground: 'reach',
}

const workload = (name: string): Callee => ({
  isService: false,
  services: [name],
  workloads: [`${name}-v1`],
})
const service = (name: string): Callee => ({ ...workload(name), isService: true })
const callers = (...list: readonly string[]): readonly string[] =>
  list.map((name) => `shop/${name}-v1`)

function factsOf(
  grants: readonly Grant[],
  isRefused: (asked: PermittedCall) => boolean = () => false,
): ConfigFacts {
  return someFacts({ permissions: () => ({ grants, isRefused }) })
}

const usual = factsOf([
  {
    callers: callers('web', 'cart', 'search', 'batch'),
    callees: [workload('data/db')],
    because: byPolicy,
  },
  { callers: callers('search'), callees: [service('data/db')], because: bySidecar },
])

interface Situation {
  readonly facts?: ConfigFacts
  readonly context?: Partial<ProjectContext>
}

function pictureOf(input: GraphAskInput = {}, { facts = usual, context = {} }: Situation = {}) {
  const graph = aPicture(
    traffic,
    { silent: 'true', ...input },
    { facts, inventories: [inventory], context },
  )
  return graphSchema.parse(graph)
}

const silentOf = ({ edges }: Graph): readonly string[] =>
  edges
    .filter(({ silent }) => silent !== undefined)
    .map(({ id }) => id.replaceAll(/\w+:east\//g, ''))

describe('an allowed call that nobody makes', () => {
  it('is drawn between nodes of the picture, and not where there is traffic', () => {
    expect(silentOf(pictureOf())).toEqual(['shop/search-v1→data/db-v1', 'shop/web-v1→data/db-v1'])
  })

  it('is not drawn unless it is asked for, and then nobody works it out', () => {
    const facts = someFacts({
      permissions: () => {
        throw new Error('asked for')
      },
    })
    expect(silentOf(pictureOf({ silent: 'false' }, { facts }))).toEqual([])
    expect(() => pictureOf({}, { facts })).toThrow('asked for')
  })

  it('leads to idle nodes where these are drawn', () => {
    expect(silentOf(pictureOf({ idleNodes: 'true' }))).toContain('shop/batch-v1→data/db-v1')
  })

  it('says which objects allow it', () => {
    const found = pictureOf().edges.find(
      ({ source, silent }) => silent && source.includes('search'),
    )
    expect(found?.silent).toEqual({
      allowedBy: [
        { cluster: 'east', ...byPolicy },
        { cluster: 'east', ...bySidecar },
      ],
      more: 0,
    })
    expect(found).toMatchObject({ isIdle: true, http: null, tcp: null, health: { status: 'none' } })
  })

  it('is not drawn where another object forbids it', () => {
    const facts = factsOf(usual.permissions().grants, ({ caller }) => caller === 'shop/web-v1')
    expect(silentOf(pictureOf({}, { facts }))).toEqual(['shop/search-v1→data/db-v1'])
  })

  it.each([
    {
      type: 'app' as const,
      expected: ['shop/search→data/db', 'shop/web→data/db'],
    },
    {
      type: 'versionedApp' as const,
      expected: ['shop/search@v1→data/db@v1', 'shop/web@v1→data/db@v1'],
    },
    {
      type: 'service' as const,
      // The service of the web is called by nobody, so it calls as a workload.
      expected: ['shop/search→data/db', 'shop/web-v1→data/db'],
    },
  ])('is one of $type graphs', ({ type, expected }) => {
    expect(silentOf(pictureOf({ type }))).toEqual(expected)
  })

  it('ends at the service where the configuration names it and services are drawn', () => {
    expect(silentOf(pictureOf({ serviceNodes: 'true' }))).toEqual([
      'shop/search-v1→data/db',
      'shop/search-v1→data/db-v1',
      'shop/web-v1→data/db-v1',
    ])
  })

  it('is no line of its own between closed namespaces that call each other', () => {
    expect(silentOf(pictureOf({ open: 'none' }))).toEqual([])
    const back = factsOf([
      { callers: ['data/db-v1'], callees: [workload('shop/web')], because: bySidecar },
    ])
    expect(silentOf(pictureOf({ open: 'none' }, { facts: back }))).toEqual(['data→shop'])
    expect(silentOf(pictureOf({ open: 'shop' }, { facts: back }))).toEqual(['data→shop/web-v1'])
  })

  it('needs one end in the namespaces that were chosen', () => {
    expect(silentOf(pictureOf({ namespaces: 'data' }))).toEqual([])
    expect(silentOf(pictureOf({ namespaces: 'shop' }))).toEqual([
      'shop/search-v1→data/db-v1',
      'shop/web-v1→data/db-v1',
    ])
  })

  it('tells a viewer neither of hidden ends nor of hidden objects', () => {
    const context = { viewer: aViewerOf('shop') }
    expect(silentOf(pictureOf({}, { context }))).toEqual([])
    const facts = factsOf([
      { callers: callers('cart'), callees: [workload('shop/search')], because: byPolicy },
    ])
    const graph = pictureOf({}, { context, facts })
    expect(graph.edges.flatMap(({ silent }) => silent ?? [])).toEqual([{ allowedBy: [], more: 1 }])
    expect(JSON.stringify(graph)).not.toContain('db-callers')
  })

  it('is left out of the past, which the picture says', () => {
    const graph = pictureOf({ at: '1700000000000' })
    expect(silentOf(graph)).toEqual([])
    expect(graph.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('at that time is not known'),
    ])
  })

  it('is one of at most a thousand, which the picture says', () => {
    const many = Array.from({ length: 40 }, (_, index) => `shop/app${index}`)
    const facts = factsOf([
      {
        callers: many.map((name) => `${name}-v1`),
        callees: many.map(workload),
        because: bySidecar,
      },
    ])
    const graph = aPicture(
      many.map((name) => call(name, 'data/db')),
      { silent: 'true' },
      { facts, inventories: [inventory] },
    )
    expect(silentOf(graph)).toHaveLength(1000)
    expect(graph.warnings.map(({ code }) => code)).toEqual(['truncated'])
  })
})

describe('the layer of allowed calls', () => {
  const everyone = ['alpha', 'beta', 'vault'].flatMap((namespace) =>
    [1, 2, 3].map((number) => `${namespace}/${namespace}-app-${number}`),
  )
  const all = factsOf([
    {
      callers: everyone.flatMap((name) => [`${name}-v1`, `${name}-v2`, `${name}-x`]),
      callees: everyone.map((name) => ({
        isService: false,
        services: [name],
        workloads: [`${name}-v1`, `${name}-v2`, `${name}-x`],
      })),
      because: bySidecar,
    },
  ])

  it('changes nothing else of any picture', () => {
    const input = fc.record({
      type: fc.constantFrom('workload', 'app', 'versionedApp', 'service'),
      open: fc.constantFrom('all', 'none', 'alpha'),
      serviceNodes: fc.constantFrom('true', 'false'),
      idleEdges: fc.constantFrom('true', 'false'),
      namespaces: fc.constantFrom('', 'alpha', 'alpha,beta'),
    })
    const viewers = [{ user: 'admin', sees: 'all' as const }, aViewerOf('alpha', 'vault')]
    let drawn = 0
    fc.assert(
      fc.property(someTraffic, input, fc.constantFrom(...viewers), (samples, ask, viewer) => {
        const parts = { facts: all, context: { viewer } }
        const without = aPicture(samples, { ...ask, silent: 'false' }, parts)
        const graph = aPicture(samples, { ...ask, silent: 'true' }, parts)
        const edges = graph.edges.filter(({ silent }) => silent === undefined)
        expect({ ...graph, edges }).toEqual(without)
        const ids = graph.edges.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        const nodes = new Set(graph.nodes.map(({ id }) => id))
        expect(graph.edges.every((edge) => nodes.has(edge.source) && nodes.has(edge.target))).toBe(
          true,
        )
        drawn += graph.edges.length - edges.length
      }),
      { numRuns: 300 },
    )
    expect(drawn).toBeGreaterThan(100)
  })
})
