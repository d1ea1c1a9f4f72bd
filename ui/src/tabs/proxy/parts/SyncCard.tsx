import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ProxiesSync, ProxySync } from '#contract/proxy.ts'
import { useProxySync } from '../../../api/proxy-queries.ts'
import { StateDot } from '../../../components/StateDot.tsx'
import type { Look } from '../use-look.ts'
import { subjectFolders } from '../../../components/subject-address.ts'
import { syncLooks } from '../words.ts'
import { t } from '../../../i18n/t.ts'

const types = [
  { field: 'clusters', word: t('Clusters'), short: t('CDS') },
  { field: 'listeners', word: t('Listeners'), short: t('LDS') },
  { field: 'endpoints', word: t('Endpoints'), short: t('EDS') },
  { field: 'routes', word: t('Routes'), short: t('RDS') },
] as const satisfies readonly { field: keyof ProxySync; word: string; short: string }[]

/** Whether each proxy of the subject has what the control plane sent it last. */
export function SyncCard({ look }: { look: Look }): ReactNode {
  const { kind, namespace, name } = look.subject
  const { data, error } = useProxySync({ namespace, kind: subjectFolders[kind], name })
  return (
    <section className="al-proxy-card al-proxy-wide">
      <h3>{t('What the control plane sent')}</h3>
      {data === undefined ? (
        error === null ? (
          <Skeleton height="4rem" screenreaderText={t('Asking the control plane')} />
        ) : (
          <p className="al-warn">{t('Not known: {{message}}', { message: error.message })}</p>
        )
      ) : (
        <Known sync={data} pod={look.pod.pod} />
      )}
    </section>
  )
}

function Known({ sync, pod }: { sync: ProxiesSync; pod: string }): ReactNode {
  const isKnown = sync.proxies.some(({ controlPlane }) => controlPlane !== null)
  if (!isKnown && sync.reason !== null)
    return <p className="al-warn">{t('Not known: {{message}}', { message: sync.reason })}</p>
  if (sync.proxies.length === 0)
    return <p className="al-quiet">{t('None of these proxies is told by a control plane.')}</p>
  return (
    <>
      {sync.reason !== null && <p className="al-warn">{sync.reason}</p>}
      <div
        className="al-proxy-scroll"
        role="region"
        aria-label={t('Table of what was sent')}
        tabIndex={0}
      >
        <table className="al-rates al-proxy-sync" aria-label={t('What the control plane sent')}>
          <thead>
            <tr>
              <th scope="col">{t('Pod')}</th>
              {types.map(({ field, word, short }) => (
                <th key={field} scope="col">
                  {word} <span className="al-quiet">{short}</span>
                </th>
              ))}
              <th scope="col">{t('Sent by')}</th>
            </tr>
          </thead>
          <tbody>
            {sync.proxies.map((proxy) => (
              <tr key={proxy.pod} aria-current={proxy.pod === pod ? 'true' : undefined}>
                <th scope="row">{proxy.pod}</th>
                {types.map(({ field }) => (
                  <td key={field}>
                    <TypeState type={proxy[field]} />
                  </td>
                ))}
                <td>{proxy.controlPlane ?? <span className="al-quiet">–</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function TypeState({ type }: { type: ProxySync['clusters'] }): ReactNode {
  const { tone, word } = syncLooks[type.state]
  const words = [
    ...(type.sent === null ? [] : [t('sent {{version}}', { version: type.sent })]),
    ...(type.acknowledged === null
      ? []
      : [t('taken over {{version}}', { version: type.acknowledged })]),
  ].join(', ')
  return (
    <span className="al-proxy-origin" title={words === '' ? undefined : words}>
      <StateDot tone={tone} /> {word}
    </span>
  )
}
