import { describe, expect, it } from 'vitest'
import type { Graph } from '#contract/graph.ts'
import { smallMesh } from '../../../test-support/small-mesh.ts'
import { parse } from '#contract/graph-language/parse.ts'
import { select } from './select.ts'

/** Ids of what is found, nodes and then edges, each in the order of the graph. */
function find(text: string, graph: Graph = smallMesh()): string {
  const parsed = parse(text)
  if (parsed.kind !== 'expression') throw new Error(`${text}: ${JSON.stringify(parsed)}`)
  const { nodes, edges } = select(graph, parsed.expression)
  return [...nodes, ...edges].join(' ')
}

const everyNode = 'gate cart stock db batch api.example.com checkout someone secret'
const everyEdge = 'gate>cart cart>stock cart>api stock>db someone>cart'

const table: readonly { desc: string; finds: Readonly<Record<string, string>> }[] = [
  {
    desc: 'FH-01: every operator, as sign and as word, and its negation',
    finds: {
      'app = cart': 'cart checkout',
      'app == CART': 'cart checkout',
      'app != cart': 'gate stock db batch api.example.com someone secret',
      'app not = cart': 'gate stock db batch api.example.com someone secret',
      'name contains art': 'cart checkout',
      'name *= art': 'cart checkout',
      'name startswith st': 'stock',
      'name ^= st': 'stock',
      'name endswith om': 'api.example.com',
      'name $= om': 'api.example.com',
      'name not contains a': 'stock db someone secret',
      'name !*= a': 'stock db someone secret',
      'not name contains a': 'stock db someone secret',
      'name not startswith s': 'gate cart db batch api.example.com checkout',
      'name !^= s': 'gate cart db batch api.example.com checkout',
      'name not endswith t': 'gate stock db batch api.example.com someone',
      'name !$= t': 'gate stock db batch api.example.com someone',
      'http = 12': 'gate>cart',
      'http >= 0.5': 'gate>cart cart>api',
      'http > 0.5': 'gate>cart',
      'http < 12': 'cart>api',
      'http <= 12': 'gate>cart cart>api',
      'http != 12': 'cart>stock cart>api stock>db someone>cart',
    },
  },
  {
    desc: 'FH-02: NaN is no activity',
    finds: {
      'httpin != NaN': 'cart api.example.com',
      'httpin = nan': 'gate stock db batch checkout someone secret',
      'rt = NaN': 'cart>api stock>db someone>cart',
      'grpc != NaN': 'cart>stock',
    },
  },
  {
    desc: 'FH-03: texts of nodes, by all their names',
    finds: {
      'cluster = west': 'db',
      'ns = shop': 'cart stock checkout',
      'namespace = shop': 'cart stock checkout',
      'node = op': 'checkout',
      'node = operation': 'checkout',
      'node = svc': 'db',
      'node = wl': 'stock',
      'node = app': 'gate cart batch',
      'node = unknown': 'someone',
      'op = checkout': 'checkout',
      'operation startswith c': 'checkout',
      'svc = db': 'db',
      'version = v1': 'cart batch',
      'version != v1': 'gate stock db api.example.com checkout someone secret',
      'version = ""': 'gate db api.example.com checkout someone secret',
      'wl = stock-v2': 'stock',
      'workload contains -v': 'cart stock batch',
      'host = shop.example.com': 'gate',
    },
  },
  {
    desc: 'FH-03: name is any name of a node, also beside other criteria',
    finds: {
      'name = stock': 'stock',
      'name = stock-v2': 'stock',
      'name != stock': 'gate cart db batch api.example.com checkout someone secret',
      'name contains a and ns = data': 'batch',
      cart: 'cart checkout',
      '"cart"': 'cart checkout',
      '!shop': everyNode,
    },
  },
  {
    desc: 'FH-04: rates of nodes in the units of their rows',
    finds: {
      'httpin > 0.5': 'cart',
      'httpout > 0': 'gate cart',
      'grpcin >= 3': 'stock',
      'grpcout >= 3': 'cart',
      'tcpin > 1.4k': 'db',
      'tcpout >= 1500': 'stock',
    },
  },
  {
    desc: 'FH-04: rank is a place by edges',
    finds: {
      'rank <= 1': 'cart',
      'rank = 2': 'stock',
      'rank <= 2': 'cart stock',
      'rank > 3': 'batch checkout secret',
    },
  },
  {
    desc: 'FH-05: labels, their being there and their values',
    finds: {
      'label:region': 'cart stock',
      '!label:region': 'gate db batch api.example.com checkout someone secret',
      'not label:region': 'gate db batch api.example.com checkout someone secret',
      'label:region = east': 'cart',
      'label:region = west': 'cart',
      'label:region != east': 'gate stock db batch api.example.com checkout someone secret',
      'label:tier startswith mid': 'cart',
      'label:constructor': '',
    },
  },
  {
    desc: 'FH-06: what a node is or has, by every name',
    finds: {
      circuitbreaker: 'stock',
      cb: 'stock',
      faultinjection: 'stock',
      fi: 'stock',
      mirroring: 'stock',
      requestrouting: 'cart',
      rr: 'cart',
      requesttimeout: 'cart',
      rto: 'cart',
      trafficshifting: 'cart',
      'has ts': 'cart',
      tcptrafficshifting: 'db',
      tcpts: 'db',
      virtualservice: 'cart stock db',
      'has vs': 'cart stock db',
      workloadentry: 'db',
      we: 'db',
      serviceentry: 'api.example.com',
      'is se': 'api.example.com',
      idle: 'batch',
      'is idle': 'batch',
      'is not idle': 'gate cart stock db api.example.com checkout someone secret',
      outside: 'db',
      trafficsource: 'gate someone',
      root: 'gate someone',
      dead: 'batch',
      inaccessible: 'secret',
    },
  },
  {
    desc: 'FH-07: healthy and its opposite leave out what cannot be judged',
    finds: {
      healthy: 'gate checkout',
      '!healthy': 'cart stock',
      'not healthy and ns = shop': 'cart stock',
      '!(healthy and ns = edge)': 'cart stock db batch api.example.com checkout someone secret',
      'health = notReady': 'db',
      'health = none': 'batch api.example.com someone secret',
    },
  },
  {
    desc: 'FH-08: a sidecar is a sidecar, and out of mesh is out of mesh',
    finds: {
      sidecar: 'cart',
      sc: 'cart',
      outofmesh: 'batch',
      om: 'batch',
      '!om and node = app': 'gate cart',
      ambient: 'stock',
    },
  },
  {
    desc: 'FH-09: texts of edges',
    finds: {
      'protocol = http': 'gate>cart cart>api',
      'protocol = GRPC': 'cart>stock',
      'protocol = mongo': 'someone>cart',
      'protocol != http': 'cart>stock stock>db someone>cart',
      'sourceprincipal endswith sa/gate': 'gate>cart',
      'destprincipal contains /ns/shop/': 'gate>cart cart>stock',
      'code ^= 5': 'gate>cart cart>stock',
      'flag = URX': 'stock>db',
    },
  },
  {
    desc: 'FH-10: numbers of edges: rates, times, percent',
    finds: {
      'http > 0.5': 'gate>cart',
      'grpc > 0': 'cart>stock',
      'tcp > 1k': 'stock>db',
      'rt > 500': 'gate>cart',
      'responsetime < 0.5s': 'cart>stock',
      'throughput > 10k': 'gate>cart',
      '%httperr > 1': 'gate>cart',
      '%httperror >= 2%': 'gate>cart',
      '%grpcerr >= 50': 'cart>stock',
      '%grpcerror > 50': '',
      '%httptraffic >= 50.0': 'gate>cart',
      '%grpctraffic > 50': 'cart>stock',
      '%mtls < 100': 'cart>stock',
    },
  },
  {
    desc: 'FH-11: mutual TLS and traffic of edges',
    finds: {
      mtls: 'gate>cart cart>stock',
      '!mtls': 'cart>api stock>db someone>cart',
      traffic: 'gate>cart cart>stock cart>api stock>db',
      '!traffic': 'someone>cart',
    },
  },
  {
    desc: 'joins nodes and edges by or, and groups by parentheses',
    finds: {
      'node = svc and svc startswith d or !traffic': 'db someone>cart',
      'ns = shop and (version = v1 or version = v2)': 'cart stock',
      'ns = shop && !(version = v1 || version = v2)': 'checkout',
      '!(idle or traffic)':
        'gate cart stock db api.example.com checkout someone secret someone>cart',
      '!!idle': 'batch',
      'NOT idle AND dead OR root': 'gate someone',
    },
  },
  {
    desc: 'asks the ends of an edge for what nodes are',
    finds: {
      'source.app = cart': 'cart>stock cart>api',
      'from.app = cart and grpc > 0': 'cart>stock',
      'target.healthy': '',
      '!target.healthy': 'gate>cart cart>stock someone>cart',
      'to.ns = data or edgehealth = failure': 'cart>stock stock>db',
      'source.label:tier = front': 'gate>cart',
    },
  },
]

describe('select', () => {
  it.each(table)('$desc', ({ finds }) => {
    const found = Object.fromEntries(Object.keys(finds).map((text) => [text, find(text)]))
    expect(found).toEqual(finds)
  })

  it('finds all or nothing where everything or nothing fits', () => {
    expect(find('name contains ""')).toBe(everyNode)
    expect(find('traffic or !traffic')).toBe(everyEdge)
    expect(find('traffic', { ...smallMesh(), nodes: [], edges: [] })).toBe('')
  })
})
