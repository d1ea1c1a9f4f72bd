import { describe, expect, it } from 'vitest'
import { askView } from '../../../../test/support/check-rule.ts'
import type { View } from '../../../seams/rule.ts'
import {
  isAmbientService,
  isAmbientWorkload,
  waypointOfService,
  waypointOfWorkload,
} from './ambient.ts'
import {
  podsSelected,
  servicesSelecting,
  workloadsOfService,
  workloadsSelected,
  workloadsSelectedAnywhere,
} from './selectors.ts'
import { readWorkload, type Labels } from './workload.ts'

const yaml = `
apiVersion: v1
kind: Namespace
metadata: { name: mesh, labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: way } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: way, namespace: mesh }
spec: { gatewayClassName: istio-waypoint }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: mesh }
spec: { template: { metadata: { labels: { app: web, version: v1 } } } }
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: web-1, namespace: mesh, ownerReferences: [{ kind: Deployment, name: web, controller: true }] }
spec: { template: { metadata: { labels: { app: web, version: v1 } } } }
---
apiVersion: v1
kind: Pod
metadata: { name: web-1-a, namespace: mesh, labels: { app: web, version: v1 }, ownerReferences: [{ kind: ReplicaSet, name: web-1, controller: true }] }
---
apiVersion: v1
kind: Pod
metadata: { name: alone, namespace: mesh, labels: { app: web, istio.io/dataplane-mode: none } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: night }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: night } } } } } }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: vm, labels: { app: web } }
spec: { address: 10.0.0.1, labels: { app: old, zone: a } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: mesh }
spec: { selector: { app: web, version: v1 } }
---
apiVersion: v1
kind: Service
metadata: { name: outside, namespace: mesh, labels: { istio.io/use-waypoint: none } }
spec: { type: ExternalName, externalName: example.com, selector: { app: web } }
`

/** What somebody sees who asks the view. */
const seen = <Answer>(ask: (view: View) => Answer): Answer => askView(yaml, ask)

const names = (found: readonly { readonly name: string }[]): string[] =>
  found.map(({ name }) => name)
const service = (view: View, name: string) => {
  const found = view.get('Service', 'mesh', name)
  if (found === null) throw new Error(`no service ${name}`)
  return found
}

describe('selectors', () => {
  it.each<{ desc: string; namespace: string; labels: Labels; expected: string[] }>([
    {
      desc: 'counts a workload once',
      namespace: 'mesh',
      labels: { app: 'web' },
      expected: ['alone', 'web'],
    },
    {
      desc: 'asks for all labels',
      namespace: 'mesh',
      labels: { app: 'web', version: 'v1' },
      expected: ['web'],
    },
    {
      desc: 'finds everything with none',
      namespace: 'mesh',
      labels: {},
      expected: ['alone', 'web'],
    },
    { desc: 'stays in its namespace', namespace: 'other', labels: { app: 'web' }, expected: [] },
    {
      desc: 'finds the template of a CronJob',
      namespace: 'default',
      labels: { app: 'night' },
      expected: ['night'],
    },
    {
      desc: 'finds machines by metadata before spec',
      namespace: 'default',
      labels: { app: 'web', zone: 'a' },
      expected: ['vm'],
    },
    {
      desc: 'knows the labels that metadata hides',
      namespace: 'default',
      labels: { app: 'old' },
      expected: [],
    },
  ])('$desc', ({ namespace, labels, expected }) => {
    expect(names(seen((view) => workloadsSelected(view, namespace, labels)))).toEqual(expected)
  })

  it('looks into all namespaces when asked', () => {
    expect(names(seen((view) => workloadsSelectedAnywhere(view, { app: 'web' })))).toEqual([
      'alone',
      'web',
      'vm',
    ])
    expect(seen((view) => workloadsSelectedAnywhere(view, {}))).toEqual([])
  })

  it('finds pods, owned or not', () => {
    expect(
      seen((view) => podsSelected(view, 'mesh', { app: 'web' })).map((pod) => pod.metadata.name),
    ).toEqual(['alone', 'web-1-a'])
  })

  it('goes from services to workloads and back', () => {
    expect(names(seen((view) => workloadsOfService(view, service(view, 'web'))))).toEqual(['web'])
    expect(seen((view) => workloadsOfService(view, service(view, 'outside')))).toEqual([])
    const back = seen((view) => servicesSelecting(view, 'mesh', { app: 'web', version: 'v1' }))
    expect(back.map(({ metadata }) => metadata.name)).toEqual(['web'])
  })
})

describe('ambient', () => {
  it('takes the namespace for whoever does not say otherwise', () => {
    const modes = seen((view) =>
      workloadsSelected(view, 'mesh', {}).map((one) => [one.name, isAmbientWorkload(view, one)]),
    )
    expect(modes).toEqual([
      ['alone', false],
      ['web', true],
    ])
  })

  it('finds the waypoint of the namespace unless the service refuses it', () => {
    expect(
      seen((view) => waypointOfService(view, service(view, 'web'))?.gateway?.metadata.name),
    ).toBe('way')
    expect(seen((view) => waypointOfService(view, service(view, 'outside')))).toBeNull()
    expect(seen((view) => isAmbientService(view, service(view, 'outside')))).toBe(true)
  })

  it('finds none where nobody asks for one', () => {
    const night = seen((view) => {
      const object = view.get('batch/CronJob', 'default', 'night')
      return object === null ? 'missing' : waypointOfWorkload(view, readWorkload(object))
    })
    expect(night).toBeNull()
  })
})
