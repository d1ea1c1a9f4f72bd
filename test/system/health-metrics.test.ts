import { describe, expect, it } from 'vitest'
import { startConsoleOnLab } from '../support/console.ts'

describe('the health of the mesh at /metrics', () => {
  it.each([
    { desc: 'is there when it is asked for', args: ['--health-metrics'], isThere: true },
    { desc: 'is not there else', args: [], isThere: false },
  ])('$desc', async ({ args, isThere }) => {
    const running = await startConsoleOnLab({ args })
    try {
      const read = async (): Promise<readonly string[]> => {
        const text = await (await fetch(new URL('metrics', running.url))).text()
        expect(text).toMatch(/^alidade_graph_viewers 0$/m)
        return text.split('\n').filter((line) => line.startsWith('alidade_health_status{'))
      }
      const wanted = [
        'alidade_health_status{kind="workload",cluster="Kubernetes",namespace="bookinfo",name="productpage-v1"} 0',
        expect.stringMatching(
          /\{kind="namespace",cluster="Kubernetes",namespace="bookinfo",name="bookinfo"\} \d/,
        ),
      ]
      if (isThere) await expect.poll(read).toEqual(expect.arrayContaining(wanted))
      else expect(await read()).toEqual([])
    } finally {
      await running.close()
    }
  })
})
