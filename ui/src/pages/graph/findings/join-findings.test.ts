import { describe, expect, it } from 'vitest'
import type { FindingCounts } from '#contract/config.ts'
import type { ValidationPlaces } from '#contract/places.ts'
import { toElements } from '../../../canvas/elements.ts'
import { aBox, aGraph, aNode, anEdge } from '../../../canvas/fixtures/parts.ts'
import { describe as describeElement } from '../../../canvas/view/describe.ts'
import { findingsById, joinPlaces } from './join-findings.ts'

const counts = (error: number, warning = 0): FindingCounts => ({
  ...{ error, warning, info: 0, acknowledged: 0 },
})

const anObject = (name: string, of: FindingCounts): ValidationPlaces['objects'][number] => ({
  object: { group: 'net.io', kind: 'Route', namespace: 'bookinfo', name },
  validity: of.error > 0 ? 'error' : 'warning',
  counts: of,
  worst: { rule: 'MC200', severity: 'error', message: 'odd' },
})

const seat = { cluster: 'main', namespace: 'bookinfo' }
const workload = (
  name: string,
  version: string,
  fields: { touchedBy: number[]; calledBy: number[] },
) => ({
  ...{ ...seat, name, kind: 'Deployment', app: 'reviews', version, counts: counts(1) },
  ...fields,
})

const places: ValidationPlaces = {
  at: 1,
  objects: [anObject('a', counts(1)), anObject('b', counts(0, 1)), anObject('c', counts(0, 2))],
  namespaces: [{ cluster: 'main', name: 'bookinfo', counts: counts(4) }],
  services: [{ ...seat, name: 'reviews', counts: counts(1), touchedBy: [0] }],
  workloads: [
    workload('reviews-v1', 'v1', { touchedBy: [0, 1], calledBy: [0] }),
    workload('reviews-v2', 'v2', { touchedBy: [0, 2], calledBy: [0] }),
  ],
  hosts: [{ host: '*.example.com', counts: counts(0, 1), touchedBy: [1] }],
  notCheckedRules: 0,
}

const nodes = {
  caller: aNode('caller'),
  v1: aNode('reviews-v1'),
  app: aNode('reviews', { kind: 'app', workload: null }),
  v2: aNode('reviews', { id: 'app:v2', kind: 'app', workload: null, version: 'v2' }),
  service: aNode('reviews', { kind: 'service', workload: null, service: 'reviews' }),
  outside: aNode('api', { kind: 'external', workload: null, hosts: ['api.example.com'] }),
  other: aNode('other', { kind: 'external', workload: null, hosts: ['example.com'] }),
  closed: aNode('bookinfo', { kind: 'namespace', workload: null }),
  restricted: aNode('reviews-v1', { kind: 'restricted' }),
}
const edges = [
  anEdge(nodes.caller.id, nodes.v1.id),
  anEdge(nodes.caller.id, nodes.outside.id),
  anEdge(nodes.v1.id, nodes.caller.id),
]
const boxes = [
  aBox('box:namespace/main/bookinfo'),
  aBox('box:app/reviews', { kind: 'app', name: 'reviews', namespace: 'bookinfo' }),
]
const graph = aGraph({ nodes: Object.values(nodes), edges, boxes })
const byId = findingsById(graph, joinPlaces(places))
const wordsOf = (id: string): string | undefined =>
  byId.get(id)?.words.replace('Its configuration: ', '')

describe('findings of the elements of a picture', () => {
  it.each([
    { desc: 'a workload', id: nodes.v1.id, words: '1 error, 1 warning' },
    { desc: 'an app, each object once', id: nodes.app.id, words: '1 error, 3 warnings' },
    { desc: 'a version of an app', id: nodes.v2.id, words: '1 error, 2 warnings' },
    { desc: 'a service', id: nodes.service.id, words: '1 error' },
    { desc: 'a host outside', id: nodes.outside.id, words: '1 warning' },
    { desc: 'a host that is another', id: nodes.other.id, words: undefined },
    { desc: 'a closed namespace', id: nodes.closed.id, words: '4 errors' },
    { desc: 'what may not be seen', id: nodes.restricted.id, words: undefined },
    { desc: 'a caller of it', id: nodes.caller.id, words: undefined },
    { desc: 'calls into it: what acts on calls', id: edges[0]?.id ?? '', words: '1 error' },
    { desc: 'calls to the outside', id: edges[1]?.id ?? '', words: '1 warning' },
    { desc: 'calls that it makes', id: edges[2]?.id ?? '', words: undefined },
    { desc: 'the box of a namespace', id: boxes[0]?.id ?? '', words: '4 errors' },
    { desc: 'the box of an app', id: boxes[1]?.id ?? '', words: '1 error, 3 warnings' },
  ])('are those of $desc', ({ id, words }) => {
    expect(wordsOf(id)).toBe(words)
  })

  it('are drawn as a sign, the worst first, and told by the tooltip', () => {
    const choice = { labels: [], badges: ['findings'], findings: byId } as const
    const drawn = toElements(graph, choice)
    expect(drawn.nodesById.get(nodes.v1.id)?.badges).toEqual(['findingError'])
    expect(drawn.nodesById.get(nodes.outside.id)?.badges).toEqual(['findingWarning'])
    expect(drawn.edgesById.get(edges[0]?.id ?? '')?.finding).toBe('findingError')
    expect(describeElement(nodes.v1.id, drawn)?.lines.at(-1)).toBe(
      'Its configuration: 1 error, 1 warning',
    )
  })

  it('leave no sign where none are asked for', () => {
    const drawn = toElements(graph, { labels: [], badges: ['routing'], findings: byId })
    expect(drawn.nodesById.get(nodes.v1.id)?.badges).toEqual([])
    expect(drawn.edgesById.get(edges[0]?.id ?? '')?.findings).toBeNull()
  })
})
