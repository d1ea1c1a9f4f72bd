import type { Warning } from '#contract/warning.ts'
import type { Viewer } from './identity.ts'

const restOfSentence = {
  unavailable: 'cannot be reached, or cannot answer',
  timeout: 'did not answer in time',
  refused: 'refused the question',
  forbidden: 'does not accept the credentials of the console',
  tooLarge: 'has a larger answer than the console reads',
  badAnswer: 'gave an answer that cannot be read',
  partial: 'answered, but not from all of its parts',
  stale: 'has only older numbers',
  notDetected: 'was not found',
  truncated: 'gave only a part of its answer',
} as const satisfies Record<Warning['code'], string>

/**
 * A warning as this viewer may read it. What a back end said of its failure names services,
 * namespaces and files, as its address does: only those who see all namespaces are told that.
 *
 * @see docs/decisions/0002-who-may-see-what.md
 */
export function tellWarning(warning: Warning, { sees }: Viewer): Warning {
  if (sees === 'all') return warning
  const { source, code } = warning
  const message = `${nameOf(source)} ${restOfSentence[code]}. Those who see all namespaces are told more.`
  return { ...warning, message }
}

function nameOf(source: string): string {
  if (source === 'metrics') return 'The metric store'
  if (source === 'tracing') return 'The trace store'
  return source.startsWith('cluster:') ? 'The API server of the cluster' : 'A back end'
}
