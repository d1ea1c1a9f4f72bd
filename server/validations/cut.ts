import type { Finding, ObjectId } from '#contract/validations.ts'
import { canSee, type Viewer } from '../seams/identity.ts'
import type { KubeObject } from '../seams/kube-object.ts'
import type { ConfigReport } from './report.ts'

/** What one viewer may read of a report. */
export interface Sight {
  readonly sees: (object: Pick<ObjectId, 'kind' | 'group' | 'namespace' | 'name'>) => boolean
  /** The finding as the viewer may read it. */
  readonly cut: (finding: Finding) => Finding
}

const everything: Sight = { sees: () => true, cut: (finding) => finding }
const separators = /[^\w-]+/

/**
 * Objects of namespaces that the viewer does not see are not there for them. A finding that speaks
 * of such an object, or names such a namespace, keeps its place and its rule: the message becomes
 * the rule's title, and values, related objects and the fix go, since each may carry a name.
 */
export function sightOf(report: ConfigReport, viewer: Viewer): Sight {
  if (viewer.sees === 'all') return everything
  const { cluster, objects, rules } = report
  const sees: Sight['sees'] = ({ group, kind, namespace, name }) => {
    const isNamespace = group === '' && kind === 'Namespace'
    const place = isNamespace ? name : namespace
    return canSee(viewer, cluster, place === '' ? null : place)
  }
  const hidden = hiddenNames(objects.values(), (namespace) => canSee(viewer, cluster, namespace))
  const titles = new Map<string, string>(rules.map(({ id, title }) => [id, title]))
  return { sees, cut: (finding) => cutFinding(finding, { sees, hidden, titles }) }
}

function hiddenNames(
  objects: Iterable<KubeObject>,
  seesNamespace: (namespace: string) => boolean,
): ReadonlySet<string> {
  const hidden = new Set<string>()
  for (const { apiVersion, kind, metadata } of objects) {
    const isNamespace = kind === 'Namespace' && apiVersion === 'v1'
    const namespace = isNamespace ? metadata.name : (metadata.namespace ?? '')
    if (namespace !== '' && !hidden.has(namespace) && !seesNamespace(namespace))
      hidden.add(namespace)
  }
  return hidden
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
