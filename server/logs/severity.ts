import type { AccessSummary, LineSeverity } from '#contract/logs.ts'

const words: Readonly<Record<string, LineSeverity>> = {
  emerg: 'error',
  emergency: 'error',
  alert: 'error',
  panic: 'error',
  fatal: 'error',
  critical: 'error',
  crit: 'error',
  severe: 'error',
  error: 'error',
  err: 'error',
  e: 'error',
  f: 'error',
  warning: 'warn',
  warn: 'warn',
  w: 'warn',
  notice: 'info',
  information: 'info',
  info: 'info',
  inf: 'info',
  i: 'info',
  debug: 'debug',
  dbg: 'debug',
  fine: 'debug',
  trace: 'trace',
  trc: 'trace',
  finest: 'trace',
}

const searched = 400 // severity stands near the beginning

const named =
  /(?:^|[\s,{"'])(?:level|lvl|severity|loglevel|log\.level)["']?\s{0,3}[=:]\s{0,3}["']?([a-z]{1,11}|\d\d)\b/i
const klog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/
const bare =
  /(?:^|[\s[(|<"])(EMERG|EMERGENCY|PANIC|FATAL|CRITICAL|CRIT|SEVERE|ERROR|ERR|WARNING|WARN|NOTICE|INFO|DEBUG|DBG|TRACE)(?=[\s\])|>:",]|$)/
const bareSmall =
  /(?:^|\t|\[)(fatal|critical|error|warning|warn|notice|info|debug|trace)(?=\t|\]|:\s)/

/**
 * How heavy a line calls itself: by a field of JSON or of key=value, by klog's letter, by a word
 * among the first. Null when it does not say: many lines do not.
 */
export function readSeverity(text: string): LineSeverity | null {
  const head = text.length > searched ? text.slice(0, searched) : text
  const [, level] = named.exec(head) ?? []
  if (level !== undefined) return /\d/.test(level) ? ofNumber(Number(level)) : ofWord(level)
  const [, word] = klog.exec(head) ?? bare.exec(head) ?? bareSmall.exec(head) ?? []
  return word === undefined ? null : ofWord(word)
}

const ofWord = (word: string): LineSeverity | null => words[word.toLowerCase()] ?? null

/** As bunyan and pino number them: 10 trace … 60 fatal. */
function ofNumber(level: number): LineSeverity | null {
  if (level >= 50) return 'error'
  if (level >= 40) return 'warn'
  if (level >= 30) return 'info'
  return level >= 20 ? 'debug' : 'trace'
}

/** Of a request: 5xx and what never got an answer are errors, 4xx and other flags warnings. */
export function severityOfAccess({ status, flags, flagText }: AccessSummary): LineSeverity {
  if (status === null) return flags === null && flagText === null ? 'info' : 'error'
  if (status >= 500 || (status === 0 && flags !== null)) return 'error'
  return status >= 400 || flags !== null ? 'warn' : 'info'
}
