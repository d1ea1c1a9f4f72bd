import type { LiveThing } from '#contract/thing.ts'
import type { Entry } from '../catalog/entry.ts'
import { readEndpoints, readEvent, readPod, readTime } from '../catalog/read-live.ts'
import { AppError } from '../errors.ts'
import { appLabelsOf } from '../seams/app-labels.ts'
import { Field } from '../seams/field.ts'
import type { Identity } from '../seams/identity.ts'
import { ObjectCallError, type LiveObject, type ObjectCalls } from '../seams/object-calls.ts'

/** A row of the description: the text of one annotation or label of the object. */
export interface DetailRow {
  readonly title: string
  readonly annotation?: string | undefined
  readonly label?: string | undefined
}

export interface LiveAsk {
  readonly entry: Entry
  readonly calls: ObjectCalls
  readonly identity: Identity
  readonly signal: AbortSignal
  readonly now: () => number
  readonly revisionOf: (pod: LiveObject) => string | null
  /** Rows that the administrator wants beside ours. */
  readonly detailRows: readonly DetailRow[]
  /** The tool that keeps an object as it wants it; null: nobody is seen. */
  readonly managerOf: (object: LiveObject) => string | null
}

type What = LiveThing['missing'][number]['what']

const mostEvents = 1000
const eventsShown = 200
const callMs = 10_000

/**
 * What the inventory does not keep, asked of the API server when somebody looks, with their rights.
 * What fails or is refused is named and takes nothing else with it.
 */
export async function readLiveThing(ask: LiveAsk): Promise<LiveThing> {
  const missing: LiveThing['missing'] = []
  const attempt = async <Value>(what: What, read: () => Promise<Value>): Promise<Value | null> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const isForbidden = error instanceof ObjectCallError && error.failure.kind === 'forbidden'
      missing.push({ what, isForbidden, message: error.message })
      return null
    }
  }
  const object = ask.entry.object === null ? null : await attempt('object', () => getObject(ask))
  const [pods, slices] = await Promise.all([
    attempt('pods', () => listPods(ask, object)),
    ask.entry.kind === 'service' ? attempt('endpoints', () => listSlices(ask)) : null,
  ])
  const events = await attempt('events', () => listEvents(ask, pods ?? []))
  return {
    at: ask.now(),
    object: object === null ? null : describeObject(object),
    owners: ownersOf(object, pods ?? [], ask),
    pods: pods === null ? null : pods.map((pod) => readPod(pod, ask.revisionOf)),
    endpoints: slices === null ? null : slices.flatMap(readEndpoints),
    events:
      events === null
        ? null
        : events
            .map(readEvent)
            .sort((one, other) => (other.lastAt ?? 0) - (one.lastAt ?? 0))
            .slice(0, eventsShown),
    details: object === null ? [] : detailsOf(object, ask.detailRows),
    missing,
  }
}

/** Of those that are wanted the ones that this object has something to say about. */
function detailsOf(object: LiveObject, rows: readonly DetailRow[]): LiveThing['details'] {
  const { labels = {}, annotations = {} } = object.metadata
  return rows.flatMap(({ title, annotation, label }) => {
    const text = annotations[annotation ?? ''] ?? labels[label ?? '']
    return text === undefined || text === '' ? [] : [{ title, text }]
  })
}

const optionsOf = ({ signal }: LiveAsk) => ({ signal, deadlineMs: callMs })

async function getObject(ask: LiveAsk): Promise<LiveObject | null> {
  const { entry, calls, identity } = ask
  return entry.object === null ? null : await calls.get(identity, entry.object, optionsOf(ask))
}

/** By the selector that the object itself has; by the labels of its pods where it may not be read. */
async function listPods(ask: LiveAsk, object: LiveObject | null): Promise<readonly LiveObject[]> {
  // The labels of machines may be those of pods that are others.
  if (ask.entry.kind === 'workload' && ask.entry.source.machines.length > 0) return []
  const labelSelector = writeSelector(selectorOf(ask.entry, object))
  if (labelSelector === '') return []
  const { objects } = await ask.calls.list(
    ask.identity,
    { group: '', kind: 'Pod', namespace: ask.entry.namespace, labelSelector },
    optionsOf(ask),
  )
  return objects
}

function selectorOf(
  { kind, source, name }: Entry,
  object: LiveObject | null,
): Readonly<Record<string, string>> {
  if (kind === 'service') return source.services[0]?.selector ?? {}
  const [first] = source.workloads
  const labels = first?.podLabels ?? {}
  if (kind === 'app') {
    const label = Object.keys(labels).find(
      (key) => labels[key] === name && appLabelsOf({ [key]: name }).app === name,
    )
    return label === undefined ? {} : { [label]: name }
  }
  const own = new Field(object).get('spec', 'selector', 'matchLabels').labels()
  return Object.keys(own).length > 0 ? own : labels
}

const writeSelector = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map((pair) => pair.join('='))
    .join(',')

async function listSlices(ask: LiveAsk): Promise<readonly LiveObject[]> {
  const { objects } = await ask.calls.list(
    ask.identity,
    {
      ...{ group: 'discovery.k8s.io', kind: 'EndpointSlice', namespace: ask.entry.namespace },
      labelSelector: `kubernetes.io/service-name=${ask.entry.name}`,
    },
    optionsOf(ask),
  )
  return objects
}

/** About itself, its workloads, their pods and what stands between. */
async function listEvents(
  ask: LiveAsk,
  pods: readonly LiveObject[],
): Promise<readonly LiveObject[]> {
  const { entry, calls, identity } = ask
  const { objects } = await calls.list(
    identity,
    { group: '', kind: 'Event', namespace: entry.namespace, limit: mostEvents },
    optionsOf(ask),
  )
  const names = new Set([
    entry.name,
    ...entry.source.workloads.map(({ name }) => name),
    ...pods.map(({ metadata }) => metadata.name),
    ...pods.flatMap(({ metadata }) => (metadata.ownerReferences ?? []).map(({ name }) => name)),
  ])
  return objects.filter((event) =>
    names.has(new Field(event).get('involvedObject', 'name').text() ?? ''),
  )
}

function describeObject(object: LiveObject): LiveThing['object'] {
  const { metadata, apiVersion } = object
  const { labels = {}, annotations = {} } = metadata
  const shown = Object.entries(annotations).filter(([name]) => name !== lastApplied)
  return {
    apiVersion,
    createdAt: readTime(new Field(metadata.creationTimestamp)),
    labels: { ...labels },
    annotations: Object.fromEntries(shown),
    isBeingDeleted: metadata.deletionTimestamp !== undefined,
  }
}

/** It repeats the whole object. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** From the pods upwards, each owner once: ReplicaSet, the workload, the tool that keeps it. */
function ownersOf(
  object: LiveObject | null,
  pods: readonly LiveObject[],
  { entry, managerOf }: LiveAsk,
): LiveThing['owners'] {
  const manager = object === null ? null : managerOf(object)
  const keeper =
    manager === null
      ? []
      : [{ kind: manager, name: nameOfManager(object, manager), note: 'keeps it' }]
  if (entry.kind === 'service') return keeper
  const owners = [
    ...pods.flatMap(({ metadata }) => metadata.ownerReferences ?? []),
    ...entry.source.workloads,
    ...(object?.metadata.ownerReferences ?? []),
  ]
  const unique = new Map(
    owners.map(({ kind, name }) => [`${kind}/${name}`, { kind, name, note: null }]),
  )
  return [...unique.values(), ...keeper]
}

/** The application or kustomization that the tool writes on what it keeps. */
function nameOfManager(object: LiveObject | null, manager: string): string {
  const { labels = {}, annotations = {} } = object?.metadata ?? {}
  const tracking = annotations['argocd.argoproj.io/tracking-id']?.split(':')[0]
  return (
    tracking ??
    labels['argocd.argoproj.io/instance'] ??
    labels['kustomize.toolkit.fluxcd.io/name'] ??
    labels['helm.toolkit.fluxcd.io/name'] ??
    annotations['meta.helm.sh/release-name'] ??
    manager
  )
}
