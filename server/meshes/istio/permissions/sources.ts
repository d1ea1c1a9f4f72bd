import type { Field } from '../../../seams/field.ts'
import { isPattern, matchesPattern } from '../rules/policies/authorization.ts'
import { readPrincipal } from '../rules/policies/principal.ts'
import type { Cast, Member } from './cast.ts'

/** What a rule compares a caller with: lists of who is meant, and of who is not. */
interface Comparison {
  readonly field: 'principals' | 'namespaces' | 'serviceAccounts'
  readonly isMeant: (text: string, member: Member, home: string) => boolean
}

const comparisons: readonly Comparison[] = [
  { field: 'principals', isMeant: isPrincipal },
  { field: 'namespaces', isMeant: (text, { namespace }) => matchesPattern(text, namespace) },
  { field: 'serviceAccounts', isMeant: isAccount },
]

const negative = {
  principals: 'notPrincipals',
  namespaces: 'notNamespaces',
  serviceAccounts: 'notServiceAccounts',
} as const satisfies Record<Comparison['field'], string>

/**
 * Whether a caller is among those that a source of a policy in `home` means. What depends on
 * addresses or tokens of requests is not known here and counts as met.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export function isFrom(source: Field, member: Member, home: string): boolean {
  return comparisons.every(({ field, isMeant }) => {
    const wanted = source.get(field).texts()
    const unwanted = source.get(negative[field]).texts()
    const isIn = (list: readonly string[]): boolean =>
      list.some((text) => isMeant(text, member, home))
    return (wanted.length === 0 || isIn(wanted)) && !isIn(unwanted)
  })
}

/** The trust domain is not told to Kubernetes: an own account is taken for one of this mesh. */
function isPrincipal(text: string, { namespace, account }: Member): boolean {
  const path = `/ns/${namespace}/sa/${account}`
  const exact = readPrincipal(text)
  if (exact !== null && !isPattern(text)) {
    return exact.namespace === namespace && exact.account === account
  }
  return matchesPattern(text, `cluster.local${path}`)
}

/** `cart` is of the policy's namespace, `shop/cart` of another. */
function isAccount(text: string, { namespace, account }: Member, home: string): boolean {
  const full = text.includes('/') ? text : `${home}/${text}`
  return matchesPattern(full, `${namespace}/${account}`)
}

/**
 * The workloads that a source names. Null when it names nobody in particular: everybody, whoever
 * has a token, or a pattern over more than one namespace.
 */
export function namedBy(source: Field, home: string, cast: Cast): readonly Member[] | null {
  const named = candidates(source, home, cast)
  if (named === null) return null
  const { members, isExact } = named
  return isExact ? members : members.filter((member) => isFrom(source, member, home))
}

interface Candidates {
  readonly members: readonly Member[]
  readonly isExact: boolean // nothing else is compared: the list may be shared as it is
}

function candidates(source: Field, home: string, cast: Cast): Candidates | null {
  const principals = source.get('principals').texts()
  if (principals.length > 0) return gather(principals, (text) => ofPrincipal(text, cast))
  const accounts = source.get('serviceAccounts').texts()
  if (accounts.length > 0) return gather(accounts, (text) => ofAccount(text, home, cast))
  const namespaces = source.get('namespaces').texts()
  if (namespaces.length === 0 || namespaces.some(isPattern)) return null
  const [only] = namespaces
  const isAlone = source.entries().every(([name]) => name === 'namespaces')
  if (only !== undefined && namespaces.length === 1) {
    return { members: cast.inMesh(only), isExact: isAlone }
  }
  return gather(namespaces, (namespace) => cast.inMesh(namespace))
}

function gather(
  texts: readonly string[],
  find: (text: string) => readonly Member[] | null,
): Candidates | null {
  const found = texts.map(find)
  if (found.includes(null)) return null
  return { members: [...new Set(found.flatMap((members) => members ?? []))], isExact: false }
}

const ofOneNamespace = /^cluster\.local\/ns\/([^/*]+)\/(?:sa\/)?\*$/

function ofPrincipal(text: string, cast: Cast): readonly Member[] | null {
  const [, whole] = ofOneNamespace.exec(text) ?? []
  if (whole !== undefined) return cast.inMesh(whole)
  if (isPattern(text)) return null
  const principal = readPrincipal(text)
  // Another trust domain may be that of another mesh: it names nobody who is known to be here.
  if (principal?.trustDomain !== 'cluster.local') return []
  return cast.byAccount(principal.namespace, principal.account)
}

function ofAccount(text: string, home: string, cast: Cast): readonly Member[] | null {
  if (isPattern(text)) return null
  const slash = text.indexOf('/')
  const [namespace, account] =
    slash === -1 ? [home, text] : [text.slice(0, slash), text.slice(slash + 1)]
  return cast.byAccount(namespace, account)
}
