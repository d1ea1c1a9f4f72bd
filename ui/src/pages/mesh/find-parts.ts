import type { MeshPart } from '#contract/mesh.ts'
import { isUnwell } from '../../components/unwell.ts'
import type { MeshView } from './url.ts'
import { partKindWords, sayReason, titleOfPart } from '../../components/part-words.ts'

type Wish = Pick<MeshView, 'find' | 'shown' | 'without'>

/**
 * The parts that fit: each term must stand in a name, a kind, a namespace, a version or a reason, in
 * any case; `kind:gateway`, `version:1.30`, `namespace:shop`, `cluster:east`, `healthy` and
 * `unhealthy` are asked of that alone, and a `!` in front of a term turns it round.
 */
export function findParts(parts: readonly MeshPart[], wish: Wish): readonly MeshPart[] {
  const terms = wish.find.toLowerCase().split(/\s+/).filter(Boolean)
  return parts.filter(
    (part) =>
      !wish.without.includes(part.kind) &&
      (wish.shown === 'all' || isUnwell(part)) &&
      terms.every((term) => fits(part, term)),
  )
}

function fits(part: MeshPart, term: string): boolean {
  if (term.startsWith('!') && term.length > 1) return !fits(part, term.slice(1))
  if (term === 'healthy') return part.status === 'healthy'
  if (term === 'unhealthy') return isUnwell(part)
  const colon = term.indexOf(':')
  const field = fields[term.slice(0, Math.max(0, colon))]
  if (field !== undefined)
    return field(part)
      .toLowerCase()
      .includes(term.slice(colon + 1))
  return textOf(part).includes(term)
}

const fields: Readonly<Record<string, ((part: MeshPart) => string) | undefined>> = {
  kind: ({ kind }) => `${kind} ${partKindWords[kind].one}`,
  version: ({ version }) => version ?? '',
  namespace: (part) => namespacesOf(part).join(' '),
  cluster: ({ cluster }) => cluster ?? '',
  name: titleOfPart,
}

/** Of a data plane: those of its pods. */
function namespacesOf(part: MeshPart): readonly string[] {
  if (part.kind === 'dataPlane') return part.namespaces.map(({ name }) => name)
  return part.namespace === null ? [] : [part.namespace]
}

function textOf(part: MeshPart): string {
  const { kind, version, cluster, reasons } = part
  return [
    ...[titleOfPart(part), kind, partKindWords[kind].one, version ?? '', cluster ?? ''],
    ...namespacesOf(part),
    ...reasons.filter(({ status }) => status !== 'healthy').map(sayReason),
  ]
    .join('\n')
    .toLowerCase()
}
