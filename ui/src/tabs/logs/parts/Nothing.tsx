import {
  Button,
  EmptyState,
  EmptyStateBody,
  EmptyStateFooter,
  Skeleton,
} from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import { ListIcon } from '@patternfly/react-icons/dist/esm/icons/list-icon'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { LogContainers } from '#contract/logs.ts'
import type { ApiError } from '../../../api/client.ts'
import { t } from '../../../i18n/t.ts'
import { defaultView } from '../url.ts'
import type { Logs, ViewInAddress } from '../use-logs.ts'

export interface NothingProps {
  readonly logs: Logs
  readonly missingRight: string | null
  readonly containers: UseQueryResult<LogContainers, ApiError>
  readonly address: ViewInAddress
  readonly onRetry: () => void
}

/** Stands where the lines would: why there are none, and the way on. */
export function Nothing(props: NothingProps): ReactNode {
  const { logs, missingRight, containers, address, onRetry } = props
  const refused = logs.link.state === 'refused' ? logs.link.error : containers.error
  if (missingRight !== null)
    return (
      <State
        title={t('You may not read these logs')}
        text={missingRight}
        isForbidden
        onRetry={onRetry}
      />
    )
  if (refused !== null)
    return <State title={titleOf(refused)} text={refused.message} isBad onRetry={onRetry} />
  if (containers.data?.pods.length === 0)
    return (
      <State
        title={t('No pods')}
        text={t(
          'Nothing runs here now, so nothing is written. Lines appear as soon as a pod is there.',
        )}
      />
    )
  if (!logs.hasBegun || logs.isFetching) return <Loading />
  return <NoLines address={address} />
}

function NoLines({ address }: { address: ViewInAddress }): ReactNode {
  const { view } = address
  if (view.previous)
    return (
      <State
        title={t('No run before this one')}
        text={previousText}
        action={<Way onClick={() => address.change({ previous: false })}>{t('Go live')}</Way>}
      />
    )
  const isFiltered = view.show !== '' || view.hide !== '' || view.severities.length > 0
  if (!isFiltered)
    return (
      <State
        title={t('No lines yet')}
        text={
          view.range === 'all'
            ? t('The containers have written nothing so far. What they write appears here at once.')
            : t('The containers have written nothing in this time.')
        }
        action={
          view.range !== 'all' && (
            <Way onClick={() => address.change({ range: 'all', from: null, to: null })}>
              {t('Lines of all times')}
            </Way>
          )
        }
      />
    )
  const { show, hide, severities } = defaultView
  return (
    <State
      title={t('No line fits')}
      text={t(
        'Lines are written, but none that the filters let through. New ones appear as they come.',
      )}
      action={
        <Way onClick={() => address.change({ show, hide, severities })}>{t('Show all lines')}</Way>
      }
    />
  )
}

function Way(props: { readonly onClick: () => void; readonly children: string }): ReactNode {
  return (
    <Button variant="secondary" size="sm" onClick={props.onClick}>
      {props.children}
    </Button>
  )
}

const previousText = t(
  'A container keeps the log of the run before its present one. None of these has been restarted, or the node has thrown it away.',
)

const fieldWords: Readonly<Record<string, string>> = { show: t('Show only'), hide: t('Hide') }

function titleOf({ code, field }: ApiError): string {
  if (code === 'badRequest' && field !== null)
    return t('“{{field}}” is not right', { field: fieldWords[field] ?? field })
  return code === 'notFound' ? t('Not there') : t('No answer')
}

interface StateProps {
  readonly title: string
  readonly text: string
  readonly isForbidden?: boolean
  readonly isBad?: boolean
  readonly onRetry?: () => void
  readonly action?: ReactNode
}

function State({ title, text, isForbidden, isBad, onRetry, action }: StateProps): ReactNode {
  const icon = isForbidden === true ? BanIcon : isBad === true ? ExclamationCircleIcon : ListIcon
  return (
    <div className="al-logs-nothing">
      <EmptyState titleText={title} headingLevel="h2" icon={icon} variant="sm">
        <EmptyStateBody>{text}</EmptyStateBody>
        <EmptyStateFooter>
          {action}
          {onRetry !== undefined && (
            <Button variant="secondary" size="sm" onClick={onRetry}>
              {t('Try again')}
            </Button>
          )}
        </EmptyStateFooter>
      </EmptyState>
    </div>
  )
}

function Loading(): ReactNode {
  return (
    <div className="al-logs-nothing al-logs-loading" aria-busy="true">
      <span className="pf-v6-screen-reader">{t('Reading the logs')}</span>
      {['62%', '80%', '45%', '71%', '58%', '76%', '39%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  )
}
