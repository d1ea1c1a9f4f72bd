import { kindLetters, nodeKindLetters } from '../../components/kind-letters.ts'
import { t } from '../../i18n/t.ts'
import type { JumpItem, JumpSection, Mark } from './jump-item.ts'
import { addressOf, type Place } from './place.ts'

/** A page or something to do, as it is offered. */
export interface Offer {
  readonly id: string
  readonly title: string
  /** Other words that somebody may look for it by. */
  readonly words: string
  readonly detail: string
  readonly badge: JumpItem['badge']
  readonly goal: JumpItem['goal']
}

/** Offers of which every word typed is in the title or the other words; all when nothing is typed. */
export function matchOffers(offers: readonly Offer[], q: string): readonly JumpItem[] {
  const terms = q
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '')
  return offers.flatMap(({ words, ...offer }) => {
    const title = offer.title.toLowerCase()
    const all = ` ${title} ${words.toLowerCase()}`
    if (!terms.every((term) => all.includes(` ${term}`))) return []
    return [{ ...offer, marks: marksOf(terms, title) }]
  })
}

function marksOf(terms: readonly string[], title: string): readonly Mark[] {
  return terms.flatMap((term): Mark[] => {
    const at = ` ${title}`.indexOf(` ${term}`)
    return at === -1 ? [] : [[at, at + term.length]]
  })
}

/** Whether somebody means one of these rather than a name: the title begins as they typed. */
export function isMeant(items: readonly JumpItem[], q: string): boolean {
  const typed = q.trim().toLowerCase()
  return typed.length > 2 && items.some(({ title }) => title.toLowerCase().startsWith(typed))
}

export function recentSection(places: readonly Place[]): JumpSection {
  return { id: 'recent', title: t('Where you were'), items: places.map(itemOfPlace), more: 0 }
}

export function traceSection(id: string): JumpSection {
  return {
    id: 'trace',
    title: t('Traces'),
    items: [itemOfPlace({ kind: 'trace', id })],
    more: 0,
  }
}

function itemOfPlace(place: Place): JumpItem {
  const goal = addressOf(place)
  const id = `place ${JSON.stringify(place)}`
  if (place.kind === 'trace')
    return {
      ...{ id, goal, title: place.id, marks: [], detail: t('Open the trace') },
      badge: { letters: 'T', kind: t('Trace') },
    }
  if (place.kind === 'object') {
    const { kind, namespace, name } = place.object
    const detail = namespace === '' ? `${kind} · ${t('whole cluster')}` : `${kind} · ${namespace}`
    return { id, goal, title: name, marks: [], detail, badge: { letters: kindLetters(kind), kind } }
  }
  if (place.kind === 'namespace') {
    const badge = { letters: nodeKindLetters('namespace'), kind: 'Namespace' }
    return { id, goal, title: place.name, marks: [], detail: '', badge }
  }
  const { kind, namespace, name } = place
  const badge = { letters: nodeKindLetters(kind), kind }
  return { id, goal, title: name, marks: [], detail: namespace, badge }
}
