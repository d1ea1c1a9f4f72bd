import { SearchInput } from '@patternfly/react-core'
import type { KeyboardEvent, ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'

export interface FindInTraceProps {
  readonly text: string
  readonly found: readonly number[]
  readonly chosen: number
  readonly onText: (text: string) => void
  readonly onChoose: (span: number) => void
}

/** Finds spans by service, operation, workload or pod; Enter goes from one to the next. */
export function FindInTrace({
  text,
  found,
  chosen,
  onText,
  onChoose,
}: FindInTraceProps): ReactNode {
  const at = found.indexOf(chosen)
  const go = (step: 1 | -1): void => {
    const next = found.at((at < 0 && step < 0 ? 0 : at + step) % Math.max(1, found.length))
    if (next !== undefined) onChoose(next)
  }
  return (
    <SearchInput
      aria-label={t('Find in the trace')}
      placeholder={t('Find a span')}
      value={text}
      onChange={(_, value) => onText(value)}
      onClear={() => onText('')}
      onNextClick={() => go(1)}
      onPreviousClick={() => go(-1)}
      {...(text === '' ? {} : { resultsCount: `${at + 1} / ${found.length}` })}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
      }}
      className="al-trace-find"
    />
  )
}
