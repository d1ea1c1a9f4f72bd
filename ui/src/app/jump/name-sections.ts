import type { SearchAnswer, SearchGroup, SearchHit, SearchKind } from '#contract/search.ts'
import { kindLetters, nodeKindLetters } from '../../components/kind-letters.ts'
import { subjectFolders } from '../../components/subject-address.ts'
import { subjectWords } from '../../components/subject-words.ts'
import { locale, t } from '../../i18n/t.ts'
import type { JumpItem, JumpSection } from './jump-item.ts'
import { addressOf, type Address } from './place.ts'

const titles = {
  namespace: t('Namespaces'),
  app: subjectWords.app.many,
  service: subjectWords.service.many,
  workload: subjectWords.workload.many,
  config: t('Configuration'),
  host: t('Hosts'),
  pod: t('Pods'),
} as const satisfies Record<SearchKind, string>

/** What the server found, as sections; `q` is what it was asked for. */
export function nameSections({ groups, isInexact }: SearchAnswer, q: string): JumpSection[] {
  return groups.map((group) => {
    const more = group.matched - group.hits.length
    const address = more > 0 ? listOf(group.kind, isInexact ? '' : q) : null
    const items = group.hits.map(itemOf)
    return {
      ...{ id: group.kind, title: titles[group.kind] },
      items: address === null ? items : [...items, moreItem(group, more, address)],
      more: address === null ? more : 0,
    }
  })
}

/** Leads to the list that shows the rest too. */
function moreItem({ kind }: SearchGroup, more: number, goal: Address): JumpItem {
  return {
    ...{ id: `more ${kind}`, marks: [], detail: titles[kind], goal },
    title: t('{{amount}} more', { amount: more.toLocaleString(locale) }),
    badge: { letters: '…', kind: titles[kind] },
  }
}

/** The list that shows all of them; null where no list looks for the same. */
function listOf(kind: SearchKind, q: string): Address | null {
  const parameters = { find: q }
  // Lists look for one text in one name: of several terms they would find something else.
  if (q === '' || /[\s/:]/.test(q)) return null
  if (kind === 'namespace') return { pathname: '/namespaces', parameters }
  if (kind === 'config') return { pathname: '/config', parameters }
  if (kind === 'host' || kind === 'pod') return null
  return { pathname: `/${subjectFolders[kind]}`, parameters }
}

function itemOf(hit: SearchHit): JumpItem {
  const { kind, cluster, namespace, name, type, object, marks } = hit
  return {
    id: [kind, cluster, type, namespace, name, object?.name].join(' '),
    title: name,
    marks,
    detail: detailOf(hit),
    badge: badgeOf(hit),
    goal: goalOf(hit),
  }
}

function detailOf({ kind, namespace, type, object, workload }: SearchHit): string {
  if (kind === 'namespace') return ''
  const place = namespace === '' ? t('whole cluster') : namespace
  if (kind === 'host') return `${type} ${object?.name ?? ''} · ${place}`
  if (kind === 'pod') return `${t('of {{workload}}', { workload: workload ?? '' })} · ${place}`
  return kind === 'config' || kind === 'workload' ? `${type} · ${place}` : place
}

function badgeOf({ kind, type }: SearchHit): JumpItem['badge'] {
  if (kind === 'config' || kind === 'pod') return { letters: kindLetters(type), kind: type }
  if (kind === 'host') return { letters: nodeKindLetters('external'), kind: t('Host') }
  if (kind === 'workload') return { letters: nodeKindLetters(kind), kind: type }
  return { letters: nodeKindLetters(kind), kind: type }
}

function goalOf({ kind, namespace, name, object, workload }: SearchHit): Address {
  if (object !== null) return addressOf({ kind: 'object', object })
  if (kind === 'namespace') return addressOf({ kind, name })
  if (kind === 'pod') return addressOf({ kind: 'workload', namespace, name: workload ?? name })
  if (kind === 'config' || kind === 'host')
    return { pathname: '/config', parameters: { find: name } }
  return addressOf({ kind, namespace, name })
}
