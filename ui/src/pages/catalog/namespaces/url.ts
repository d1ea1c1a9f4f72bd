import { readFilters, writeFilters, type NamespaceFilters } from './filters.ts'

export const namespaceSorts = ['health', 'name', 'mode', 'revision', 'mtls', 'findings'] as const
export type NamespaceSort = (typeof namespaceSorts)[number]

export type NamespacesView = NamespaceFilters & {
  readonly sort: NamespaceSort
  readonly order: 'asc' | 'desc'
  readonly columns: readonly string[] // by name; empty: not said
}

export interface Read {
  readonly view: NamespacesView
}

/** Never throws: what cannot be read is as usual, the worst first. */
export function readView(search: URLSearchParams): Read {
  return {
    view: {
      ...readFilters(search),
      sort: namespaceSorts.find((one) => one === search.get('sort')) ?? 'health',
      order: search.get('order') === 'desc' ? 'desc' : 'asc',
      columns: (search.get('columns') ?? '').split(',').filter((name) => name !== ''),
    },
  }
}

/** The shortest address that reads back to this view; parameters of others stay. */
export function writeView(
  { sort, order, columns, ...filters }: NamespacesView,
  others: URLSearchParams,
): URLSearchParams {
  const search = writeFilters(filters, others)
  search.delete('sort')
  search.delete('order')
  search.delete('columns')
  if (sort !== 'health') search.set('sort', sort)
  if (order !== 'asc') search.set('order', order)
  if (columns.length > 0) search.set('columns', columns.join(','))
  return search
}
