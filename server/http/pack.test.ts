import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { pack } from './pack.ts'

it.each([
  ['nothing', 0],
  ['a little', 5],
  ['one piece to its end', 512 * 1024],
  ['a byte more', 512 * 1024 + 1],
  ['several pieces', 3_000_000],
])('packs %s as gzip reads it', async (_, length) => {
  const bytes = Buffer.from(Array.from({ length }, (_unused, index) => (index * index) % 251))
  const packed = await pack(bytes)
  // Checks length and sum as well.
  expect(gunzipSync(packed).equals(bytes)).toBe(true)
})
