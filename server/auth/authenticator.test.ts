import { describe, expect, it } from 'vitest'
import { noCalls } from '../../test/support/cluster.ts'
import { AppError } from '../errors.ts'
import type { Inventory } from '../seams/inventory.ts'
import type { AccessQuestion, ClusterSource } from '../seams/source.ts'
import { createAuthenticator, viewerKey } from './authenticator.ts'

const inventory: Inventory = {
  cluster: 'east',
  revision: 1,
  namespaces: ['bookinfo', 'travel', 'secret'].map((name) => ({
    name,
    namespace: '',
    labels: {},
    annotations: {},
  })),
  workloads: [],
  services: [],
  pods: [],
  endpoints: [],
  config: new Map(),
  unreadable: [],
}

/** A cluster where the token is `<user>:<namespace>,…` or `<user>:*`. */
function aCluster(asked: AccessQuestion[][] = []): ClusterSource {
  const rights = (token: string): { user: string; namespaces: string[] } => {
    const [user = '', namespaces = ''] = token.split('/')
    return { user, namespaces: namespaces.split('+') }
  }
  return {
    id: 'cluster:east',
    cluster: 'east',
    status: () => {
      throw new Error('not asked here')
    },
    close: () => Promise.resolve(),
    inventory: () => inventory,
    ready: () => Promise.resolve(),
    onChange: () => () => undefined,
    logs: {
      open: () => Promise.reject(new Error('not asked here')),
      configMap: () => Promise.resolve(null),
    },
    proxies: { ask: () => Promise.reject(new Error('not asked here')) },
    whoIs: (identity) => {
      if (identity.kind === 'anonymous') return Promise.resolve({ user: null })
      if (identity.token === 'bad') throw new AppError('unauthenticated', 'The token is not valid.')
      return Promise.resolve({ user: rights(identity.token).user })
    },
    calls: noCalls,
    mayThey: (identity, questions) => {
      asked.push([...questions])
      const namespaces = identity.kind === 'token' ? rights(identity.token).namespaces : []
      return Promise.resolve(
        questions.map(
          ({ namespace }) =>
            namespaces.includes(namespace === '' ? '~' : namespace) || namespaces.includes('~'),
        ),
      )
    },
  }
}

describe('authenticate', () => {
  it("lets everybody read with the server's own rights when told so", async () => {
    const authenticator = createAuthenticator({ mode: 'anonymous', clusters: [aCluster()] })
    expect(await authenticator.authenticate(undefined)).toEqual({
      identity: { kind: 'anonymous' },
      viewer: { user: null, sees: 'all' },
    })
  })

  it.each([
    { desc: 'nothing', header: undefined },
    { desc: 'another scheme', header: 'Basic abc' },
    { desc: 'an empty token', header: 'Bearer ' },
    { desc: 'a token that the cluster refuses', header: 'Bearer bad' },
  ])('asks for a token when there is $desc', async ({ header }) => {
    const authenticator = createAuthenticator({ mode: 'token', clusters: [aCluster()] })
    await expect(authenticator.authenticate(header)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })

  it.each([
    { desc: 'all', token: 'ann/~', sees: 'all' },
    { desc: 'two', token: 'bob/bookinfo+travel', sees: ['east/bookinfo', 'east/travel'] },
    { desc: 'none', token: 'eve/', sees: [] },
  ])('lets a user see $desc of the namespaces', async ({ token, sees }) => {
    const authenticator = createAuthenticator({ mode: 'token', clusters: [aCluster()] })
    const { viewer } = await authenticator.authenticate(`Bearer ${token}`)
    expect(viewer.sees === 'all' ? 'all' : [...viewer.sees]).toEqual(sees)
    expect(viewer.user).toBe(token.split('/')[0])
  })

  it('asks the cluster once for many requests of one token', async () => {
    const asked: AccessQuestion[][] = []
    const authenticator = createAuthenticator({ mode: 'token', clusters: [aCluster(asked)] })
    await Promise.all([1, 2, 3].map(() => authenticator.authenticate('Bearer ann/~')))
    expect(asked).toEqual([[{ verb: 'list', group: '', resource: 'pods', namespace: '' }]])
  })
})

describe('viewerKey', () => {
  it('is the same for the same sight, whatever the order', () => {
    const one = viewerKey({ user: 'a', sees: new Set(['x/1', 'x/2']) })
    expect(viewerKey({ user: 'b', sees: new Set(['x/2', 'x/1']) })).toBe(one)
    expect(viewerKey({ user: 'a', sees: 'all' })).not.toBe(one)
  })
})
