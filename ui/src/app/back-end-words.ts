import type { BackEnd } from '#contract/status.ts'
import type { StateTone } from '../components/StateDot.tsx'

export const backEndWords = {
  reached: { word: 'reached', tone: 'good' },
  notReached: { word: 'not reached', tone: 'bad' },
  connecting: { word: 'connecting', tone: 'busy' },
  notConfigured: { word: 'not configured', tone: 'quiet' },
} as const satisfies Record<BackEnd['state'], { word: string; tone: StateTone }>
