import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import { CubesIcon } from '@patternfly/react-icons/dist/esm/icons/cubes-icon'
import type { ReactNode } from 'react'
import type { Proxies, ProxyPod } from '#contract/proxy.ts'
import type { Subject } from '../../tab.ts'
import type { ViewInAddress } from '../use-proxy-view.ts'
import { KnownIdentities } from './KnownIdentities.tsx'
import { t } from '../../../i18n/t.ts'

export interface NoProxyProps {
  readonly proxies: Proxies
  readonly subject: Subject
  readonly pod: ProxyPod | undefined // the one that was asked for
  readonly address: ViewInAddress
}

/** Why there is nothing to look into: the right, the proxy or the pods are missing. */
export function NoProxy({ proxies, subject, pod, address }: NoProxyProps): ReactNode {
  const { pods, missingRight } = proxies
  if (missingRight !== null)
    return (
      <EmptyState
        titleText={t('You may not look inside')}
        headingLevel="h2"
        icon={BanIcon}
        status="warning"
        variant="sm"
      >
        <EmptyStateBody>
          <p>{missingRight}</p>
          <p className="al-quiet">
            {t(
              'A proxy answers to whoever may forward a port to its pod: nothing is executed in it.',
            )}
          </p>
          <KnownIdentities subject={subject} />
        </EmptyStateBody>
      </EmptyState>
    )
  if (pods.length === 0)
    return (
      <EmptyState titleText={t('No pods')} headingLevel="h2" icon={CubesIcon} variant="sm">
        <EmptyStateBody>
          {t('Nothing of {{name}} is running that you may see, so there is no proxy to ask.', {
            name: subject.name,
          })}
        </EmptyStateBody>
      </EmptyState>
    )
  const other = pods.find(({ role }) => role !== null)
  return (
    <EmptyState
      titleText={pod === undefined ? t('No proxy') : t('No proxy in {{pod}}', { pod: pod.pod })}
      headingLevel="h2"
      icon={CubesIcon}
      variant="sm"
    >
      <EmptyStateBody>
        {pod === undefined && (
          <p>{t('None of the pods of {{name}} has a proxy of its own.', { name: subject.name })}</p>
        )}
        {reasonsOf(pod === undefined ? pods : [pod]).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </EmptyStateBody>
      {other !== undefined && (
        <EmptyStateFooter>
          <Button
            variant="secondary"
            size="sm"
            onClick={() => address.change({ pod: other.pod, row: '' })}
          >
            {t('Look into {{pod}}', { pod: other.pod })}
          </Button>
        </EmptyStateFooter>
      )}
    </EmptyState>
  )
}

const reasonsOf = (pods: readonly ProxyPod[]): readonly string[] => [
  ...new Set(pods.flatMap(({ whyNone }) => whyNone ?? [])),
]
