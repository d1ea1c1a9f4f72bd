import { describe, expect, it } from 'vitest'
import type { OpenedLog } from '../../server/seams/log-calls.ts'
import { useSourceOn, type StartedPod } from './source-on.ts'

/** A cluster with a pod that writes. */
export interface StartedLogs extends StartedPod {
  readonly container: string
  /** Resolves when another line is written. */
  readonly write: () => Promise<void>
}

const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d) /

/** What any Kubernetes API server owes to whoever reads logs through the source. */
export function describeLogCalls(name: string, start: () => Promise<StartedLogs>): void {
  describe(`logs of ${name}`, () => {
    const on = useSourceOn(start)

    const open = (more: object = {}, token = on().kube.adminToken): Promise<OpenedLog> => {
      const { kube, source } = on()
      const { namespace, pod, container } = kube
      const signal = new AbortController().signal
      const ask = { namespace, pod, container, ...more }
      return source.logs.open({ kind: 'token', token }, ask, signal)
    }
    const linesOf = async (opened: OpenedLog): Promise<string[]> => {
      if (opened.kind === 'refused') throw new Error(opened.message)
      let text = ''
      for await (const chunk of opened.bytes) text += String(chunk)
      return text.trimEnd().split('\n')
    }

    it('begins each line with its time', async () => {
      await on().kube.write()
      await expect.poll(async () => (await linesOf(await open())).length).toBeGreaterThan(1)
      for (const line of await linesOf(await open())) expect(line).toMatch(stamp)
    })

    it('gives the last lines alone when asked to', async () => {
      const last = await linesOf(await open({ tailLines: 1 }))
      expect(last).toHaveLength(1)
      expect(await linesOf(await open({ sinceMs: 0 }))).toEqual(expect.arrayContaining(last))
    })

    it('gives nothing from a time on when nothing was written since', async () => {
      expect(await linesOf(await open({ sinceMs: Date.now() + 3_600_000 }))).toEqual([''])
    })

    it('goes on with what is written, until it is hung up', async () => {
      // API servers say nothing, not even that it is open, before there is a first line.
      const opening = open({ follow: true, tailLines: 0 })
      let text = ''
      const listening = opening.then((opened) => {
        if (opened.kind === 'open') opened.bytes.on('data', (chunk) => (text += String(chunk)))
      })
      await expect
        .poll(async () => {
          await on().kube.write()
          return text
        })
        .toMatch(stamp)
      await listening
      const opened = await opening
      if (opened.kind === 'refused') throw new Error(opened.message)
      opened.bytes.destroy()
      await expect.poll(() => opened.bytes.closed).toBe(true)
    })

    it.each([
      { desc: 'a pod that is not there', more: { pod: 'nowhere' }, reason: 'podGone' },
      {
        desc: 'a container that is not there',
        more: { container: 'nothing' },
        reason: 'noContainer',
      },
    ])('refuses $desc', async ({ more, reason }) => {
      expect(await open(more)).toMatchObject({ kind: 'refused', reason })
    })

    it('says to whom a right is missing which one', async () => {
      expect(await open({}, on().kube.nobodysToken)).toEqual({
        kind: 'refused',
        reason: 'forbidden',
        message: `You may not read logs in ${on().kube.namespace}: that needs the verb get on the resource pods/log in that namespace, by a Role or ClusterRole.`,
      })
    })

    it('does not take a token that nobody has', async () => {
      await expect(open({}, 'no-such-token')).rejects.toMatchObject({ code: 'unauthenticated' })
    })
  })
}
