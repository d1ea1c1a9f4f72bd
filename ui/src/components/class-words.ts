import type { ResponseClass } from '#contract/traffic.ts'
import { t } from '../i18n/t.ts'

/** How a class of responses is called where there is room, and in a narrow column. */
export const classWords = {
  ok: { word: 'OK', short: 'OK' },
  redirect: { word: t('Redirect (3xx)'), short: '3xx' },
  clientError: { word: t('Client error (4xx)'), short: '4xx' },
  serverError: { word: t('Server error (5xx)'), short: '5xx' },
  grpcError: { word: t('gRPC error (1–16)'), short: t('gRPC error') },
  noResponse: { word: t('No response'), short: t('No response') },
  clientClosed: { word: t('Client hung up'), short: t('Hung up') },
} as const satisfies Record<ResponseClass, { word: string; short: string }>
