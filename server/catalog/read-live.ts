import type { LiveContainer, LiveEvent, LivePod, LiveThing } from '#contract/thing.ts'
import { Field } from '../seams/field.ts'
import type { LiveObject } from '../seams/object-calls.ts'

/** Epoch ms; null for what is no time. */
export function readTime(field: Field): number | null {
  const at = Date.parse(field.text() ?? '')
  return Number.isNaN(at) ? null : at
}

/** A pod as the API server holds it; whatever it does not say is not known. */
export function readPod(pod: LiveObject, revisionOf: (pod: LiveObject) => string | null): LivePod {
  const root = new Field(pod)
  const status = root.get('status')
  const spec = root.get('spec')
  const statuses = new Map(
    [
      ...status.get('initContainerStatuses').items(),
      ...status.get('containerStatuses').items(),
    ].map((one) => [one.get('name').text() ?? '', one]),
  )
  const read = (isInit: boolean) => (container: Field) =>
    readContainer(container, { isInit, status: statuses.get(container.get('name').text() ?? '') })
  const containers = [
    ...spec.get('initContainers').items().map(read(true)),
    ...spec.get('containers').items().map(read(false)),
  ]
  const ready = status
    .get('conditions')
    .items()
    .find((one) => one.get('type').text() === 'Ready')
  const isReady = ready?.get('status').text() === 'True'
  return {
    name: pod.metadata.name,
    phase: status.get('phase').text() ?? 'Unknown',
    isReady,
    reason: isReady ? null : reasonOf(containers, [ready, status]),
    restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
    containers,
    node: spec.get('nodeName').text(),
    ip: status.get('podIP').text(),
    startedAt: readTime(status.get('startTime')),
    revision: revisionOf(pod),
    serviceAccount: spec.get('serviceAccountName').text(),
    isBeingDeleted: pod.metadata.deletionTimestamp !== undefined,
    labels: { ...pod.metadata.labels },
  }
}

/** A container that waits or has ended says it best, then the pod itself. */
function reasonOf(
  containers: readonly LiveContainer[],
  others: readonly (Field | undefined)[],
): string | null {
  const stuck = containers.find(({ state }) => state.includes(': '))
  if (stuck !== undefined) return `${stuck.name} ${stuck.state}`
  for (const one of others) {
    const said = one?.get('message').text() ?? one?.get('reason').text() ?? null
    if (said !== null) return said
  }
  return null
}

function readContainer(
  container: Field,
  { isInit, status }: { readonly isInit: boolean; readonly status: Field | undefined },
): LiveContainer {
  return {
    name: container.get('name').text() ?? '',
    image: status?.get('image').text() ?? container.get('image').text() ?? '',
    isInit,
    isReady: status?.get('ready').flag() ?? null,
    restarts: status?.get('restartCount').number() ?? 0,
    state: stateOf(status?.get('state')) ?? 'not started',
    lastEnd: stateOf(status?.get('lastState')),
  }
}

function stateOf(state: Field | undefined): string | null {
  const [first] = state?.entries() ?? []
  if (first === undefined) return null
  const [name, field] = first
  const reason = field.get('reason').text()
  return reason === null ? name : `${name}: ${reason}`
}

export function readEvent(event: LiveObject): LiveEvent {
  const root = new Field(event)
  const about = root.get('involvedObject')
  return {
    type: root.get('type').text() ?? 'Normal',
    reason: root.get('reason').text() ?? '',
    message: root.get('message').text() ?? '',
    count: root.get('count').number() ?? root.get('series', 'count').number() ?? 1,
    firstAt: readTime(root.get('firstTimestamp')) ?? readTime(root.get('eventTime')),
    lastAt:
      readTime(root.get('lastTimestamp')) ??
      readTime(root.get('series', 'lastObservedTime')) ??
      readTime(root.get('eventTime')),
    kind: about.get('kind').text() ?? '',
    name: about.get('name').text() ?? '',
  }
}

type Endpoints = NonNullable<LiveThing['endpoints']>

/** Addresses of one EndpointSlice; those that do not say whether they are ready count as ready. */
export function readEndpoints(slice: LiveObject): Endpoints {
  return new Field(slice)
    .get('endpoints')
    .items()
    .flatMap((endpoint) =>
      endpoint
        .get('addresses')
        .texts()
        .map((address) => ({
          address,
          isReady: endpoint.get('conditions', 'ready').flag() ?? true,
          pod: endpoint.get('targetRef', 'name').text(),
          node: endpoint.get('nodeName').text(),
        })),
    )
}
