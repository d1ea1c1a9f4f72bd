import { Button } from '@patternfly/react-core'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { TraceCalls } from '#contract/trace-calls.ts'
import { t } from '../../../i18n/t.ts'
import { formatMs } from '../../../lib/duration.ts'
import { usePanel } from '../parts/panel/panel-context.ts'
import { Section } from '../parts/panel/Section.tsx'
import { endsOf, whereWords } from './call-words.ts'
import { OpenTrace } from './OpenTrace.tsx'
import type { PlacedCall } from './place-calls.ts'
import { stepTo, useShownTrace, type TraceOverlay } from './use-trace-overlay.ts'

type There = Extract<TraceOverlay, { state: 'there' }>

/** The calls of the trace that lies over the picture, in the order of time. */
export function TraceSection(): ReactNode {
  const shown = useShownTrace()
  return shown?.state === 'there' ? <Calls shown={shown} /> : null
}

function Calls({ shown }: { shown: There }): ReactNode {
  const { trace, placed, chosen } = shown
  const { view, change } = usePanel()
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const frame = list.current
    const current = frame?.querySelector<HTMLElement>('[aria-current="step"]')
    if (frame === null || current === null || current === undefined) return
    const { offsetTop: top, offsetHeight: height } = current
    if (top < frame.scrollTop) frame.scrollTop = top
    else if (top + height > frame.scrollTop + frame.clientHeight)
      frame.scrollTop = top + height - frame.clientHeight
  }, [chosen])
  const go = (by: number): void => {
    const next = placed.calls[(chosen?.order ?? 0) - 1 + by]
    if (next === undefined) return
    change(stepTo(next))
    list.current?.querySelectorAll('button')[next.order - 1]?.focus()
  }
  const walk = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    go(by)
  }
  const absent = placed.calls.filter(({ where }) => where === 'notMeasured').length
  return (
    <Section title={t('Calls of the trace')}>
      {trace.warnings.map((warning) => (
        <p key={warning} className="al-quiet">
          {warning}
        </p>
      ))}
      {absent > 0 && (
        <p className="al-quiet">
          {t('{{count}} of them are not in the metrics of this window.', { count: absent })}
        </p>
      )}
      <ol ref={list} className="al-trace-calls" onKeyDown={walk}>
        {placed.calls.map((one) => (
          <li
            key={one.order}
            className={touches(one, view.selection) ? 'al-trace-call-touched' : ''}
          >
            <button
              type="button"
              aria-current={one.order === chosen?.order ? 'step' : undefined}
              onClick={() => change(stepTo(one))}
            >
              <Line one={one} trace={trace} />
            </button>
          </li>
        ))}
      </ol>
      {chosen !== null && <Chosen one={chosen} shown={shown} />}
    </Section>
  )
}

/** Whether what is selected took part in a call. */
function touches({ source, target, mainId }: PlacedCall, selection: string | null): boolean {
  return selection !== null && [source, target, mainId].includes(selection)
}

function Line({ one, trace }: { one: PlacedCall; trace: TraceCalls }): ReactNode {
  const { call, order, where } = one
  return (
    <>
      <span className="al-quiet">{order}</span>{' '}
      <span className="al-breakable">
        {endsOf(call, trace)}
        {call.words !== null && (
          <span className={call.isError ? 'al-bad' : 'al-quiet'}> {call.words}</span>
        )}
        {call.isError && call.words === null && <span className="al-bad">{` ${t('failed')}`}</span>}
        {where === 'notMeasured' && (
          <span className="al-quiet">{` ${t('not in the metrics')}`}</span>
        )}
        {where === 'notDrawn' && <span className="al-quiet">{` ${t('not in this picture')}`}</span>}
      </span>{' '}
      <span className="al-trace-call-times">
        <span className="al-quiet">+{formatMs(call.fromNs / 1e6)}</span>{' '}
        {formatMs(call.durationNs / 1e6)}
      </span>
    </>
  )
}

/** What the call says: GP-08 of the checklist. */
function Chosen({ one, shown }: { one: PlacedCall; shown: There }): ReactNode {
  const { call, where, target } = one
  const { graph, toggleNamespace } = usePanel()
  const isClosed = graph.nodes.some(({ id, kind }) => id === target && kind === 'namespace')
  const facts: readonly (readonly [string, string | null])[] = [
    [t('Operation'), call.operation === '' ? null : call.operation],
    [t('Asked for'), call.host],
    [t('Answered by'), call.pod],
    [t('Answer'), call.status],
    [t('Wrong'), call.words],
  ]
  return (
    <div className="al-trace-chosen">
      <dl>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="al-breakable">{value}</dd>
            </div>
          ),
        )}
      </dl>
      {whereWords[where] !== null && <p className="al-quiet">{whereWords[where]}</p>}
      <p className="al-panel-ways">
        <OpenTrace shown={shown}>{t('Open this span')}</OpenTrace>
        {isClosed && target !== null && (
          <Button variant="link" size="sm" isInline onClick={() => toggleNamespace(target)}>
            {t('Open the namespace')}
          </Button>
        )}
      </p>
    </div>
  )
}
