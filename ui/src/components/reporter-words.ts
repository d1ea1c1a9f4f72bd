import type { Reporter } from '#contract/traffic.ts'
import { t } from '../i18n/t.ts'

export const reporterWords = {
  source: t('the caller’s proxy'),
  destination: t('the proxy of the one that is called'),
  waypoint: t('the waypoint on the way'),
  mixed: t('different proxies, each edge by one of them'),
} as const satisfies Record<Reporter, string>
