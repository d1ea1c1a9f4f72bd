import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Skeleton,
} from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import { PauseCircleIcon } from '@patternfly/react-icons/dist/esm/icons/pause-circle-icon'
import type { ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { ApiError } from '../../../api/client.ts'
import type { GraphFollower } from '../../../api/graph-stream.ts'
import { Trans } from '../../../i18n/Trans.tsx'
import { t } from '../../../i18n/t.ts'
import { defaultView, writeView, type GraphView } from '../url.ts'
import { emptyTexts, remedyTexts } from './empty-texts.ts'

export interface BlankProps {
  readonly live: GraphFollower
  readonly view: GraphView
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** Whether there is a picture worth showing; a refused question has none, not even an old one. */
export function hasPicture({ graph, phase, error }: GraphFollower): boolean {
  if (graph === null || graph.empty !== null) return false
  return phase !== 'error' || error?.code === 'network'
}

/** Stands where the picture would: says why there is none, and what to do about it. */
export function Blank({ live, view, onChange }: BlankProps): ReactNode {
  const { phase, error, graph, isPrevious } = live
  if (phase === 'error' && error !== null)
    return <Refused error={error} onChange={onChange} onRetry={live.refresh} />
  if (phase === 'reconnecting' && graph === null)
    return (
      <EmptyState
        titleText={t('The console does not answer')}
        icon={ExclamationCircleIcon}
        variant="sm"
      >
        <EmptyStateBody>
          {error?.message} {t('This page keeps trying; nothing needs to be pressed.')}
        </EmptyStateBody>
      </EmptyState>
    )
  if (phase === 'waiting')
    return (
      <EmptyState titleText={t('Refresh is manual')} icon={PauseCircleIcon} variant="sm">
        <EmptyStateBody>{t('Nothing is asked until you say so.')}</EmptyStateBody>
        <EmptyStateFooter>
          <Button onClick={live.refresh}>{t('Ask now')}</Button>
        </EmptyStateFooter>
      </EmptyState>
    )
  if (graph !== null && graph.empty !== null && !isPrevious)
    return <NothingToDraw empty={graph.empty} view={view} onChange={onChange} />
  return <PictureSkeleton />
}

function NothingToDraw(props: {
  empty: NonNullable<Graph['empty']>
  view: GraphView
  onChange: BlankProps['onChange']
}): ReactNode {
  const { code, message } = props.empty
  // A way out that leads to where one is would be none.
  const leadsAway = (patch: Partial<GraphView>): boolean =>
    writeView({ ...props.view, ...patch }).toString() !== writeView(props.view).toString()
  const { title, Icon, remedies } = emptyTexts[code]
  return (
    <EmptyState titleText={title} icon={Icon} variant="sm">
      <EmptyStateBody>{message}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          {remedies
            .filter((name) => leadsAway(remedyTexts[name].patch))
            .map((name) => (
              <Button
                key={name}
                variant="secondary"
                size="sm"
                onClick={() => props.onChange(remedyTexts[name].patch)}
              >
                {remedyTexts[name].word}
              </Button>
            ))}
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  )
}

function Refused(props: {
  error: ApiError
  onChange: BlankProps['onChange']
  onRetry: () => void
}): ReactNode {
  const { error, onChange, onRetry } = props
  const { title, Icon } =
    error.code === 'forbidden'
      ? { title: t('You may not see this'), Icon: BanIcon }
      : error.code === 'badRequest'
        ? {
            title: t('The address asks for something that is not there'),
            Icon: ExclamationCircleIcon,
          }
        : { title: t('No picture'), Icon: ExclamationCircleIcon }
  return (
    <EmptyState titleText={title} icon={Icon} status="warning" variant="sm">
      <EmptyStateBody>
        <p>{error.message}</p>
        {error.field !== null && (
          <p>
            <Trans
              text="Parameter: <code>{{field}}</code>"
              tags={{ code: <code /> }}
              values={{ field: error.field }}
            />
          </p>
        )}
        {error.allowed.length > 0 && (
          <p>{t('It may be: {{allowed}}', { allowed: error.allowed.join(', ') })}</p>
        )}
        {error.requestId !== null && (
          <p className="al-quiet">
            <Trans
              text="In the server’s log: <code>{{requestId}}</code>"
              tags={{ code: <code /> }}
              values={{ requestId: error.requestId }}
            />
          </p>
        )}
      </EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="secondary" size="sm" onClick={onRetry}>
            {t('Try again')}
          </Button>
          <Button variant="link" size="sm" onClick={() => onChange(defaultView)}>
            {t('Back to the usual view')}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  )
}

/** The shape of what is to come, so that nothing jumps when it is here. */
function PictureSkeleton(): ReactNode {
  return (
    <div className="al-skeleton" role="status">
      <span className="pf-v6-screen-reader">{t('Loading the graph')}</span>
      {[3, 1, 2, 1, 2].map((nodes, column) => (
        // The columns have no identity but their place.
        <div key={`${column} ${nodes}`}>
          {Array.from({ length: nodes }, (_, row) => (
            <Skeleton key={row} width="92px" height="36px" />
          ))}
        </div>
      ))}
    </div>
  )
}
