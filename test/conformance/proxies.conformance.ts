import { describe, expect, it } from 'vitest'
import type { ProxyAnswer, ProxyAsk } from '../../server/seams/proxy-calls.ts'
import type { ClusterSource } from '../../server/seams/source.ts'
import { useSourceOn, type StartedPod } from './source-on.ts'

export interface AskedText {
  readonly answer: ProxyAnswer
  readonly text: string
}

/** Asks a port of a pod through a source of the cluster, and puts the pieces together. */
export async function askText(
  source: ClusterSource,
  token: string,
  ask: Pick<ProxyAsk, 'namespace' | 'pod' | 'path'> & Partial<ProxyAsk>,
): Promise<AskedText> {
  const pieces: Uint8Array[] = []
  const answer = await source.proxies.ask(
    { kind: 'token', token },
    { port: 15_000, method: 'GET', maxBytes: 50_000_000, deadlineMs: 30_000, ...ask },
    {
      take: (piece) => void pieces.push(piece),
      signal: new AbortController().signal,
    },
  )
  return { answer, text: Buffer.concat(pieces).toString('utf8') }
}

/**
 * What any API server owes to whoever speaks with a proxy through it. The pod that is started has a
 * proxy that answers on port 15000 of the pod.
 */
export function describeProxyCalls(name: string, start: () => Promise<StartedPod>): void {
  describe(`proxies of ${name}`, () => {
    const on = useSourceOn(start)
    const ask = (path: string, more: Partial<ProxyAsk> = {}, token = on().kube.adminToken) => {
      const { kube, source } = on()
      const { namespace, pod } = kube
      return askText(source, token, { namespace, pod, path, ...more })
    }

    it('hands on what the proxy answers, piece by piece', async () => {
      const { answer, text } = await ask('/server_info')
      const bytes = Buffer.byteLength(text)
      expect(answer).toMatchObject({ kind: 'answered', httpStatus: 200, bytes })
      expect(JSON.parse(text)).toMatchObject({ state: 'LIVE' })
      const dump: unknown = JSON.parse((await ask('/config_dump?include_eds')).text)
      expect(dump).toHaveProperty('configs')
    })

    it('sends what changes something by POST', async () => {
      const { answer, text } = await ask('/logging?level=info', { method: 'POST' })
      expect(answer).toMatchObject({ kind: 'answered', httpStatus: 200 })
      expect(text).toMatch(/^active loggers:\n(?: +[\w.-]+: info\n)+/)
    })

    it('tells the status of what is not there, and hands nothing on', async () => {
      const { answer, text } = await ask('/nothing')
      expect(answer).toMatchObject({ kind: 'answered', httpStatus: 404 })
      expect(text).toBe('')
    })

    it.each([
      { desc: 'a pod that is not there', more: { pod: 'nowhere' }, reason: 'podGone' },
      { desc: 'a port on which nobody listens', more: { port: 15_999 }, reason: 'notListening' },
    ])('says that it is $desc', async ({ more, reason }) => {
      expect((await ask('/server_info', more)).answer).toMatchObject({ kind: 'refused', reason })
    })

    it('says which right to forward ports is missing', async () => {
      expect((await ask('/server_info', {}, on().kube.nobodysToken)).answer).toEqual({
        kind: 'refused',
        reason: 'forbidden',
        message: `You may not look inside proxies in ${on().kube.namespace}: that needs the verbs get and create on the resource pods/portforward in that namespace, by a Role or ClusterRole.`,
      })
    })

    it('forwards nothing for a token that nobody has', async () => {
      await expect(ask('/server_info', {}, 'no-such-token')).rejects.toMatchObject({
        code: 'unauthenticated',
      })
    })

    it('stops reading an answer that is too large', async () => {
      await expect(ask('/config_dump', { maxBytes: 100 })).rejects.toMatchObject({
        failure: 'tooLarge',
      })
    })

    it('hangs up when it is called off', async () => {
      const { kube, source } = on()
      const { namespace, pod, adminToken: token } = kube
      const hangUp = new AbortController()
      const request = { namespace, pod, port: 15_000, method: 'GET', path: '/config_dump' } as const
      const asked = source.proxies.ask(
        { kind: 'token', token },
        { ...request, maxBytes: 50_000_000, deadlineMs: 30_000 },
        { take: () => hangUp.abort(), signal: hangUp.signal },
      )
      await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    })
  })
}
