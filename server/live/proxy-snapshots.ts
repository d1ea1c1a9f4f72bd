import { createHash, randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { AppError } from '../errors.ts'
import type { Identity } from '../seams/identity.ts'
import type { ClusterSource } from '../seams/source.ts'
import type { ProxyReading, ReadingQuestion, ReadingReply } from '../seams/proxy-reading.ts'
import { askProxy, forwardRights, oddAnswer, type AskedProxy } from './proxy-admin.ts'

/** One answer of a proxy, as far as the thread that serves knows it. */
export interface TakenAnswer {
  readonly takenAt: number // epoch ms
  readonly bytes: number
}

/** A moment of a proxy: whatever is asked of it later, in the same snapshot, joins it. */
export interface ProxySnapshot {
  readonly id: string
  readonly takenAt: number
  readonly answers: Map<string, Promise<TakenAnswer>>
}

interface Owned {
  readonly owner: string // whose rights it was read with, and of which pod
  readonly snapshot: ProxySnapshot
}

export interface SnapshotOptions {
  readonly reading: ProxyReading
  readonly now: () => number
}

const keptMs = 15 * 60_000
const mostKept = 200
const sameMomentMs = 3000
const rightsLastMs = 10_000
const mostBytes = 96 * 1024 * 1024
const deadlineMs = 60_000
const mostAtOnce = 3

/**
 * Moments of proxies, each for whoever had it read alone: what they were allowed to see is shown to
 * nobody else, and to them only as long as they still are.
 */
export class ProxySnapshots {
  readonly #options: SnapshotOptions
  readonly #byId: LRUCache<string, Owned>
  readonly #newest: LRUCache<string, string>
  readonly #mayUntil: LRUCache<string, true>
  readonly #turns: (() => void)[] = []
  #running = 0

  constructor(options: SnapshotOptions) {
    this.#options = options
    const kept = { max: mostKept, ttl: keptMs, ttlResolution: 0, perf: { now: options.now } }
    this.#byId = new LRUCache(kept)
    this.#newest = new LRUCache(kept)
    this.#mayUntil = new LRUCache({ ...kept, max: 1000, ttl: rightsLastMs })
  }

  /**
   * The snapshot of that id, if it is kept and the asker's own; else one of now, which several who
   * ask at once share.
   */
  choose(asked: AskedProxy, id: string | undefined): ProxySnapshot {
    const known = id === undefined ? undefined : this.find(asked, id)
    if (known !== undefined) return known
    const newest = this.find(asked, this.#newest.get(ownerOf(asked)) ?? '')
    const isNow = newest !== undefined && this.#options.now() - newest.takenAt < sameMomentMs
    return id === undefined && isNow ? newest : this.begin(asked)
  }

  /** A snapshot of now that nobody else has a part in. */
  begin(asked: AskedProxy): ProxySnapshot {
    const owner = ownerOf(asked)
    const now = this.#options.now()
    const snapshot: ProxySnapshot = { id: randomUUID(), takenAt: now, answers: new Map() }
    this.#byId.set(snapshot.id, { owner, snapshot })
    this.#newest.set(owner, snapshot.id)
    return snapshot
  }

  /** Undefined when it is not kept, or not this asker's of this pod. */
  find(asked: AskedProxy, id: string): ProxySnapshot | undefined {
    const known = this.#byId.get(id)
    return known?.owner === ownerOf(asked) ? known.snapshot : undefined
  }

  /** The answer as part of the snapshot: asked for now, unless it is there. Throws as askProxy. */
  async have(asked: AskedProxy, snapshot: ProxySnapshot, answer: string): Promise<TakenAnswer> {
    const known = snapshot.answers.get(answer)
    if (known !== undefined) {
      await this.#checkRight(asked)
      return await known
    }
    const reading = this.#inTurn(() => this.#read(asked, snapshot.id, answer))
    snapshot.answers.set(answer, reading)
    // Whoever asks next tries again.
    reading.catch(() => snapshot.answers.delete(answer))
    return await reading
  }

  /** Asks the reading thread; a snapshot that it has let go of is forgotten here, too. */
  async ask(question: ReadingQuestion): Promise<ReadingReply> {
    const reply = await this.#options.reading.ask(question)
    if (reply.kind === 'gone') this.#byId.delete(reply.snapshot)
    return reply
  }

  async #read(asked: AskedProxy, snapshot: string, answer: string): Promise<TakenAnswer> {
    const { reading: thread, now } = this.#options
    const path = asked.program.answers.get(answer)
    if (path === undefined) throw new AppError('notFound', 'This proxy has no such table.')
    const reading = randomUUID()
    const takenAt = now()
    // Several may wait for it: that one of them hangs up ends it for nobody.
    const { signal } = new AbortController()
    const take = (piece: Uint8Array): void => thread.tell({ op: 'piece', reading, piece })
    const cancel = (): void => thread.tell({ op: 'cancel', reading })
    try {
      const request = { method: 'GET', path, maxBytes: mostBytes, deadlineMs } as const
      const { httpStatus, bytes } = await askProxy(asked, request, { take, signal })
      if (httpStatus !== 200)
        throw oddAnswer(asked.cluster, asked.pod.name, `it answered with status ${httpStatus}`)
      const program = asked.program.id
      const finish = { op: 'finish', reading, snapshot, program, answer, takenAt } as const
      const reply = await thread.ask(finish)
      if (reply.kind === 'unreadable') throw oddAnswer(asked.cluster, asked.pod.name, reply.reason)
      this.#mayUntil.set(ownerOf(asked), true)
      return { takenAt, bytes }
    } catch (error) {
      cancel()
      throw error
    }
  }

  /** What is kept is shown to those alone who could read it now. */
  async #checkRight(asked: AskedProxy): Promise<void> {
    const owner = ownerOf(asked)
    if (this.#mayUntil.has(owner)) return
    const { mayRead, missing } = await forwardRights(asked, asked.pod.namespace)
    if (!mayRead) throw new AppError('forbidden', missing ?? 'You may not look inside this proxy.')
    this.#mayUntil.set(owner, true)
  }

  /** Few at once: each may take a hundred megabytes while it is read. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= mostAtOnce)
      await new Promise<void>((resolve) => this.#turns.push(() => resolve()))
    this.#running += 1
    try {
      return await work()
    } finally {
      this.#running -= 1
      this.#turns.shift()?.()
    }
  }
}

/** Names are no help: two contexts may call their clusters the same. */
const numberOfCluster = new WeakMap<ClusterSource, number>()
let clustersSeen = 0

function ownerOf({ cluster, identity, pod }: AskedProxy): string {
  let number = numberOfCluster.get(cluster)
  if (number === undefined) numberOfCluster.set(cluster, (number = clustersSeen += 1))
  return `${whoOf(identity)} ${number} ${pod.namespace}/${pod.name}`
}

const whoOf = (identity: Identity): string =>
  identity.kind === 'anonymous'
    ? ''
    : createHash('sha256').update(identity.token).digest('base64url')
