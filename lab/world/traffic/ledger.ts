import type { LedgerEntry } from '../../seams.ts'
import type { PodIdentity } from './report.ts'
import type { LedgerNote } from './scene.ts'

const bucketMs = 5_000

type Kind = Omit<LedgerEntry, 'requests' | 'sentBytes' | 'receivedBytes'>

/** Sums of five seconds, three numbers for each kind that occurred. */
interface Bucket {
  readonly startMs: number
  readonly kinds: Uint32Array
  readonly requests: Float32Array
  readonly sentBytes: Float64Array
  readonly receivedBytes: Float64Array
}

interface Sum {
  requests: number
  sentBytes: number
  receivedBytes: number
}

/** Counts every hop once, in buckets of five seconds for as long as it is told to remember. */
export class Ledger {
  private readonly retentionMs: number
  private readonly kinds: Kind[] = []
  private readonly kindIds = new Map<string, number>()
  private buckets: Bucket[] = []
  private openStartMs = 0
  private open = new Map<number, Sum>()

  constructor(retentionMs: number) {
    this.retentionMs = retentionMs
  }

  /** From here on notes belong to the second that begins at `ms`. */
  beginSecond(ms: number): void {
    const startMs = Math.floor(ms / bucketMs) * bucketMs
    if (startMs === this.openStartMs) return
    if (this.open.size > 0) this.buckets.push(sealed(this.openStartMs, this.open))
    this.openStartMs = startMs
    this.open = new Map()
    const oldestMs = startMs - this.retentionMs
    while ((this.buckets[0]?.startMs ?? oldestMs) < oldestMs) this.buckets.shift()
  }

  add(note: LedgerNote): void {
    const id = this.kindOf(note)
    let sum = this.open.get(id)
    if (sum === undefined) {
      this.open.set(id, (sum = { requests: 0, sentBytes: 0, receivedBytes: 0 }))
    }
    sum.requests += 1
    sum.sentBytes += note.answer.requestBytes
    sum.receivedBytes += note.answer.responseBytes
  }

  /** Sums over the buckets that begin in [fromMs, toMs). */
  read(fromMs: number, toMs: number): readonly LedgerEntry[] {
    const sums = new Map<number, Sum>()
    for (const bucket of [...this.buckets, sealed(this.openStartMs, this.open)]) {
      if (bucket.startMs < fromMs || bucket.startMs >= toMs) continue
      bucket.kinds.forEach((id, index) => {
        const sum = sums.get(id) ?? { requests: 0, sentBytes: 0, receivedBytes: 0 }
        sum.requests += bucket.requests[index] ?? 0
        sum.sentBytes += bucket.sentBytes[index] ?? 0
        sum.receivedBytes += bucket.receivedBytes[index] ?? 0
        sums.set(id, sum)
      })
    }
    return [...sums].flatMap(([id, sum]) => {
      const kind = this.kinds[id]
      return kind === undefined ? [] : [{ ...kind, ...sum }]
    })
  }

  private kindOf(note: LedgerNote): number {
    const key = keyOf(note)
    let id = this.kindIds.get(key)
    if (id === undefined) {
      id = this.kinds.length
      this.kindIds.set(key, id)
      this.kinds.push(kindOf(note))
    }
    return id
  }
}

function keyOf({ client, host, protocol, answer }: LedgerNote): string {
  const { pod, code, grpcStatus, flags, isMtls } = answer
  const to = `${host}|${pod?.workload.key ?? ''}|${protocol}`
  return `${client.workload.key}|${client.proxy}|${to}|${code}|${grpcStatus ?? ''}|${flags}|${String(isMtls)}`
}

function kindOf({ client, host, protocol, answer }: LedgerNote): Kind {
  const { pod, code, grpcStatus, flags, isMtls } = answer
  const source = endOf(client.proxy === 'none' ? null : client)
  const destination = endOf(pod)
  return {
    sourceNamespace: source.namespace,
    sourceWorkload: source.workload,
    service: host,
    destinationNamespace: destination.namespace,
    destinationWorkload: destination.workload,
    protocol,
    responseCode: protocol === 'tcp' ? '' : String(code),
    grpcStatus: protocol === 'grpc' && grpcStatus !== null ? String(grpcStatus) : '',
    flags,
    isMtls,
  }
}

interface End {
  readonly namespace: string | null
  readonly workload: string | null
}

function endOf(pod: PodIdentity | null): End {
  if (pod === null) return { namespace: null, workload: null }
  return { namespace: pod.workload.namespace, workload: pod.workload.name }
}

function sealed(startMs: number, sums: ReadonlyMap<number, Sum>): Bucket {
  const values = [...sums.values()]
  return {
    startMs,
    kinds: Uint32Array.from(sums.keys()),
    requests: Float32Array.from(values, ({ requests }) => requests),
    sentBytes: Float64Array.from(values, ({ sentBytes }) => sentBytes),
    receivedBytes: Float64Array.from(values, ({ receivedBytes }) => receivedBytes),
  }
}
