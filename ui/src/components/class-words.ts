import type { ResponseClass } from '#contract/traffic.ts'

/** How a class of responses is called where there is room, and in a narrow column. */
export const classWords = {
  ok: { word: 'OK', short: 'OK' },
  redirect: { word: 'Redirect (3xx)', short: '3xx' },
  clientError: { word: 'Client error (4xx)', short: '4xx' },
  serverError: { word: 'Server error (5xx)', short: '5xx' },
  grpcError: { word: 'gRPC error (1–16)', short: 'gRPC error' },
  noResponse: { word: 'No response', short: 'No response' },
  clientClosed: { word: 'Client hung up', short: 'Hung up' },
} as const satisfies Record<ResponseClass, { word: string; short: string }>
