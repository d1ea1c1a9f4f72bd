import {
  Alert,
  Button,
  Checkbox,
  Skeleton,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core'
import { useId, useMemo, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { TraceView } from '#contract/traces.ts'
import { useTrace } from '../../../api/trace-queries.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { CopyText } from '../../../components/CopyText.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { graphSearchOf } from '../graph-link.ts'
import { formatNs } from '../hues.ts'
import { hasMark, matchesOf, modelOf, wordsOf, type TraceModel } from '../model.ts'
import { displays, type Display } from '../url.ts'
import type { TracesAddress } from '../use-traces-view.ts'
import { AgainstOthers } from './AgainstOthers.tsx'
import { Calls } from './Calls.tsx'
import { FindInTrace } from './FindInTrace.tsx'
import { Flame } from './Flame.tsx'
import { Lines } from './Lines.tsx'
import { SpanPane } from './SpanPane.tsx'
import { Statistics } from './Statistics.tsx'
import { Timeline } from './Timeline.tsx'

export interface TracePaneProps {
  readonly traceId: string
  readonly address: TracesAddress
}

/** One trace, in whichever of its pictures. */
export function TracePane({ traceId, address }: TracePaneProps): ReactNode {
  const { data, error, refetch } = useTrace(traceId)
  return (
    <div className="al-traces" data-settled={data !== undefined || error !== null}>
      <Link to={address.linkTo({ trace: null, span: null })} className="al-traces-back">
        {t('← All traces')}
      </Link>
      {data !== undefined ? (
        <Drawn trace={data} address={address} />
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <div role="status">
          <span className="pf-v6-screen-reader">{t('Loading the trace')}</span>
          <Skeleton height="320px" />
        </div>
      )}
    </div>
  )
}

const noSpan = 'none'

/** Where the failure began: the failed span farthest down, the first of several; -1: none. */
function deepestFailure(trace: TraceView): number {
  let deepest = -1
  trace.spans.depths.forEach((depth, span) => {
    if (hasMark(trace, span, 'error') && depth > (trace.spans.depths[deepest] ?? -1)) deepest = span
  })
  return deepest
}

const displayWords: Record<Display, string> = {
  timeline: t('Timeline'),
  flame: t('Flame graph'),
  statistics: t('Statistics'),
  calls: t('Calls', { context: 'noun' }),
  lines: t('Log lines'),
  against: t('Against others'),
}

function Drawn({ trace, address }: { trace: TraceView; address: TracesAddress }): ReactNode {
  const { view, change } = address
  const model = useMemo(() => modelOf(trace), [trace])
  const [text, setText] = useState('')
  const found = useMemo(() => matchesOf(model, text), [model, text])
  const foldId = useId()
  const firstFailed = useMemo(() => deepestFailure(trace), [trace])
  // Whoever opens a failed trace wants the failure; closing it stays closed.
  const chosen = view.span === null ? firstFailed : trace.spans.ids.indexOf(view.span)
  const choose = (span: number): void =>
    change({ span: span < 0 ? noSpan : (trace.spans.ids[span] ?? null) })
  return (
    <>
      <Head model={model} span={chosen < 0 ? null : (trace.spans.ids[chosen] ?? null)} />
      {trace.warnings.map((warning) => (
        <Alert key={warning} variant="warning" title={warning} isInline isPlain />
      ))}
      <div className="al-trace-bar" role="toolbar" aria-label={t('Trace')}>
        <ToggleGroup aria-label={t('Picture of the trace')} isCompact>
          {displays.map((display) => (
            <ToggleGroupItem
              key={display}
              text={displayWords[display]}
              buttonId={`trace-${display}`}
              isSelected={view.show === display}
              onChange={() => change({ show: display })}
            />
          ))}
        </ToggleGroup>
        <FindInTrace text={text} found={found} chosen={chosen} onText={setText} onChoose={choose} />
        {model.foldable > 0 && view.show === 'timeline' && (
          <Checkbox
            id={foldId}
            label={t('Fold callers’ proxies')}
            isChecked={view.fold !== ''}
            onChange={(_, isOn) => change({ fold: isOn ? 'true' : '' })}
          />
        )}
      </div>
      <div className={chosen < 0 ? 'al-trace-body' : 'al-trace-body al-trace-body-split'}>
        <div className="al-trace-picture">
          <Picture
            model={model}
            address={address}
            found={found}
            chosen={chosen}
            onChoose={choose}
          />
        </div>
        {chosen >= 0 && (
          <SpanPane
            key={chosen}
            trace={trace}
            index={chosen}
            onClose={() => choose(-1)}
            onChoose={choose}
          />
        )}
      </div>
    </>
  )
}

interface PictureProps {
  readonly model: TraceModel
  readonly address: TracesAddress
  readonly found: readonly number[]
  readonly chosen: number
  readonly onChoose: (span: number) => void
}

function Picture({ model, address, ...spans }: PictureProps): ReactNode {
  const { trace } = model
  switch (address.view.show) {
    case 'timeline':
      return <Timeline model={model} isFolded={address.view.fold !== ''} {...spans} />
    case 'flame':
      return <Flame model={model} {...spans} />
    case 'statistics':
      return <Statistics trace={trace} />
    case 'calls':
      return <Calls trace={trace} />
    case 'lines':
      return <Lines traceId={trace.traceId} />
    case 'against':
      return <AgainstOthers trace={trace} address={address} />
  }
}

function Head({ model, span }: { model: TraceModel; span: string | null }): ReactNode {
  const { trace } = model
  const context = useContextSearch()
  const [nowMs] = useState(() => Date.now())
  const { service, operation } = wordsOf(trace, 0)
  const total = trace.spans.ids.length
  const failed = trace.spans.marks.filter((_, span) => hasMark(trace, span, 'error')).length
  const hidden = trace.spans.marks.filter((_, span) => hasMark(trace, span, 'hidden')).length
  const startMs = Number(BigInt(trace.startNs) / 1_000_000n)
  return (
    <header className="al-trace-head">
      <h2>
        {service} <span className="al-quiet">{operation}</span>
      </h2>
      <p className="al-quiet">
        {formatMoment(startMs)} · <strong>{formatNs(trace.durationNs)}</strong> ·{' '}
        {t('{{count}} spans', { count: total })} ·{' '}
        {t('{{count}} services', { count: trace.services.length })}
        {failed > 0 && (
          <>
            {' · '}
            <strong className="al-traces-errors">{t('{{count}} errors', { count: failed })}</strong>
          </>
        )}
        {hidden > 0 &&
          ` · ${t('{{amount}} in namespaces that you may not see', { amount: hidden })}`}
      </p>
      <div className="al-trace-id">
        <CopyText text={trace.traceId} label={t('Id of the trace')} />
        <Link to={{ pathname: '/graph', search: graphSearchOf(trace, { context, span, nowMs }) }}>
          {t('Show on the graph')}
        </Link>
        {trace.storeUrl !== null && !trace.traceId.startsWith('upload-') && (
          <Button
            variant="link"
            size="sm"
            component="a"
            href={trace.storeUrl}
            target="_blank"
            rel="noreferrer"
          >
            {t('Open in the trace store')}
          </Button>
        )}
      </div>
    </header>
  )
}
