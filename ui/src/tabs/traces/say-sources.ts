import type { TraceLines } from '#contract/trace-lines.ts'
import { t } from '../../i18n/t.ts'

const namesShown = 5

/** What could not be read of the logs of a trace, in words; each thing once. */
export function saySources(found: Omit<TraceLines, 'lines'>): readonly string[] {
  const { sources, gone, leftOut, hasMore, warnings } = found
  const told = sources.flatMap(({ state, message }) =>
    message !== null && state !== 'waiting' && state !== 'ended' ? [message] : [],
  )
  const isPart = sources.some(({ isWhole }) => !isWhole)
  return [
    ...new Set([
      ...told,
      ...(gone.length === 0 ? [] : [sayGone(gone)]),
      ...(leftOut === 0
        ? []
        : [t('{{count}} containers are not read: too many took part.', { count: leftOut })]),
      ...(isPart ? [t('Some logs were not read to their end.')] : []),
      ...(hasMore && !isPart ? [t('There are older lines that are not shown.')] : []),
      ...warnings.map(({ message }) => message),
    ]),
  ]
}

function sayGone(gone: TraceLines['gone']): string {
  const names = gone.slice(0, namesShown).map(({ namespace, pod }) => `${namespace}/${pod}`)
  const more = gone.length - names.length
  return t('Pods that took part are not there any more, and their logs neither: {{names}}', {
    names: [...names, ...(more > 0 ? [t('{{amount}} more', { amount: more })] : [])].join(', '),
  })
}
