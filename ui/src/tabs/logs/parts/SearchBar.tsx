import { SearchInput } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useTyped } from '../../../components/use-typed.ts'
import { t } from '../../../i18n/t.ts'
import type { Finder } from '../hits.ts'
import type { ViewInAddress } from '../use-logs.ts'
import type { Hits } from './use-hits.ts'

export interface SearchBarProps {
  readonly address: ViewInAddress
  readonly finder: Finder
  readonly hits: Hits
  readonly at: number // index of the line with the cursor; -1: none
  readonly onHop: (step: 1 | -1) => void
}

/** Searches in what is shown: hits are marked, Enter and Shift+Enter go from one to the next. */
export function SearchBar({ address, finder, hits, at, onHop }: SearchBarProps): ReactNode {
  const { view, change } = address
  const [typed, setTyped] = useTyped(view.find, (find) => change({ find }))
  const place = hits.at.indexOf(at)
  const count =
    view.find === '' ? undefined : `${place === -1 ? '–' : place + 1} / ${hits.at.length}`
  return (
    <div className="al-logs-search">
      <SearchInput
        aria-label={t('Search in the lines')}
        placeholder={t('Search in these lines')}
        value={typed}
        {...(count === undefined ? {} : { resultsCount: count })}
        onChange={(_, value) => setTyped(value)}
        onClear={() => setTyped('')}
        onNextClick={() => onHop(1)}
        onPreviousClick={() => onHop(-1)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (typed !== view.find) change({ find: typed })
          onHop(event.shiftKey ? -1 : 1)
        }}
      />
      {finder.kind === 'wrong' && (
        <span className="al-bad" role="alert">
          {finder.message}
        </span>
      )}
    </div>
  )
}
