import type { PodIdentity, ProxyReport } from './report.ts'
import type { RequestId } from './request-id.ts'

/** One request (or exchange on a connection) as a proxy writes it into its access log. */
export interface ProxiedRequest {
  readonly report: ProxyReport
  readonly startMs: number // epoch, with fractions
  readonly endMs: number
  readonly method: string
  readonly path: string
  readonly subset: string // '' for none
  readonly requestId: RequestId
}

/** One request as the application that answered it tells of it. */
export interface ServedRequest {
  readonly endMs: number
  readonly durationMs: number
  readonly protocol: 'http' | 'grpc' | 'tcp'
  readonly method: string
  readonly path: string
  readonly code: number
  readonly grpcStatus: number | null
  readonly responseBytes: number
  readonly failedCall: string | null // host of a call that spoilt the answer
  readonly requestId: RequestId
  readonly traceId: string | null // null: not sampled
}

/** What all containers of a pod wrote last, oldest first by when it ended. */
export interface PodRecords {
  readonly proxied: readonly ProxiedRequest[]
  readonly served: readonly ServedRequest[]
  /** False once older records have been forgotten. */
  readonly isWhole: boolean
}

/** Takes what pods write. */
export interface LogSink {
  readonly proxied: (pod: PodIdentity, request: ProxiedRequest) => void
  readonly served: (pod: PodIdentity, request: ServedRequest) => void
}

export const noLogs: LogSink = { proxied: () => undefined, served: () => undefined }

/** Keeps the last records of every pod, so many of each sort. */
export class LogBook implements LogSink {
  private readonly limit: number
  private readonly books = new Map<string, PodBook>()

  constructor(limit: number) {
    this.limit = limit
  }

  proxied(pod: PodIdentity, request: ProxiedRequest): void {
    this.bookOf(pod).proxied.add(request)
  }

  served(pod: PodIdentity, request: ServedRequest): void {
    this.bookOf(pod).served.add(request)
  }

  forget(pod: PodIdentity): void {
    this.books.delete(keyOf(pod))
  }

  /** Nothing of a pod that has neither sent nor answered anything. */
  read(namespace: string, pod: string): PodRecords {
    const book = this.books.get(`${namespace}/${pod}`)
    if (book === undefined) return { proxied: [], served: [], isWhole: true }
    return {
      proxied: book.proxied.sorted(),
      served: book.served.sorted(),
      isWhole: !book.proxied.hasForgotten && !book.served.hasForgotten,
    }
  }

  private bookOf(pod: PodIdentity): PodBook {
    const key = keyOf(pod)
    let book = this.books.get(key)
    if (book === undefined) {
      book = { proxied: new Ring(this.limit), served: new Ring(this.limit) }
      this.books.set(key, book)
    }
    return book
  }
}

interface PodBook {
  readonly proxied: Ring<ProxiedRequest>
  readonly served: Ring<ServedRequest>
}

function keyOf({ workload, pod }: PodIdentity): string {
  return `${workload.namespace}/${pod}`
}

class Ring<T extends { readonly endMs: number }> {
  hasForgotten = false
  private readonly limit: number
  private readonly items: T[] = []
  private next = 0

  constructor(limit: number) {
    this.limit = limit
  }

  add(item: T): void {
    if (this.items.length < this.limit) {
      this.items.push(item)
      return
    }
    this.items[this.next] = item
    this.next = (this.next + 1) % this.limit
    this.hasForgotten = true
  }

  /** Requests of one second are sent one after the other, and overlap nevertheless. */
  sorted(): readonly T[] {
    return this.items.toSorted((a, b) => a.endMs - b.endMs)
  }
}
