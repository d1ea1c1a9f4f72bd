import type { TextPart } from '#contract/metadata.ts'
import { t } from '../../../i18n/t.ts'

export const partWords = {
  labels: t('Labels'),
  annotations: t('Annotations'),
  podLabels: t('Labels of its pods'),
  podAnnotations: t('Annotations of its pods'),
} as const satisfies Record<TextPart, string>

/** What comes of a change beside the change itself; null: nothing. */
export const partEffects = {
  labels: null,
  annotations: null,
  podLabels: t('Its pods are made anew when these change.'),
  podAnnotations: t('Its pods are made anew when these change.'),
} as const satisfies Record<TextPart, string | null>
