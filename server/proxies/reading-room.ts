import type { ProxySection } from '#contract/proxy.ts'
import type { ProxyProgram, ReadTables } from '../seams/proxy-program.ts'
import type { ReadingNote, ReadingQuestion, ReadingReply } from '../seams/proxy-reading.ts'
import { chooseRows } from './choose-rows.ts'
import { compareResources } from './compare-resources.ts'
import { redact } from './redact.ts'

type Question<Op extends ReadingQuestion['op']> = Extract<ReadingQuestion, { op: Op }>

interface KeptAnswer {
  /** Without keys, as JSON. */
  readonly text: Buffer
  readonly tables: ReadTables
}

interface Snapshot {
  readonly program: ProxyProgram
  readonly answers: Map<string, KeptAnswer>
}

export interface RoomOptions {
  readonly programs: ReadonlyMap<string, ProxyProgram>
  /** Of all kept answers together; the oldest snapshots go first. */
  readonly mostBytes: number
}

/** Of figures nearly all differ, and each is short. */
const mostStats = 5000
const indentUpTo = 4 * 1024 * 1024

/**
 * Receives answers of proxies, takes secrets out of them, makes tables of them and keeps both. What
 * was received is gone when it is read: nothing with a key in it is kept or handed on.
 */
export class ReadingRoom {
  readonly #options: RoomOptions
  readonly #arriving = new Map<string, Uint8Array[]>()
  readonly #snapshots = new Map<string, Snapshot>()
  #bytes = 0

  constructor(options: RoomOptions) {
    this.#options = options
  }

  /** Of the texts that are kept. */
  get bytes(): number {
    return this.#bytes
  }

  take(note: ReadingNote): void {
    if (note.op === 'cancel') {
      this.#arriving.delete(note.reading)
      return
    }
    const pieces = this.#arriving.get(note.reading)
    if (pieces === undefined) this.#arriving.set(note.reading, [note.piece])
    else pieces.push(note.piece)
  }

  answer(question: ReadingQuestion): ReadingReply {
    switch (question.op) {
      case 'finish':
        return this.#finish(question)
      case 'table':
        return this.#table(question)
      case 'document':
        return this.#document(question)
      case 'compare':
        return this.#compare(question)
    }
  }

  #finish({ reading, snapshot, program: id, answer, takenAt }: Question<'finish'>): ReadingReply {
    const pieces = this.#arriving.get(reading) ?? []
    this.#arriving.delete(reading)
    const program = this.#options.programs.get(id)
    if (program === undefined) return { kind: 'unreadable', reason: 'no such program is known' }
    const json = parse(pieces)
    if (json === undefined)
      return { kind: 'unreadable', reason: 'it answered something that is no JSON' }
    const clean = redact(json)
    const text = Buffer.from(JSON.stringify(clean))
    const tables = withUniqueKeys(program.readTables(answer, clean, takenAt))
    const kept: Snapshot = this.#snapshots.get(snapshot) ?? { program, answers: new Map() }
    this.#bytes += text.length - (kept.answers.get(answer)?.text.length ?? 0)
    kept.answers.set(answer, { text, tables })
    this.#snapshots.set(snapshot, kept)
    this.#forget(snapshot)
    return { kind: 'finished' }
  }

  #table({ snapshot, section, ask }: Question<'table'>): ReadingReply {
    const table = this.#answerFor(snapshot, section)?.kept.tables.get(section)
    if (table === undefined) return { kind: 'gone', snapshot }
    return {
      kind: 'table',
      page: { ...chooseRows(table.rows, ask), problems: [...table.problems] },
    }
  }

  #document({ snapshot, document, resource }: Question<'document'>): ReadingReply {
    const known = this.#snapshots.get(snapshot)
    const answer = known?.program.documents.get(document)
    const kept = answer === undefined ? undefined : known?.answers.get(answer)
    if (known === undefined || kept === undefined) return { kind: 'gone', snapshot }
    if (document === 'config' && resource === null)
      return { kind: 'document', json: Uint8Array.from(kept.text) }
    const json: unknown = JSON.parse(kept.text.toString('utf8'))
    const part = known.program.readDocument(document, json, resource)
    const compact = JSON.stringify(part ?? null)
    const text = compact.length > indentUpTo ? compact : JSON.stringify(part ?? null, null, 2)
    return { kind: 'document', json: Uint8Array.from(Buffer.from(text)) }
  }

  #compare({ here, there, section }: Question<'compare'>): ReadingReply {
    const mine = this.#answerFor(here, section)
    if (mine === null) return { kind: 'gone', snapshot: here }
    const theirs = this.#answerFor(there, section)
    if (theirs === null) return { kind: 'gone', snapshot: there }
    const read = ({ program, kept }: FoundAnswer): ReadonlyMap<string, unknown> =>
      program.readResources(section, JSON.parse(kept.text.toString('utf8')))
    const most = section === 'stats' ? mostStats : undefined
    return { kind: 'compared', differences: compareResources(read(mine), read(theirs), most) }
  }

  #answerFor(snapshot: string, section: ProxySection): FoundAnswer | null {
    const known = this.#snapshots.get(snapshot)
    const answer = known?.program.sections.get(section)
    const kept = answer === undefined ? undefined : known?.answers.get(answer)
    if (known === undefined || kept === undefined) return null
    // What is looked at is kept longest.
    this.#snapshots.delete(snapshot)
    this.#snapshots.set(snapshot, known)
    return { program: known.program, kept }
  }

  #forget(newest: string): void {
    for (const [id, { answers }] of this.#snapshots) {
      if (this.#bytes <= this.#options.mostBytes || id === newest) return
      for (const { text } of answers.values()) this.#bytes -= text.length
      this.#snapshots.delete(id)
    }
  }
}

/** Of rows that a proxy has twice, such as an inline route of two listeners, the later are numbered. */
function withUniqueKeys(tables: ReadTables): ReadTables {
  return new Map(
    [...tables].map(([section, { rows, problems }]) => {
      const counts = new Map<string, number>()
      const unique = rows.map((row) => {
        const count = (counts.get(row.key) ?? 0) + 1
        counts.set(row.key, count)
        return count === 1 ? row : { ...row, key: `${row.key} #${count}` }
      })
      return [section, { rows: unique, problems }]
    }),
  )
}

interface FoundAnswer {
  readonly program: ProxyProgram
  readonly kept: KeptAnswer
}

/** Undefined for what is no JSON; what the parser says has parts of the text, which may be secret. */
function parse(pieces: readonly Uint8Array[]): unknown {
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    return undefined
  }
}
