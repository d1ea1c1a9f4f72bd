import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import { CubesIcon } from '@patternfly/react-icons/dist/esm/icons/cubes-icon'
import type { ReactNode } from 'react'
import type { Proxies, ProxyPod } from '#contract/proxy.ts'
import { count } from '../../../lib/plural.ts'
import type { Subject } from '../../tab.ts'
import type { ViewInAddress } from '../use-proxy-view.ts'

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
        titleText="You may not look inside"
        headingLevel="h2"
        icon={BanIcon}
        status="warning"
        variant="sm"
      >
        <EmptyStateBody>
          <p>{missingRight}</p>
          <p className="al-quiet">
            A proxy answers to whoever may forward a port to its pod: nothing is executed in it.
          </p>
        </EmptyStateBody>
      </EmptyState>
    )
  if (pods.length === 0)
    return (
      <EmptyState titleText="No pods" headingLevel="h2" icon={CubesIcon} variant="sm">
        <EmptyStateBody>
          Nothing of {subject.name} is running that you may see, so there is no proxy to ask.
        </EmptyStateBody>
      </EmptyState>
    )
  const other = pods.find(({ role }) => role !== null)
  return (
    <EmptyState
      titleText={pod === undefined ? 'No proxy' : `No proxy in ${pod.pod}`}
      headingLevel="h2"
      icon={CubesIcon}
      variant="sm"
    >
      <EmptyStateBody>
        {pod === undefined && (
          <p>
            {count(pods.length, 'pod')} of {subject.name}, and none has a proxy of its own.
          </p>
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
            Look into {other.pod}
          </Button>
        </EmptyStateFooter>
      )}
    </EmptyState>
  )
}

const reasonsOf = (pods: readonly ProxyPod[]): readonly string[] => [
  ...new Set(pods.flatMap(({ whyNone }) => whyNone ?? [])),
]
