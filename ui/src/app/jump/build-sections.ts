import type { SearchAnswer } from '#contract/search.ts'
import { t } from '../../i18n/t.ts'
import type { JumpSection } from './jump-item.ts'
import { nameSections } from './name-sections.ts'
import { isMeant, matchOffers, recentSection, traceSection, type Offer } from './own-sections.ts'
import type { Place } from './place.ts'
import { readTraceId } from './trace-id.ts'

export interface Offers {
  readonly pages: readonly Offer[]
  readonly commands: readonly Offer[]
}

export interface SectionParts {
  readonly q: string // as typed
  readonly answer: SearchAnswer | null
  readonly recent: readonly Place[]
  readonly offers: Offers
}

/**
 * What the box shows: before anything is typed where one was and where one may go; then a trace by
 * its id, what was found by name, pages and commands. A page or command whose very words are typed
 * comes first.
 */
export function buildSections({ q, answer, recent, offers }: SectionParts): readonly JumpSection[] {
  const pages = sectionOf('pages', t('Pages'), matchOffers(offers.pages, q))
  const commands = sectionOf('commands', t('Commands'), matchOffers(offers.commands, q))
  if (q.trim() === '') return [recentSection(recent), pages, commands].filter(hasItems)
  const traceId = readTraceId(q)
  const names = answer === null ? [] : nameSections(answer, q.trim())
  const own = [pages, commands]
  const meant = own.filter(({ items }) => isMeant(items, q))
  return [
    ...(traceId === null ? [] : [traceSection(traceId)]),
    ...meant,
    ...names,
    ...own.filter((section) => !meant.includes(section)),
  ].filter(hasItems)
}

const sectionOf = (id: string, title: string, items: JumpSection['items']): JumpSection => ({
  ...{ id, title, items, more: 0 },
})

const hasItems = ({ items }: JumpSection): boolean => items.length > 0
