import { isIP } from 'node:net'

/** An address for people and logs: without user, password, query and fragment. */
export function displayAddress(url: string): string {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.host === '') return '(an address that is none)'
  const path = parsed.pathname.replace(/\/+$/, '')
  return `${parsed.protocol}//${parsed.host}${path}`
}

/**
 * A path of an API under a base address, which may have a path of its own. Leaves user and password
 * out: they go by headers.
 */
export function joinAddress(base: string, path: string): string {
  const url = new URL(base)
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}${path}`
}

/** Whether the address is this machine: its answers cost no bandwidth, only CPU. */
export function isLoopback(url: string): boolean {
  const host = URL.parse(url)?.hostname.replace(/^\[|\]$/g, '') ?? ''
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** `5 s`, `0.2 s`: how long somebody waited. */
export function sayDuration(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`
}
