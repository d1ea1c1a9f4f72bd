import { readFile } from 'node:fs/promises'
import { Agent } from 'undici'
import { SourceUnavailableError } from '../../errors.ts'

export interface AgentOptions {
  readonly source: string // id of the back end, for errors
  /** PEM of the authority that signed the back end's certificate; absent: those of the system. */
  readonly caFile?: string | undefined
  readonly socketPath?: string | undefined
}

/** The connections to one back end, kept until its authority changes. */
export interface TrustedAgent {
  /** Throws SourceUnavailableError naming the file that cannot be read. */
  readonly get: () => Promise<Agent>
  readonly close: () => Promise<void>
}

const rereadMs = 10_000

/** The file is read again after ten seconds, so that an authority can be replaced while we run. */
export function createTrustedAgent({ source, caFile, socketPath }: AgentOptions): TrustedAgent {
  const connect = socketPath === undefined ? {} : { socketPath }
  if (caFile === undefined) {
    const agent = new Agent({ connect })
    return { get: () => Promise.resolve(agent), close: () => agent.destroy() }
  }
  let known: { readonly ca: string; readonly agent: Agent } | null = null
  let readAt = Number.NEGATIVE_INFINITY
  const read = async (): Promise<Agent> => {
    const ca = await readFile(caFile, 'utf8').catch((cause: unknown) => {
      throw new SourceUnavailableError(
        { source, failure: 'forbidden', cause },
        `The file ${caFile}, which the settings of the ${source} source name, cannot be read.`,
      )
    })
    readAt = Date.now()
    if (known?.ca === ca) return known.agent
    // What is under way on the old connections may end.
    void known?.agent.close()
    known = { ca, agent: new Agent({ connect: { ...connect, ca } }) }
    return known.agent
  }
  return {
    get: () =>
      known !== null && Date.now() - readAt < rereadMs ? Promise.resolve(known.agent) : read(),
    close: async () => {
      await known?.agent.destroy()
    },
  }
}
