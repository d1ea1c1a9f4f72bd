import type { Finding, ObjectId } from '#contract/validations.ts'
import { canSee, type Viewer } from '../seams/identity.ts'
import { kindKeyOf, type KindKey, type KubeObject } from '../seams/kube-object.ts'
import type { ConfigReport } from './report.ts'

/** What somebody may read of a cluster's objects. */
export interface Rights {
  readonly viewer: Viewer
  /** Whether they may list a kind in a namespace (empty: the whole cluster's); all: whatever there is. */
  readonly mayList: 'all' | ((kind: KindKey, namespace: string) => boolean)
}

/** What one viewer may read of a report. */
export interface Sight {
  readonly seesAll: boolean
  readonly seesNamespace: (namespace: string) => boolean
  readonly sees: (object: Pick<ObjectId, 'kind' | 'group' | 'namespace' | 'name'>) => boolean
  /** The finding as the viewer may read it. */
  readonly cut: (finding: Finding) => Finding
  /** Kinds of which there are objects in namespaces that the viewer sees, but not for them. */
  readonly hiddenKinds: readonly KindKey[]
}

/** A report beside what one viewer may read of it. */
export interface SeenReport {
  readonly report: ConfigReport
  readonly sight: Sight
}

const everything: Sight = {
  seesAll: true,
  seesNamespace: () => true,
  sees: () => true,
  cut: (finding) => finding,
  hiddenKinds: [],
}
const separators = /[^\w-]+/

/** Whose list is the very right to see the namespace, and who is the namespace itself. */
const seenWithNamespace: ReadonlySet<KindKey> = new Set(['Namespace', 'Pod'])

/**
 * Objects of namespaces that the viewer does not see, and of kinds that they may not list there, are
 * not there for them. A finding that speaks of such an object, or names such a namespace, keeps its
 * place and its rule: the message becomes the rule's title, and values, related objects and the fix
 * go, since each may carry a name.
 */
export function sightOf(report: ConfigReport, { viewer, mayList }: Rights): Sight {
  if (viewer.sees === 'all' && mayList === 'all') return everything
  const { cluster, rules } = report
  const seesNamespace = (namespace: string): boolean => canSee(viewer, cluster, namespace)
  const places = placesOfKinds(report)
  // Where there is no object of that kind a name is but what somebody wrote into their own.
  const mayRead = (kind: KindKey, namespace: string): boolean =>
    mayList === 'all' ||
    seenWithNamespace.has(kind) ||
    places.get(kind)?.has(namespace) !== true ||
    mayList(kind, namespace)
  const sees: Sight['sees'] = ({ group, kind, namespace, name }) => {
    if (group === '' && kind === 'Namespace') return seesNamespace(name)
    if (namespace !== '' && !seesNamespace(namespace)) return false
    return mayRead(group === '' ? kind : `${group}/${kind}`, namespace)
  }
  const hidden = new Set(
    [...places.values()]
      .flatMap((one) => [...one])
      .filter((namespace) => namespace !== '' && !seesNamespace(namespace)),
  )
  const hiddenKinds = [...places].flatMap(([kind, namespaces]) => {
    const isHidden = [...namespaces].some(
      (namespace) => (namespace === '' || seesNamespace(namespace)) && !mayRead(kind, namespace),
    )
    return isHidden ? [kind] : []
  })
  if (viewer.sees === 'all' && hiddenKinds.length === 0) return everything
  const titles = new Map<string, string>(rules.map(({ id, title }) => [id, title]))
  return {
    ...{ seesAll: false, seesNamespace, sees, hiddenKinds: hiddenKinds.sort() },
    cut: (finding) => cutFinding(finding, { sees, hidden, titles }),
  }
}

const placesByReport = new WeakMap<ConfigReport, ReadonlyMap<KindKey, ReadonlySet<string>>>()

/**
 * In which namespaces there are objects of each kind; empty: objects of the whole cluster. A
 * namespace is in itself.
 */
export function placesOfKinds(report: ConfigReport): ReadonlyMap<KindKey, ReadonlySet<string>> {
  const known = placesByReport.get(report)
  if (known !== undefined) return known
  const places = new Map<KindKey, Set<string>>()
  for (const object of report.objects.values()) {
    const kind = kindKeyOf(object)
    const place = placeOf(object)
    const namespaces = places.get(kind)
    if (namespaces === undefined) places.set(kind, new Set([place]))
    else namespaces.add(place)
  }
  placesByReport.set(report, places)
  return places
}

/** What has to be asked about a viewer before `sightOf`: kinds by the namespaces that they see. */
export function questionsFor(
  report: ConfigReport,
  viewer: Viewer,
): ReadonlyMap<KindKey, ReadonlySet<string>> {
  const questions = new Map<KindKey, ReadonlySet<string>>()
  for (const [kind, namespaces] of placesOfKinds(report)) {
    if (seenWithNamespace.has(kind)) continue
    const seen = [...namespaces].filter((one) => one === '' || canSee(viewer, report.cluster, one))
    if (seen.length > 0) questions.set(kind, new Set(seen))
  }
  return questions
}

function placeOf({ apiVersion, kind, metadata }: KubeObject): string {
  const isNamespace = kind === 'Namespace' && apiVersion === 'v1'
  return isNamespace ? metadata.name : (metadata.namespace ?? '')
}

interface Cutting {
  readonly sees: Sight['sees']
  readonly hidden: ReadonlySet<string>
  readonly titles: ReadonlyMap<string, string>
}

function cutFinding(finding: Finding, { sees, hidden, titles }: Cutting): Finding {
  const { message, values, related, fix } = finding
  const seen = related.filter(sees)
  const words = [message, JSON.stringify([values, fix])].join(' ').split(separators)
  if (seen.length === related.length && !words.some((word) => hidden.has(word))) return finding
  return {
    ...finding,
    message: titles.get(finding.rule) ?? finding.rule,
    values: {},
    related: seen,
    fix: null,
  }
}
