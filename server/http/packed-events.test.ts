import { once } from 'node:events'
import { createGunzip } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { packedHead, packEvent } from './packed-events.ts'

describe('packed events', () => {
  it('can each be read when it is there, in any order and again', async () => {
    const texts = [
      'data: one\n\n',
      `data: ${'a long one, '.repeat(100_000)}\n\n`,
      'data: three\n\n',
    ]
    const packed = await Promise.all(texts.map((text) => packEvent(Buffer.from(text))))
    const reader = createGunzip()
    let read = ''
    reader.on('data', (chunk: Buffer) => (read += chunk.toString()))
    reader.write(packedHead)
    let expected = ''
    for (const index of [0, 1, 2, 1, 0]) {
      expected += texts[index] ?? ''
      reader.write(packed[index])
      while (read.length < expected.length) await once(reader, 'data')
      expect(read === expected, `after event ${index}`).toBe(true)
    }
    reader.destroy()
  })

  it('are small where the same words come again', async () => {
    const message = Buffer.from(
      JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id, kind: 'workload' }))),
    )
    expect((await packEvent(message)).length).toBeLessThan(message.length / 4)
  })
})
