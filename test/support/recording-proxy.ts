import { passOn, serveHere, type HttpHere } from './http-here.ts'

export interface RecordingProxy extends HttpHere {
  /** `GET /api/v1/pods` of everything that went through, in order, without queries. */
  readonly requests: () => readonly string[]
  /** How many are being answered just now. */
  readonly open: () => number
}

/** A way to `target` that keeps a list of what was asked there. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const seen: string[] = []
  let open = 0
  const here = await serveHere((incoming, outgoing) => {
    const to = new URL(incoming.url ?? '/', target)
    seen.push(`${incoming.method ?? ''} ${to.pathname}`)
    open += 1
    outgoing.on('close', () => (open -= 1))
    passOn(incoming, outgoing, to)
  })
  return { ...here, requests: () => [...seen], open: () => open }
}
