import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useContextSearch } from '../../../components/context-search.ts'
import { t } from '../../../i18n/t.ts'
import { writeView } from '../../../tabs/traces/url.ts'
import type { TraceOverlay } from './use-trace-overlay.ts'

/** To the explorer, at the span that is looked at. */
export function OpenTrace(props: {
  readonly shown: Extract<TraceOverlay, { state: 'there' }>
  readonly children?: ReactNode
}): ReactNode {
  const { trace, chosen } = props.shown
  const search = writeView(new URLSearchParams(useContextSearch()), {
    trace: trace.traceId,
    span: chosen?.call.spanId ?? null,
  })
  return (
    <>
      <Link to={{ pathname: '/traces', search: search.toString() }}>
        {props.children ?? t('Open the trace')}
      </Link>
      {props.children === undefined &&
        trace.storeUrl !== null &&
        !trace.traceId.startsWith('upload-') && (
          <a href={trace.storeUrl} target="_blank" rel="noreferrer">
            {t('In the trace store')}
          </a>
        )}
    </>
  )
}
