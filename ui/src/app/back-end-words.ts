import type { BackEnd } from '#contract/status.ts'
import type { StateTone } from '../components/StateDot.tsx'
import { t } from '../i18n/t.ts'

export const backEndWords = {
  reached: { word: t('reached'), tone: 'good' },
  notReached: { word: t('not reached'), tone: 'bad' },
  connecting: { word: t('connecting'), tone: 'busy' },
  notConfigured: { word: t('not configured'), tone: 'quiet' },
} as const satisfies Record<BackEnd['state'], { word: string; tone: StateTone }>
