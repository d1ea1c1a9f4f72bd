import type { ObjectTexts, TextPart } from '#contract/metadata.ts'
import { textParts } from '#contract/metadata.ts'
import { Field } from '../seams/field.ts'
import { kindKeyOf, objectIdOf, type KindKey, type KubeObject } from '../seams/kube-object.ts'
import type { LiveObject } from '../seams/object-calls.ts'
import { lastApplied } from './live-text.ts'

export type PlacePath = readonly string[]
export type PlacesOfParts = Partial<Readonly<Record<TextPart, PlacePath>>>

const own: PlacesOfParts = {
  labels: ['metadata', 'labels'],
  annotations: ['metadata', 'annotations'],
}

function withPods(...template: readonly string[]): PlacesOfParts {
  return {
    ...own,
    podLabels: [...template, 'metadata', 'labels'],
    podAnnotations: [...template, 'metadata', 'annotations'],
  }
}

/** Kinds whose labels can be changed here, and where they stand. A Job's template never changes. */
const placesByKind: ReadonlyMap<KindKey, PlacesOfParts> = new Map([
  ['Namespace', own],
  ['Service', own],
  ['Pod', own],
  ['batch/Job', own],
  ...['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'].map(
    (kind) => [kind, withPods('spec', 'template')] as const,
  ),
  ['ReplicationController', withPods('spec', 'template')],
  ['batch/CronJob', withPods('spec', 'jobTemplate', 'spec', 'template')],
])

/** Where the parts of objects of a kind stand; null: they are not changed here. */
export function placesOfKind({
  group,
  kind,
}: {
  readonly group: string
  readonly kind: string
}): PlacesOfParts | null {
  return placesByKind.get(group === '' ? kind : `${group}/${kind}`) ?? null
}

/** The texts of one part as they are; of what is not there, none. */
export function textsAt(object: KubeObject, place: PlacePath): Readonly<Record<string, string>> {
  return new Field(object).get(...place).labels()
}

/** What somebody sees and may change. What repeats the whole object is nobody's text. */
export function readTexts(live: LiveObject, isOfMesh: (key: string) => boolean): ObjectTexts {
  const places = placesByKind.get(kindKeyOf(live)) ?? own
  return {
    object: objectIdOf(live),
    uid: live.metadata.uid ?? '',
    resourceVersion: live.metadata.resourceVersion ?? '',
    parts: textParts.flatMap((part) => {
      const place = places[part]
      if (place === undefined) return []
      const texts = Object.entries(textsAt(live, place))
        .filter(([key]) => key !== lastApplied)
        .map(([key, value]) => ({
          ...{ key, value, isOfMesh: isOfMesh(key) },
          fixed: whyFixed(live, part, key),
        }))
      return [{ part, texts: texts.sort(meshFirst) }]
    }),
  }
}

interface Text {
  readonly key: string
  readonly isOfMesh: boolean
}

const meshFirst = (one: Text, other: Text): number =>
  Number(other.isOfMesh) - Number(one.isOfMesh) || (one.key < other.key ? -1 : 1)

/** Why nobody can change a key, whatever their rights; null: it can be changed. */
export function whyFixed(live: KubeObject, part: TextPart, key: string): string | null {
  if (part === 'labels' && live.kind === 'Namespace' && key === 'kubernetes.io/metadata.name')
    return 'The API server keeps it.'
  if (part === 'annotations' && key === lastApplied) return 'kubectl keeps it.'
  if (part !== 'podLabels') return null
  const selector = new Field(live).get('spec', 'selector')
  const chosen = {
    ...(live.kind === 'ReplicationController' ? selector.labels() : {}),
    ...selector.get('matchLabels').labels(),
  }
  return key in chosen ? 'It is selected by: pods without it would belong to nobody.' : null
}
