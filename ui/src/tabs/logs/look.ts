import type { LogLine } from '#contract/logs.ts'
import type { LogView } from './url.ts'

export interface SourceParts {
  readonly namespace: string
  readonly pod: string
  readonly container: string
}

export function partsOf(source: string): SourceParts {
  const [namespace = '', pod = '', container = ''] = source.split('/')
  return { namespace, pod, container }
}

export const colours = 12

/** A colour for each pod, the same as long as no pod comes before it in the alphabet. */
export function colourByPod(pods: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...pods].sort().map((pod, index) => [pod, index % colours]))
}

/** What tells pods of one workload apart: `reviews-v1-6c59q4zcl-lcrjp` → `v1-…lcrjp`. */
export function shortPod(pod: string): string {
  const [, head = pod, tail] = /^(.*?)-[a-z0-9]{8,10}-([a-z0-9]{5})$/.exec(pod) ?? []
  return tail === undefined ? pod : `${head}-…${tail}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(timeZone: string | undefined): Intl.DateTimeFormat {
  const key = timeZone ?? ''
  const known = formats.get(key)
  if (known !== undefined) return known
  const options: Intl.DateTimeFormatOptions = {
    ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    ...{ second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' },
    ...(timeZone === undefined ? {} : { timeZone }),
  }
  const made = new Intl.DateTimeFormat('en-GB', options)
  formats.set(key, made)
  return made
}

/** `11-21 10:20:36.928` in the zone that was chosen; a zone that nobody knows is taken for UTC. */
export function timeText(
  at: number | null,
  zone: LogView['zone'],
  podZone: string | null,
): { readonly day: string; readonly time: string } {
  if (at === null) return { day: '', time: '–' }
  const parts = Object.fromEntries(
    zoned(zone, podZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const { month = '', day = '', hour = '', minute = '', second = '', fractionalSecond = '' } = parts
  return { day: `${month}-${day}`, time: `${hour}:${minute}:${second}.${fractionalSecond}` }
}

function zoned(zone: LogView['zone'], podZone: string | null): Intl.DateTimeFormat {
  if (zone === 'local') return formatFor(undefined)
  try {
    return formatFor(zone === 'pod' ? (podZone ?? 'UTC') : 'UTC')
  } catch {
    return formatFor('UTC')
  }
}

// Colours and movements of terminals: ESC [ … letter.
const terminalCodes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]{0,20}[A-Za-z]`, 'g')

/** The text as it is read: without the colours of terminals. */
export const plainText = (text: string): string =>
  text.includes('\u001b') ? text.replace(terminalCodes, '') : text

const longestJson = 100_000

/** The object that a line is; null when it is none. */
export function objectIn({
  text,
}: Pick<LogLine, 'text'>): Readonly<Record<string, unknown>> | null {
  if (!text.startsWith('{') || text.length > longestJson) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

const messageKeys = ['msg', 'message', 'event', 'error', 'err']

/** A JSON line folded to what it says: its message, and how many other fields there are. */
export function foldedJson(
  object: Readonly<Record<string, unknown>>,
): { readonly message: string; readonly others: number } | null {
  const key = messageKeys.find((name) => typeof object[name] === 'string')
  const message = key === undefined ? undefined : object[key]
  if (typeof message !== 'string') return null
  return { message, others: Object.keys(object).length - 1 }
}

/** `2026-11-21T… pod/container text`, a line each. */
export function writeLines(lines: readonly LogLine[]): string {
  return lines
    .map(({ at, source, text }) => {
      const { pod, container } = partsOf(source)
      return `${at === null ? '-' : new Date(at).toISOString()} ${pod}/${container} ${text}\n`
    })
    .join('')
}
