import { expect, it } from 'vitest'
import { aSpan } from '../../../test/support/span.ts'
import { readSpanOrigin } from './spans.ts'

const sidecar = 'sidecar~10.0.0.1~reviews-v1-7d9-x2x4k.bookinfo~bookinfo.svc.cluster.local'

it.each([
  {
    desc: 'a sidecar, with whom it called and why that failed',
    attributes: {
      node_id: sidecar,
      component: 'proxy',
      'upstream_cluster.name': 'outbound|9080|v2|ratings.bookinfo.svc.cluster.local',
      'istio.canonical_service': 'reviews',
      'istio.canonical_revision': 'v1',
      response_flags: 'UF,URX',
      'guid:x-request-id': 'abc',
    },
    expected: {
      role: 'sidecar',
      namespace: 'bookinfo',
      pod: 'reviews-v1-7d9-x2x4k',
      app: 'reviews',
      version: 'v1',
      servedFor: null,
      target: {
        ...{ direction: 'outbound', port: 9080, subset: 'v2' },
        host: 'ratings.bookinfo.svc.cluster.local',
      },
      flags: ['UF', 'URX'],
      requestId: 'abc',
    },
  },
  {
    desc: 'the server’s half, which has neither host nor flags',
    attributes: { node_id: sidecar, upstream_cluster: 'inbound|9080||', response_flags: '-' },
    expected: {
      target: { direction: 'inbound', port: 9080, subset: null, host: null },
      flags: [],
    },
  },
  {
    desc: 'a gateway whose pod has dots in its name',
    attributes: {
      node_id: 'router~10.0.0.9~gw.v1-abc.istio-system~istio-system.svc.cluster.local',
    },
    expected: { role: 'gateway', namespace: 'istio-system', pod: 'gw.v1-abc' },
  },
  {
    desc: 'a waypoint, for whom it worked, in the tags of release notes',
    attributes: {
      node_id: 'waypoint~10.0.0.7~waypoint-abc.shop~shop.svc.cluster.local',
      'istio.upstream.workload': 'cart-v1',
      'istio.upstream.namespace': 'shop',
    },
    expected: { role: 'waypoint', servedFor: { namespace: 'shop', workload: 'cart-v1' } },
  },
  {
    desc: 'a waypoint, for whom it worked, in the tags of the code',
    attributes: {
      node_id: 'waypoint~10.0.0.7~waypoint-abc.shop~shop.svc.cluster.local',
      'istio.destination_workload': 'cart-v1',
      'istio.destination_namespace': 'shop',
    },
    expected: { servedFor: { namespace: 'shop', workload: 'cart-v1' } },
  },
])('reads off $desc', ({ attributes, expected }) => {
  expect(readSpanOrigin(aSpan({ attributes }))).toMatchObject(expected)
})

it.each([{}, { node_id: 'my-own-node' }, { node_id: 'sidecar~~~' }, { component: 'grpc' }])(
  'leaves %j to others',
  (attributes) => {
    expect(readSpanOrigin(aSpan({ attributes }))).toBeNull()
  },
)
