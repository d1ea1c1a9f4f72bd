import type { ReactNode } from 'react'
import type { ProxySection } from '#contract/proxy.ts'
import type { RowOf } from '../../../api/proxy-queries.ts'
import type { FilterName } from '../url.ts'
import type { ViewInAddress } from '../use-proxy-view.ts'

/** One column of a table about a proxy. Its name is what the server sorts and filters by. */
export interface Column<Row> {
  readonly name: string
  readonly word: string
  /** What stands in it, for who does not know the proxy. */
  readonly help?: string
  readonly width: string
  readonly textOf: (row: Row) => string // as it is saved; '': there is none
  readonly isNumber?: true
  readonly isUnsorted?: true
  /** The text where absent. */
  readonly show?: (row: Row, context: CellContext) => ReactNode
}

/** What cells need beside their row. */
export interface CellContext {
  readonly at: number // epoch ms when the proxy was asked
  readonly linkTo: ViewInAddress['linkTo']
}

/** What a table of one kind of thing in a proxy is made of. */
export interface TableKind<Section extends ProxySection> {
  readonly section: Section
  readonly title: string // Clusters
  readonly none: string // No clusters
  readonly columns: readonly Column<RowOf<Section>>[]
  readonly filters: readonly { readonly name: FilterName; readonly word: string }[]
  /** Said where the proxy has none of these. */
  readonly whyNone: string
}
