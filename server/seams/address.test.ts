import { describe, expect, it } from 'vitest'
import { displayAddress, isLoopback, joinAddress, sayDuration } from './address.ts'

describe('addresses', () => {
  it.each([
    { url: 'http://prometheus:9090', shown: 'http://prometheus:9090' },
    { url: 'http://prometheus:9090/', shown: 'http://prometheus:9090' },
    { url: 'https://me:secret@store.example/prom/', shown: 'https://store.example/prom' },
    { url: 'https://store.example/api?token=secret#x', shown: 'https://store.example/api' },
    { url: 'http://[::1]:9090', shown: 'http://[::1]:9090' },
    { url: 'me:secret@nowhere', shown: '(an address that is none)' },
    { url: 'token-secret', shown: '(an address that is none)' },
  ])('shows $url as $shown', ({ url, shown }) => {
    expect(displayAddress(url)).toBe(shown)
  })

  it.each([
    { base: 'http://a:1', path: '/api/v1/query', joined: 'http://a:1/api/v1/query' },
    { base: 'http://a:1/', path: '/api', joined: 'http://a:1/api' },
    { base: 'http://a:1/prom/', path: '/api', joined: 'http://a:1/prom/api' },
    { base: 'http://me:x@a:1/prom?q=1', path: '/api', joined: 'http://a:1/prom/api' },
  ])('puts $path under $base', ({ base, path, joined }) => {
    expect(joinAddress(base, path)).toBe(joined)
  })

  it.each([
    { url: 'http://localhost:1', expected: true },
    { url: 'http://127.0.0.53', expected: true },
    { url: 'http://[::1]:1', expected: true },
    { url: 'http://127.example.org', expected: false },
    { url: 'http://10.0.0.1', expected: false },
  ])('knows whether $url is this machine: $expected', ({ url, expected }) => {
    expect(isLoopback(url)).toBe(expected)
  })

  it('says durations in seconds', () => {
    expect([200, 5000, 1240].map(sayDuration)).toEqual(['0.2 s', '5 s', '1.2 s'])
  })
})
