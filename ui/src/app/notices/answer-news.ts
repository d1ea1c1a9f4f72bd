import { z } from '#contract/setup.ts'
import { warningSchema, type Warning } from '#contract/warning.ts'
import type { Notices } from '../../api/notices.ts'
import { t } from '../../i18n/t.ts'
import { backEndKey, warningPrefix } from './status-news.ts'

const withWarnings = z.object({ warnings: z.array(warningSchema) })

/**
 * Tells what makes an answer less than whole. A back end that is known to be gone is told of once,
 * not for each answer that lacks it.
 */
export function tellAnswer(notices: Notices, context: string | null, answer: unknown): void {
  const parsed = withWarnings.safeParse(answer)
  if (!parsed.success) return
  for (const warning of parsed.data.warnings) {
    if (notices.find(backEndKey(context, warning.source))?.severity === 'danger') continue
    notices.tell({
      key: `${warningPrefix(context, warning.source)}${warning.layer ?? ''} ${warning.code}`,
      severity: 'warning',
      title: titleOf(warning),
      detail: warning.message,
      isToast: false,
    })
  }
}

const titles = {
  unavailable: t('A part of what is shown is missing'),
  timeout: t('A part of what is shown is missing'),
  refused: t('A part of what is shown is missing'),
  forbidden: t('A part of what is shown may not be read'),
  tooLarge: t('A part of what is shown is too large'),
  badAnswer: t('A part of what is shown cannot be read'),
  partial: t('A part of what is shown is not complete'),
  stale: t('A part of what is shown is old'),
  notDetected: t('Something was not found'),
  truncated: t('A part of what is shown is cut'),
} as const satisfies Record<Warning['code'], string>

const titleOf = ({ code, source }: Warning): string => `${titles[code]} (${source})`
