import { createServer, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPieces } from './read-pieces.ts'

const most = 1024 * 1024

async function lengthOf(request: IncomingMessage): Promise<number> {
  let length = 0
  for await (const piece of readPieces(request, most)) length += piece.length
  return length
}

const server = createServer((request, response) => {
  lengthOf(request).then(
    (length) => response.end(String(length)),
    (error: unknown) => response.end(error instanceof Error ? error.message : ''),
  )
})
let url = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address !== null && typeof address === 'object') url = `http://127.0.0.1:${address.port}/`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

it.each([
  { desc: 'whole', bytes: most, headers: {}, answer: String(most) },
  {
    desc: 'up to what the console reads, and tells the sender',
    ...{ bytes: 8 * most, headers: {}, answer: 'The file is larger than the console reads: 1 MB.' },
  },
  {
    desc: 'only as it is',
    ...{ bytes: 10, headers: { 'content-encoding': 'gzip' } },
    answer: 'Send the file as it is, not compressed.',
  },
])('what is sent is read $desc', async ({ bytes, headers, answer }) => {
  const body = 'x'.repeat(bytes)
  expect(await (await fetch(url, { method: 'POST', body, headers })).text()).toBe(answer)
})
