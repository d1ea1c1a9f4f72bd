import type {
  ProxyDifferences,
  ProxyDocument,
  ProxySection,
  ProxyTable,
  ProxyTableAsk,
} from '#contract/proxy.ts'
import { AppError } from '../errors.ts'
import type { Viewer } from '../seams/identity.ts'
import type { ReadingReply, ReadTablePage } from '../seams/proxy-reading.ts'
import { oddAnswer, type AskedProxy } from './proxy-admin.ts'
import { placeOrigins } from './proxy-origins.ts'
import type { ProxySnapshot, ProxySnapshots, TakenAnswer } from './proxy-snapshots.ts'

type Kind = ReadingReply['kind']
type ReplyOf<K extends Kind> = Extract<ReadingReply, { kind: K }>

/** A table of an answer, before the wire's schema sorts rows by their section. */
export type AnsweredTable = Omit<ReadTablePage, 'rows'> &
  Pick<ProxyTable, 'snapshot' | 'takenAt' | 'bytes'> & {
    readonly section: ProxySection
    readonly rows: ReadTablePage['rows']
  }

/**
 * A page of a table of a proxy. Throws AppError notFound when this proxy has no such table, and as
 * askProxy.
 */
export async function readTable(
  snapshots: ProxySnapshots,
  asked: AskedProxy & { readonly viewer: Viewer },
  { section, ask }: { readonly section: ProxySection; readonly ask: ProxyTableAsk },
): Promise<AnsweredTable> {
  const answer = sourceOf(asked.program.sections, section)
  const question = { op: 'table', section, ask } as const
  const read = async (id: string | undefined): Promise<AnsweredTable | null> => {
    const { snapshot, taken } = await takeAnswer(snapshots, asked, { id, answer })
    const reply = await snapshots.ask({ ...question, snapshot: snapshot.id })
    if (reply.kind === 'gone') return null
    const { page } = expect(reply, 'table', asked)
    const { viewer, mesh } = asked
    const inventory = asked.cluster.inventory()
    const rows = placeOrigins(page.rows, { inventory, viewer, mesh })
    return { ...page, rows, section, snapshot: snapshot.id, ...taken }
  }
  // What was kept too long is read again, once.
  const table = (await read(ask.snapshot)) ?? (await read(undefined))
  if (table !== null) return table
  throw notKept('snapshot')
}

/** JSON without keys. Throws as readTable. */
export async function readDocument(
  snapshots: ProxySnapshots,
  asked: AskedProxy,
  {
    document,
    resource,
    id,
  }: {
    readonly document: ProxyDocument
    readonly resource: string | null
    readonly id: string | undefined
  },
): Promise<Uint8Array> {
  const answer = sourceOf(asked.program.documents, document)
  const read = async (from: string | undefined): Promise<Uint8Array | null> => {
    const { snapshot } = await takeAnswer(snapshots, asked, { id: from, answer })
    const question = { op: 'document', snapshot: snapshot.id, document, resource } as const
    const reply = await snapshots.ask(question)
    return reply.kind === 'gone' ? null : expect(reply, 'document', asked).json
  }
  const json = (await read(id)) ?? (await read(undefined))
  if (json !== null) return json
  throw notKept('snapshot')
}

export interface Compared {
  readonly section: ProxySection
  readonly here: { readonly asked: AskedProxy; readonly snapshot: string | undefined }
  readonly there: { readonly asked: AskedProxy; readonly snapshot: string | undefined }
}

/**
 * What differs between two proxies, or between two moments of one. Throws AppError notFound with
 * the field of a moment that is not kept any more, and as readTable.
 */
export async function compareProxies(
  snapshots: ProxySnapshots,
  { section, here, there }: Compared,
): Promise<ProxyDifferences> {
  const read = async (
    { asked, snapshot: id }: Compared['here'],
    field: string,
  ): Promise<{ readonly snapshot: ProxySnapshot; readonly taken: TakenAnswer }> => {
    const answer = sourceOf(asked.program.sections, section)
    const snapshot = id === undefined ? snapshots.begin(asked) : snapshots.find(asked, id)
    if (snapshot === undefined) throw notKept(field)
    // What is read only now is no part of a moment that is past.
    if (field === 'withSnapshot' && id !== undefined && !snapshot.answers.has(answer))
      throw notRead(section)
    return { snapshot, taken: await snapshots.have(asked, snapshot, answer) }
  }
  const mine = await read(here, 'snapshot')
  const theirs = await read(there, 'withSnapshot')
  const question = { op: 'compare', here: mine.snapshot.id, there: theirs.snapshot.id } as const
  const reply = await snapshots.ask({ ...question, section })
  if (reply.kind === 'gone')
    throw notKept(reply.snapshot === mine.snapshot.id ? 'snapshot' : 'withSnapshot')
  const { differences } = expect(reply, 'compared', here.asked)
  const momentOf = (side: Compared['here'], { snapshot, taken }: typeof mine): Moment => ({
    pod: side.asked.pod.name,
    snapshot: snapshot.id,
    takenAt: taken.takenAt,
  })
  return { here: momentOf(here, mine), there: momentOf(there, theirs), ...differences }
}

type Moment = ProxyDifferences['here']

async function takeAnswer(
  snapshots: ProxySnapshots,
  asked: AskedProxy,
  { id, answer }: { readonly id: string | undefined; readonly answer: string },
): Promise<{ readonly snapshot: ProxySnapshot; readonly taken: TakenAnswer }> {
  const snapshot = snapshots.choose(asked, id)
  return { snapshot, taken: await snapshots.have(asked, snapshot, answer) }
}

function sourceOf<Name extends string>(of: ReadonlyMap<Name, string>, name: Name): string {
  const answer = of.get(name)
  if (answer !== undefined) return answer
  const allowed = [...of.keys()]
  throw new AppError('notFound', `This kind of proxy has no ${name}: it has ${allowed.join(', ')}.`)
}

function expect<K extends Kind>(reply: ReadingReply, kind: K, asked: AskedProxy): ReplyOf<K> {
  if (isOf(reply, kind)) return reply
  const why = reply.kind === 'unreadable' ? reply.reason : 'its answer was lost'
  throw oddAnswer(asked.cluster, asked.pod.name, why)
}

function isOf<K extends Kind>(reply: ReadingReply, kind: K): reply is ReplyOf<K> {
  return reply.kind === kind
}

function notRead(section: ProxySection): AppError {
  const message = `That moment has no ${section}: they were not read when it was kept. Keep a moment anew.`
  return new AppError('notFound', message, { field: 'withSnapshot' })
}

function notKept(field: string): AppError {
  const message = 'That moment of the proxy is not kept any more: look at it as it is now.'
  return new AppError('notFound', message, { field })
}
