import { matchPath } from 'react-router'
import { z } from '#contract/setup.ts'
import { objectIdSchema } from '#contract/validations.ts'
import { namespacePath, subjectKindOf, subjectPath } from '../../components/subject-address.ts'

/** Something with a page of its own in the console. */
export const placeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['app', 'service', 'workload']),
    namespace: z.string(),
    name: z.string(),
  }),
  z.object({ kind: z.literal('namespace'), name: z.string() }),
  z.object({ kind: z.literal('object'), object: objectIdSchema }),
  z.object({ kind: z.literal('trace'), id: z.string() }),
])
export type Place = z.infer<typeof placeSchema>

/** An address below the base path; what every address carries is added by whoever goes there. */
export interface Address {
  readonly pathname: string
  readonly parameters: Readonly<Record<string, string>>
}

export function addressOf(place: Place): Address {
  if (place.kind === 'trace')
    return { pathname: '/traces', parameters: { 'traces-trace': place.id } }
  if (place.kind === 'namespace') return { pathname: namespacePath(place.name), parameters: {} }
  if (place.kind !== 'object') return { pathname: subjectPath(place), parameters: {} }
  const { group, kind, namespace, name } = place.object
  return {
    pathname: '/config',
    parameters: { object: [group, kind, namespace, name].join('/') },
  }
}

/** What the page at an address is about; null: it is about no one thing. */
export function placeAt(pathname: string, search: string): Place | null {
  const parameters = new URLSearchParams(search)
  if (pathname === '/config') return objectIn(parameters.get('object') ?? '')
  if (pathname === '/traces') {
    const id = parameters.get('traces-trace') ?? ''
    return id === '' ? null : { kind: 'trace', id }
  }
  return subjectAt(pathname)
}

function objectIn(text: string): Place | null {
  const [group = '', kind = '', namespace = '', name = '', ...rest] = text.split('/')
  const isWhole = kind !== '' && name !== '' && rest.length === 0
  return isWhole ? { kind: 'object', object: { group, kind, namespace, name } } : null
}

function subjectAt(pathname: string): Place | null {
  const own = matchPath('/namespaces/:namespace', pathname)?.params.namespace
  if (own !== undefined) return { kind: 'namespace', name: own }
  const found = matchPath('/namespaces/:namespace/:folder/:name', pathname)
  if (found === null) return null
  const { namespace = '', folder = '', name = '' } = found.params
  const kind = subjectKindOf(folder)
  return kind === null ? null : { kind, namespace, name }
}
