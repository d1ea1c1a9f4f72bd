import type { Owner } from '#contract/writes.ts'
import type { LiveObject } from '../seams/object-calls.ts'

/**
 * Whoever keeps an object as they want it, by what they write on it: a change by hand would be
 * undone, or would get in their way. The surest first, each tool once.
 */
export function ownersOf(object: LiveObject): readonly Owner[] {
  const found = [
    ...ownersByMarks(object),
    ...ownersByReference(object),
    ...ownersByWrites(object),
    ...ownersByLabel(object),
  ]
  return found.filter((one, at) => found.findIndex(({ tool }) => tool === one.tool) === at)
}

interface Mark {
  readonly tool: string
  readonly in: 'labels' | 'annotations'
  readonly key: string
  /** What of its value names the application or release. */
  readonly nameOf: (value: string) => string
}

const asIs = (value: string): string => value

const marks: readonly Mark[] = [
  {
    tool: 'Argo CD',
    in: 'annotations',
    key: 'argocd.argoproj.io/tracking-id',
    nameOf: (value) => value.split(':')[0] ?? value,
  },
  { tool: 'Argo CD', in: 'labels', key: 'argocd.argoproj.io/instance', nameOf: asIs },
  { tool: 'Flux', in: 'labels', key: 'kustomize.toolkit.fluxcd.io/name', nameOf: asIs },
  { tool: 'Flux', in: 'labels', key: 'helm.toolkit.fluxcd.io/name', nameOf: asIs },
  { tool: 'Helm', in: 'annotations', key: 'meta.helm.sh/release-name', nameOf: asIs },
  { tool: 'Operator Lifecycle Manager', in: 'labels', key: 'olm.owner', nameOf: asIs },
]

function ownersByMarks({ metadata }: LiveObject): readonly Owner[] {
  return marks.flatMap(({ tool, in: place, key, nameOf }): readonly Owner[] => {
    const value = metadata[place]?.[key]
    if (value === undefined) return []
    const what = place === 'labels' ? 'label' : 'annotation'
    return [{ tool, name: nameOf(value), evidence: `the ${what} ${key}` }]
  })
}

/** A controller makes it of another object, and makes it again. */
function ownersByReference({ metadata }: LiveObject): readonly Owner[] {
  return (metadata.ownerReferences ?? [])
    .filter(({ controller }) => controller === true)
    .map(({ kind, name }) => ({ tool: kind, name, evidence: 'its owner reference' }))
}

/** Names under which the tools write, as the API server keeps book of it. */
const managers: readonly (readonly [manager: RegExp, tool: string])[] = [
  [/^argocd-(controller|application-controller)/, 'Argo CD'],
  [/^(kustomize|helm)-controller$/, 'Flux'],
  [/^helm$/, 'Helm'],
]

function ownersByWrites({ metadata }: LiveObject): readonly Owner[] {
  return (metadata.managedFields ?? []).flatMap(({ manager, subresource }): readonly Owner[] => {
    const tool = managers.find(([pattern]) => pattern.test(manager))?.[1]
    if (tool === undefined || subresource === 'status') return []
    return [{ tool, name: null, evidence: `fields written by ${manager}` }]
  })
}

const label = 'app.kubernetes.io/managed-by'

function ownersByLabel({ metadata }: LiveObject): readonly Owner[] {
  const tool = metadata.labels?.[label]
  return tool === undefined ? [] : [{ tool, name: null, evidence: `the label ${label}` }]
}
