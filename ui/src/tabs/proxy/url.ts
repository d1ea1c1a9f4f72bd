import { proxyFilterSchema, type ProxyFilter } from '#contract/proxy.ts'

export type FilterName = keyof ProxyFilter
export type Filters = Readonly<Partial<Record<FilterName, string>>>

/** What of which proxy is looked at, and what it is laid beside. */
export interface ProxyView {
  readonly pod: string // '': the first that has a proxy
  readonly part: string // '': the summary
  readonly filters: Filters
  readonly sort: string // a column; '': as the proxy has them
  readonly order: 'asc' | 'desc'
  readonly row: string // the one whose details are open
  readonly against: Against | null // null: nothing is compared
  /** Where two are compared: the rows that are the same, too. */
  readonly isWhole: boolean
}

/** Another pod as it is now, or a moment of the same pod that was kept. */
export type Against =
  | { readonly kind: 'pod'; readonly pod: string }
  | { readonly kind: 'moment'; readonly snapshot: string }

const longest = 500

export const filterNames = Object.keys(proxyFilterSchema.shape) as FilterName[]

export const defaultView: ProxyView = {
  ...{ pod: '', part: '', filters: {}, sort: '', order: 'asc', row: '', against: null },
  isWhole: false,
}

/** Never throws: what cannot be read is as usual, field by field. */
export function readView(search: URLSearchParams): ProxyView {
  const text = (name: string): string => (search.get(`proxy-${name}`) ?? '').slice(0, longest)
  return {
    ...{ pod: text('pod'), part: text('part'), sort: text('sort'), row: text('row') },
    filters: Object.fromEntries(
      filterNames.flatMap((name) => (text(name) === '' ? [] : [[name, text(name)]])),
    ),
    order: text('order') === 'desc' ? 'desc' : 'asc',
    against: readAgainst(text('against')),
    isWhole: text('whole') === 'true',
  }
}

/** The shortest address that reads back to this view; all other parameters stay as they are. */
export function writeView(view: ProxyView, others = new URLSearchParams()): URLSearchParams {
  const search = new URLSearchParams(others)
  const texts: readonly (readonly [string, string])[] = [
    ['pod', view.pod],
    ['part', view.part],
    ['sort', view.sort],
    ['row', view.row],
    ['order', view.order === 'asc' ? '' : view.order],
    ['against', view.against === null ? '' : writeAgainst(view.against)],
    ['whole', view.isWhole ? 'true' : ''],
    ...filterNames.map((name) => [name, view.filters[name] ?? ''] as const),
  ]
  for (const [name, text] of texts)
    if (text === '') search.delete(`proxy-${name}`)
    else search.set(`proxy-${name}`, text)
  return search
}

// No pod has such a name.
const momentSign = '@'

export const writeAgainst = (against: Against): string =>
  against.kind === 'pod' ? against.pod : momentSign + against.snapshot

export function readAgainst(written: string): Against | null {
  if (written === '') return null
  if (!written.startsWith(momentSign)) return { kind: 'pod', pod: written }
  const snapshot = written.slice(momentSign.length)
  return /^[\w-]{1,100}$/.test(snapshot) ? { kind: 'moment', snapshot } : null
}

/** Another part, without what was filtered, sorted and opened in the former one. */
export const toPart = (part: string, filters: Filters = {}): Partial<ProxyView> => ({
  ...{ part, filters, sort: '', order: 'asc', row: '' },
})
