import type { Relation } from '#contract/config.ts'
import type { ObjectId } from '#contract/validations.ts'
import { Field } from '../seams/field.ts'
import { kindKeyOf, objectIdOf, writeObjectId, type KubeObject } from '../seams/kube-object.ts'
import { noReferences, type References } from '../seams/references.ts'
import { readNeutralReferences } from './references.ts'
import type { ConfigReport } from './report.ts'

/** Objects that one names, and those that name it; sorted. */
export interface Relations {
  readonly uses: readonly Relation[]
  readonly usedBy: readonly Relation[]
}

/** Pods come and go, and their workloads stand for them. */
const tooMany = new Set(['Pod', 'apps/ReplicaSet'])

/** Looks at every object once: for one object at a time, when somebody looks at it. */
export function relationsOf(report: ConfigReport, object: KubeObject): Relations {
  const read = (one: KubeObject): References =>
    readNeutralReferences(one) ?? report.readReferences(one) ?? noReferences
  const own: Party = { object, references: read(object) }
  const unknown = new Set(report.unknown.map(({ kind }) => kind))
  const uses = own.references.objects.map((id): Relation => {
    const exists = report.objects.has(writeObjectId(id))
    return { object: id, exists: exists || !unknown.has(kindKeyOfId(id)) ? exists : null }
  })
  const usedBy: Relation[] = []
  for (const candidate of report.objects.values()) {
    if (candidate === object || tooMany.has(kindKeyOf(candidate))) continue
    const other: Party = { object: candidate, references: read(candidate) }
    if (pointsTo(own, other)) uses.push({ object: objectIdOf(candidate), exists: true })
    if (pointsTo(other, own) || names(other, own))
      usedBy.push({ object: objectIdOf(candidate), exists: true })
  }
  return { uses: sortUnique(uses), usedBy: sortUnique(usedBy) }
}

interface Party {
  readonly object: KubeObject
  readonly references: References
}

/** By a host that the other defines, or by labels of the other's pods. */
function pointsTo({ references }: Party, other: Party): boolean {
  const { hosts, selects } = references
  if (other.references.definesHosts.some((host) => hosts.includes(host))) return true
  return selects !== null && isSelected(other.object, selects)
}

function names({ references }: Party, { object }: Party): boolean {
  const wanted = writeObjectId(objectIdOf(object))
  return references.objects.some((id) => writeObjectId(id) === wanted)
}

function isSelected(
  { metadata, ...object }: KubeObject,
  { namespace, labels }: NonNullable<References['selects']>,
): boolean {
  if (namespace !== '' && metadata.namespace !== namespace) return false
  const spec = new Field(object).get('spec')
  const template = spec.get('jobTemplate').isPresent
    ? spec.get('jobTemplate', 'spec', 'template')
    : spec.get('template')
  if (template.isAbsent) return false
  const has = template.get('metadata', 'labels').labels()
  const wanted = Object.entries(labels)
  return wanted.length > 0 && wanted.every(([name, value]) => has[name] === value)
}

function sortUnique(relations: readonly Relation[]): readonly Relation[] {
  const byKey = new Map(relations.map((one) => [writeObjectId(one.object), one]))
  return [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, relation]) => relation)
}

function kindKeyOfId({ group, kind }: ObjectId): string {
  return group === '' ? kind : `${group}/${kind}`
}
