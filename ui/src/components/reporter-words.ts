import type { Reporter } from '#contract/traffic.ts'

export const reporterWords = {
  source: 'the caller’s proxy',
  destination: 'the proxy of the one that is called',
  waypoint: 'the waypoint on the way',
  mixed: 'different proxies, each edge by one of them',
} as const satisfies Record<Reporter, string>
