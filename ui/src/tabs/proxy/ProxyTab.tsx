import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useProxies } from '../../api/proxy-queries.ts'
import { Notice } from '../../components/Notice.tsx'
import { subjectFolders } from '../../components/subject-address.ts'
import { Trouble } from '../../components/Trouble.tsx'
import type { TabProps } from '../tab.ts'
import { Inside } from './parts/Inside.tsx'
import { NoProxy } from './parts/NoProxy.tsx'
import './proxy.css'
import { useProxyView } from './use-proxy-view.ts'
import { t } from '../../i18n/t.ts'

/** What the proxies in the pods of an app or a workload know and do. */
export function ProxyTab({ subject }: TabProps): ReactNode {
  const { kind, namespace, name } = subject
  const address = useProxyView()
  const { data, error, refetch } = useProxies({ namespace, kind: subjectFolders[kind], name })
  if (data === undefined)
    return error === null ? (
      <Skeleton height="12rem" screenreaderText={t('Looking for proxies')} />
    ) : (
      <Trouble error={error} onRetry={() => void refetch()} />
    )
  const withProxy = data.pods.filter(({ role }) => role !== null)
  const wanted = data.pods.find((one) => one.pod === address.view.pod)
  const pod = wanted ?? withProxy.find(({ isReady }) => isReady) ?? withProxy[0]
  return (
    <div className="al-proxy">
      {error !== null && (
        <Notice tone="warn">
          {t('The list of pods is not new: {{message}}', { message: error.message })}
        </Notice>
      )}
      {data.warnings.map(({ message }) => (
        <Notice key={message} tone="warn">
          {message}
        </Notice>
      ))}
      {address.view.pod !== '' && wanted === undefined && (
        <Notice tone="warn">
          {t('The pod {{pod}} is not there any more.', { pod: address.view.pod })}
        </Notice>
      )}
      {pod === undefined || pod.role === null || data.missingRight !== null ? (
        <NoProxy proxies={data} subject={subject} pod={wanted} address={address} />
      ) : (
        <Inside subject={subject} proxies={data} pod={pod} address={address} />
      )}
    </div>
  )
}
