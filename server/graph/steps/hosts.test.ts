import { describe, expect, it } from 'vitest'
import { someFacts } from '../../../test/support/mesh.ts'
import type { ExternalService } from '../../seams/mesh.ts'
import { findExternal, hostTableOf, isBareAddress, readClusterHost } from './hosts.ts'

const entry = (name: string, hosts: readonly string[], more: Partial<ExternalService> = {}) => ({
  namespace: 'egress',
  name,
  hosts,
  isInside: false,
  visibleTo: ['*'],
  marks: [],
  effects: [],
  ...more,
})

describe('findExternal', () => {
  const table = hostTableOf(
    someFacts({
      externalServices: [
        entry('stripe', ['api.stripe.com']),
        entry('aws', ['*.amazonaws.com']),
        entry('s3', ['*.s3.amazonaws.com']),
        entry('private', ['bank.example.com'], { visibleTo: ['payments'] }),
        entry('both', ['shared.example.com']),
        entry('own', ['shared.example.com'], { namespace: 'shop', visibleTo: ['shop'] }),
        entry('vm', ['ledger.prod.internal'], { isInside: true }),
      ],
    }),
  )
  it.each([
    { desc: 'an exact host', host: 'api.stripe.com', from: 'shop', expected: 'stripe' },
    { desc: 'a wildcard', host: 'sqs.amazonaws.com', from: 'shop', expected: 'aws' },
    { desc: 'the longest wildcard', host: 'a.s3.amazonaws.com', from: 'shop', expected: 's3' },
    {
      desc: 'not the bare domain of a wildcard',
      host: 'amazonaws.com',
      from: 'shop',
      expected: undefined,
    },
    { desc: 'one exported here', host: 'bank.example.com', from: 'payments', expected: 'private' },
    {
      desc: 'not one exported elsewhere',
      host: 'bank.example.com',
      from: 'shop',
      expected: undefined,
    },
    {
      desc: 'not a private one for an unknown caller',
      host: 'bank.example.com',
      from: null,
      expected: undefined,
    },
    {
      desc: "the caller's own among equals",
      host: 'shared.example.com',
      from: 'shop',
      expected: 'own',
    },
    { desc: 'else the first', host: 'shared.example.com', from: 'payments', expected: 'both' },
    { desc: 'the short name of one inside', host: 'ledger', from: 'shop', expected: 'vm' },
    { desc: 'no short name of one outside', host: 'api', from: 'shop', expected: undefined },
    {
      desc: 'nothing for a host too long to be one',
      host: 'a.'.repeat(200),
      from: 'shop',
      expected: undefined,
    },
  ])('finds $desc', ({ host, from, expected }) => {
    expect(findExternal(table, host, from)?.name).toBe(expected)
  })

  it('lets a bare wildcard cover everything', () => {
    const all = hostTableOf(someFacts({ externalServices: [entry('any', ['*'])] }))
    expect(findExternal(all, 'example.org', null)?.name).toBe('any')
  })
})

describe('isBareAddress', () => {
  it.each([
    ['10.0.0.7', true],
    ['10.0.0.7:8080', true],
    ['fd00::1', true],
    ['[fd00::1]:80', true],
    ['reviews', false],
    ['api.example.com', false],
    ['1.2.3.4.nip.io', false],
  ])('%s: %s', (host, expected) => {
    expect(isBareAddress(host)).toBe(expected)
  })
})

describe('readClusterHost', () => {
  it.each([
    ['reviews.bookinfo.svc.cluster.local', { name: 'reviews', namespace: 'bookinfo' }],
    ['reviews.bookinfo.svc', { name: 'reviews', namespace: 'bookinfo' }],
    ['reviews.bookinfo', null],
    ['api.svc.example.com', null],
  ])('%s', (host, expected) => {
    expect(readClusterHost(host)).toEqual(expected)
  })
})
