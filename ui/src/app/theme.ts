import { useEffect, useState, useSyncExternalStore } from 'react'
import { themes } from '../canvas/theme.ts'
import type { ThemeName } from './page.ts'

export const themePreferences = ['system', 'light', 'dark'] as const
export type ThemePreference = (typeof themePreferences)[number]

const storageKey = 'alidade.theme'

function readPreference(): ThemePreference {
  const stored = localStorage.getItem(storageKey)
  return themePreferences.find((name) => name === stored) ?? 'system'
}

const darkQuery = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')

function subscribeToSystem(listener: () => void): () => void {
  const query = darkQuery()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Health has the colours of the picture everywhere, so that a word and a line agree. */
function paint(theme: ThemeName): void {
  const { classList, dataset, style } = document.documentElement
  dataset['theme'] = theme
  classList.toggle('pf-v6-theme-dark', theme === 'dark')
  const { health, surface, paper, tcp } = themes[theme]
  for (const [status, color] of Object.entries(health))
    style.setProperty(`--al-health-${status}`, color)
  style.setProperty('--al-surface', surface)
  style.setProperty('--al-paper', paper)
  style.setProperty('--al-tcp', tcp)
}

export interface ThemeChoice {
  readonly preference: ThemePreference
  readonly theme: ThemeName
  readonly choose: (preference: ThemePreference) => void
}

export function useTheme(): ThemeChoice {
  const [preference, setPreference] = useState(readPreference)
  const systemIsDark = useSyncExternalStore(subscribeToSystem, () => darkQuery().matches)
  const theme = preference === 'system' ? (systemIsDark ? 'dark' : 'light') : preference
  useEffect(() => paint(theme), [theme])
  return {
    preference,
    theme,
    choose: (chosen) => {
      localStorage.setItem(storageKey, chosen)
      setPreference(chosen)
    },
  }
}
