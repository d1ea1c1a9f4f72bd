import type { MtlsModeName } from '#contract/catalog.ts'
import { t } from '../i18n/t.ts'

/** What servers take of their callers. */
export const mtlsWords = {
  strict: t('Strict'),
  permissive: t('Permissive'),
  disabled: t('Disabled'),
  mixed: t('Mixed'),
} as const satisfies Record<MtlsModeName, string>
