import type { KubeObject } from '../../seams.ts'
import type { StoreEvent } from '../history.ts'
import { groupKindOf } from '../identity.ts'
import type { ObjectStore } from '../object-store.ts'
import { reconcileService } from './endpoints.ts'
import { collectGarbage } from './garbage.ts'
import { reconcileGateway, reconcileRoute } from './gateways.ts'
import { controllerOf, isSelected } from './owners.ts'
import { reconcilePod } from './pods.ts'
import type { PodPlaces } from './pods.ts'
import {
  reconcileDaemonSet,
  reconcileDeployment,
  reconcileJob,
  reconcileReplicaSet,
  reconcileStatefulSet,
} from './workloads.ts'

export interface ControllerOptions {
  readonly random: () => number
  /** Wall-clock pause between a change and its consequence; each consequence pauses again. */
  readonly delayMs: number
}

export interface Controllers {
  /** Lets all consequences of all changes happen now. */
  readonly settle: () => void
  readonly stop: () => void
}

type Reconcile = (store: ObjectStore, object: KubeObject, places: PodPlaces) => void

const reconcilers: Readonly<Record<string, Reconcile>> = {
  'Deployment.apps': reconcileDeployment,
  'ReplicaSet.apps': (store, object, { random }) => reconcileReplicaSet(store, object, random),
  'StatefulSet.apps': reconcileStatefulSet,
  'DaemonSet.apps': (store, object, { random }) => reconcileDaemonSet(store, object, random),
  'Job.batch': (store, object, { random }) => reconcileJob(store, object, random),
  Pod: reconcilePod,
  Service: reconcileService,
  'Gateway.gateway.networking.k8s.io': reconcileGateway,
  'HTTPRoute.gateway.networking.k8s.io': reconcileRoute,
  'GRPCRoute.gateway.networking.k8s.io': reconcileRoute,
}

interface Place {
  readonly groupKind: string
  readonly namespace: string
  readonly name: string
}

/** The controllers of a cluster in small: they make, start, count and remove what others ask for. */
export function startControllers(store: ObjectStore, options: ControllerOptions): Controllers {
  const places: PodPlaces = { random: options.random, nextAddress: countAddresses() }
  const kinds = new Set<string>()
  let dirty = new Map<string, Place>()
  let removed: KubeObject[] = []
  let timer: NodeJS.Timeout | null = null

  const mark = (groupKind: string, namespace: string, name: string): void => {
    if (reconcilers[groupKind] === undefined) return
    dirty.set(`${groupKind}/${namespace}/${name}`, { groupKind, namespace, name })
  }
  const markObject = (object: KubeObject): void =>
    mark(groupKindOf(object), object.metadata.namespace ?? '', object.metadata.name)

  const notice = (event: StoreEvent): void => {
    const { object } = event
    kinds.add(event.groupKind)
    if (event.type === 'DELETED') removed.push(object)
    else markObject(object)
    const controller = controllerOf(object)
    if (controller !== null) {
      mark(controller.groupKind, object.metadata.namespace ?? '', controller.name)
    }
    for (const affected of affectedBy(store, event)) markObject(affected)
    timer ??= setTimeout(round, options.delayMs)
    timer.unref()
  }

  const round = (): void => {
    timer = null
    const now = [...dirty.values()]
    const gone = removed
    dirty = new Map()
    removed = []
    for (const object of gone) collectGarbage(store, object, kinds)
    for (const { groupKind, namespace, name } of now) {
      const object = store.get(groupKind, namespace, name)
      if (object !== null) reconcilers[groupKind]?.(store, object, places)
    }
  }

  const unsubscribe = store.subscribe(notice)
  const clear = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  return {
    settle: () => {
      while (dirty.size > 0 || removed.length > 0) round()
      clear()
    },
    stop: () => {
      unsubscribe()
      clear()
    },
  }
}

/** Whose state follows from this change, beside the object itself and its owner. */
function affectedBy(store: ObjectStore, event: StoreEvent): readonly KubeObject[] {
  const { object, groupKind } = event
  if (groupKind === 'Pod') {
    const labels = object.metadata.labels ?? {}
    return store
      .list('Service', object.metadata.namespace)
      .filter((service) => isSelected(service.spec?.['selector'], labels))
  }
  if (groupKind === 'Namespace') return store.list('Pod', object.metadata.name)
  if (groupKind === 'Service') return store.list('HTTPRoute', object.metadata.namespace)
  return []
}

/** 10.244.0.2, 10.244.0.3, … and on into 10.245 when a /16 is not enough. */
function countAddresses(): () => string {
  let last = 1
  return () => {
    last += 1
    return `10.${244 + Math.floor(last / 65_536)}.${Math.floor(last / 256) % 256}.${last % 256}`
  }
}
