import type {
  ProxyDifferences,
  ProxyDocument,
  ProxySection,
  ProxyTable,
  ProxyTableAsk,
} from '#contract/proxy.ts'
import type { ReadRow } from './proxy-program.ts'

/** What is told to whoever reads answers of proxies, and not answered. */
export type ReadingNote =
  /** A piece of an answer that is being received. */
  | { readonly op: 'piece'; readonly reading: string; readonly piece: Uint8Array }
  /** No more of it will come, and it is not wanted. */
  | { readonly op: 'cancel'; readonly reading: string }

export type ReadingQuestion =
  /** All of the answer is there: it is read, and kept as part of a snapshot. */
  | {
      readonly op: 'finish'
      readonly reading: string
      readonly snapshot: string
      readonly program: string
      readonly answer: string
      readonly takenAt: number
    }
  | {
      readonly op: 'table'
      readonly snapshot: string
      readonly section: ProxySection
      readonly ask: ProxyTableAsk
    }
  | {
      readonly op: 'document'
      readonly snapshot: string
      readonly document: ProxyDocument
      readonly resource: string | null
    }
  | {
      readonly op: 'compare'
      readonly here: string
      readonly there: string
      readonly section: ProxySection
    }

export interface ReadTablePage extends Pick<
  ProxyTable,
  'total' | 'matched' | 'facets' | 'versions' | 'problems'
> {
  readonly rows: readonly ReadRow[]
}

export type ReadingReply =
  | { readonly kind: 'finished' }
  | { readonly kind: 'table'; readonly page: ReadTablePage }
  | { readonly kind: 'document'; readonly json: Uint8Array }
  | {
      readonly kind: 'compared'
      readonly differences: Pick<ProxyDifferences, 'same' | 'changes' | 'leftOut'>
    }
  /** Such a snapshot, or that part of it, is not kept any more. */
  | { readonly kind: 'gone'; readonly snapshot: string }
  /** What came is not what a proxy answers; the reason has nothing of it. */
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Reads and keeps answers of proxies where nobody is held up by it. */
export interface ProxyReading {
  readonly tell: (note: ReadingNote) => void
  /** Rejects only when the thread that reads breaks. */
  readonly ask: (question: ReadingQuestion) => Promise<ReadingReply>
}
