import { describe, expect, it } from 'vitest'
import { endpoint } from '#contract/endpoint.ts'
import { z } from '#contract/setup.ts'
import { aRefusal } from '../../test-support/fake-api.ts'
import { Access } from './access.ts'
import { addressOf, ApiError, createClient, type Client } from './client.ts'

const getThing = endpoint({
  id: 'getThing',
  method: 'get',
  path: '/api/v1/things/:name',
  summary: 'A thing',
  params: z.object({ name: z.string() }),
  query: z.object({ size: z.number().optional(), color: z.string().optional() }),
  response: z.object({ weight: z.number() }),
})

function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

interface Sent {
  readonly client: Client
  readonly access: Access
  readonly requests: { url: string; headers: Headers }[]
}

function clientThatGets(answer: () => Response): Sent {
  const requests: Sent['requests'] = []
  const access = new Access(memoryStorage())
  const client = createClient({
    access,
    baseUri: 'http://host/mesh/',
    fetch: (input, init) => {
      requests.push({
        url: input instanceof Request ? input.url : String(input),
        headers: new Headers(init?.headers),
      })
      return new Promise((resolve) => resolve(answer()))
    },
  })
  return { client, access, requests }
}

const ask = { params: { name: 'a/b' }, query: { size: 3, color: undefined } }

describe('addressOf', () => {
  it.each([
    { baseUri: 'http://host/', expected: 'http://host/api/v1/things/a%2Fb?size=3' },
    { baseUri: 'http://host/mesh/', expected: 'http://host/mesh/api/v1/things/a%2Fb?size=3' },
  ])('is below $baseUri', ({ baseUri, expected }) => {
    expect(addressOf(getThing, ask, baseUri).href).toBe(expected)
  })
})

describe('call', () => {
  it('answers what the contract says', async () => {
    const { client, requests } = clientThatGets(() => Response.json({ weight: 2, new: true }))
    expect(await client.call(getThing, ask)).toEqual({ weight: 2 })
    expect(requests[0]?.url).toBe('http://host/mesh/api/v1/things/a%2Fb?size=3')
    expect(requests[0]?.headers.has('authorization')).toBe(false)
  })

  it('asks about a context with the token of that one', async () => {
    const { client, access, requests } = clientThatGets(() => Response.json({ weight: 2 }))
    const west = client.inContext('a/west')
    expect(client.inContext('a/west')).toBe(west)
    expect(west.inContext(null)).toBe(client)
    access.signIn('first')
    await west.call(getThing, ask)
    west.access.signIn('second')
    await west.call(getThing, ask)
    await client.call(getThing, ask)
    await west.call(endpoint({ ...getThing, isOfNoContext: true }), ask)
    expect(requests.map(({ url }) => new URL(url).searchParams.get('context'))).toEqual([
      ...['a/west', 'a/west', null, null],
    ])
    expect(requests.slice(0, 3).map(({ headers }) => headers.get('authorization'))).toEqual([
      ...[null, 'Bearer second', 'Bearer first'],
    ])
  })

  it('sends the token of this tab', async () => {
    const { client, access, requests } = clientThatGets(() => Response.json({ weight: 2 }))
    access.signIn('secret')
    await client.call(getThing, ask)
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer secret')
  })

  const refusal = {
    code: 'badRequest',
    message: 'No.',
    field: 'size',
    allowed: ['1'],
    requestId: 'r',
  }
  it.each([
    {
      desc: 'a refusal with its field',
      answer: () => aRefusal(400, refusal),
      expected: { code: 'badRequest', field: 'size', allowed: ['1'], requestId: 'r' },
    },
    {
      desc: 'an answer that is not in the contract',
      answer: () => Response.json({ weight: 'heavy' }),
      expected: { code: 'badAnswer' },
    },
    {
      desc: 'a page instead of JSON',
      answer: () => new Response('<html>'),
      expected: { code: 'badAnswer' },
    },
    {
      desc: "a proxy's 502",
      answer: () => new Response('<html>', { status: 502 }),
      expected: { code: 'network' },
    },
    {
      desc: "a proxy's 403",
      answer: () => new Response('no', { status: 403 }),
      expected: { code: 'forbidden' },
    },
    {
      desc: 'no answer',
      answer: () => {
        throw new TypeError('Failed to fetch')
      },
      expected: { code: 'network', message: 'The console does not answer.' },
    },
  ])('throws for $desc', async ({ answer, expected }) => {
    const { client } = clientThatGets(answer)
    const error: unknown = await client.call(getThing, ask).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject(expected)
  })

  it('says that a token is needed, and forgets it when one was entered', async () => {
    const { client, access } = clientThatGets(() =>
      aRefusal(401, { code: 'unauthenticated', message: 'Sign in.' }),
    )
    await client.call(getThing, ask).catch(() => undefined)
    expect(access.read()).toEqual({ token: null, refusal: 'Sign in.' })
    access.signIn('better')
    expect(access.read()).toEqual({ token: 'better', refusal: null })
  })

  it('does not blame a new token for what an older one was refused', () => {
    const access = new Access(memoryStorage())
    access.signIn('new')
    access.refuse('The token is not valid.', 'old')
    expect(access.read()).toEqual({ token: 'new', refusal: null })
  })
})
