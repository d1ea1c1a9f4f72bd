import { describe, expect, it } from 'vitest'
import { isForBrowsers, jaegerSearchUrl } from './jaeger-link.ts'

describe('links into Jaeger', () => {
  it('carry service, tags and times in microseconds', () => {
    const url = jaegerSearchUrl('https://jaeger.example/jaeger/', {
      service: 'cart.shop',
      fromMs: 1_763_700_000_000,
      toMs: 1_763_700_060_000,
      tags: { 'http.status_code': '503', error: 'true' },
    })
    const { origin, pathname, searchParams } = new URL(url)
    expect(origin + pathname).toBe('https://jaeger.example/jaeger/search')
    expect(Object.fromEntries(searchParams)).toEqual({
      service: 'cart.shop',
      start: '1763700000000000',
      end: '1763700060000000',
      lookback: 'custom',
      limit: '20',
      tags: '{"http.status_code":"503","error":"true"}',
    })
  })

  it('leave user and password out', () => {
    const ask = { service: 'a', fromMs: 0, toMs: 1, tags: {} }
    expect(jaegerSearchUrl('http://me:secret@jaeger.example', ask)).not.toContain('secret')
  })

  it.each([
    { url: 'http://localhost:16686', expected: true },
    { url: 'http://127.0.0.1:16686', expected: true },
    { url: 'https://jaeger.example.org', expected: true },
    { url: 'http://tracing.mesh.svc:80', expected: false },
    { url: 'http://tracing.mesh.svc.cluster.local', expected: false },
    { url: 'http://jaeger:16686', expected: false },
  ])('go to $url: $expected', ({ url, expected }) => {
    expect(isForBrowsers(url)).toBe(expected)
  })
})
