import type { HealthStatus } from '#contract/health.ts'
import type { CanvasThemeName } from './canvas-props.ts'

export interface CanvasTheme {
  readonly surface: string
  /** Of nodes and cards. */
  readonly paper: string
  /** Of nodes whose namespace is not selected. */
  readonly outside: string
  readonly boxFills: { readonly cluster: string; readonly namespace: string; readonly app: string }
  readonly boxLine: string
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly shadow: string
  readonly idle: string
  readonly tcp: string
  readonly select: string
  readonly find: string
  readonly focus: string
  readonly trace: string
  readonly health: Record<HealthStatus, string>
  /** The same, quieter: many healthy lines must not outshout one that is not. */
  readonly edge: Record<HealthStatus, string>
  readonly onHealth: string
}

/** Status colours stand out at 3:1 or more from paper and surface, text at 4.5:1 or more. */
export const themes = {
  light: {
    surface: '#f6f7f9',
    paper: '#ffffff',
    outside: '#e4e8ee',
    boxFills: { cluster: '#eceff3', namespace: '#fbfcfd', app: '#f1f4f8' },
    boxLine: '#cfd6df',
    text: '#1c2430',
    muted: '#5d6878',
    line: '#b9c2ce',
    shadow: 'rgba(24, 34, 51, 0.10)',
    idle: '#98a2b0',
    tcp: '#2f6fdb',
    select: '#2563eb',
    find: '#d99a00',
    focus: '#2563eb',
    trace: '#8b44d8',
    health: {
      failure: '#cf222e',
      degraded: '#c26a00',
      notReady: '#7a5bd0',
      healthy: '#23915a',
      none: '#8a94a3',
    },
    edge: {
      failure: '#d6303b',
      degraded: '#d98a1c',
      notReady: '#9a83da',
      healthy: '#6cb592',
      none: '#98a2b0',
    },
    onHealth: '#ffffff',
  },
  dark: {
    surface: '#14171c',
    paper: '#20252c',
    outside: '#2e353f',
    boxFills: { cluster: '#181c22', namespace: '#1a1e25', app: '#232932' },
    boxLine: '#353d49',
    text: '#e8ebf0',
    muted: '#9ba6b5',
    line: '#454f5d',
    shadow: 'rgba(0, 0, 0, 0.35)',
    idle: '#6d7785',
    tcp: '#6aa2ff',
    select: '#6ea8ff',
    find: '#f2c14b',
    focus: '#6ea8ff',
    trace: '#c08bff',
    health: {
      failure: '#ff6b70',
      degraded: '#f0a63a',
      notReady: '#ab95f5',
      healthy: '#4cc38a',
      none: '#7d8897',
    },
    edge: {
      failure: '#f5565d',
      degraded: '#dd9530',
      notReady: '#8f7ad6',
      healthy: '#3c8f68',
      none: '#6d7785',
    },
    onHealth: '#14171c',
  },
} as const satisfies Record<CanvasThemeName, CanvasTheme>

export const fontFamily =
  '"Red Hat Text", RedHatText, Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'
