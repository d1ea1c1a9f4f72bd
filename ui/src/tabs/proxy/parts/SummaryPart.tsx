import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ProxyInfo } from '#contract/proxy.ts'
import { useProxyInfo } from '../../../api/proxy-queries.ts'
import { Notice } from '../../../components/Notice.tsx'
import { StateDot } from '../../../components/StateDot.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { formatAge, formatMoment } from '../../../lib/age.ts'
import type { Look } from '../use-look.ts'
import { roleWords } from '../words.ts'
import { CertificatesCard } from './CertificatesCard.tsx'
import { LevelsCard } from './LevelsCard.tsx'
import { SyncCard } from './SyncCard.tsx'
import { t } from '../../../i18n/t.ts'

/** What the proxy says of itself, whether it is up to date, and how long its certificates last. */
export function SummaryPart({ look, children }: { look: Look; children?: ReactNode }): ReactNode {
  const { data, error, refetch } = useProxyInfo(look.reading)
  return (
    <div className="al-proxy-cards" data-settled={data !== undefined}>
      {children}
      {data !== undefined ? (
        <>
          <InfoCard look={look} info={data} />
          <LevelsCard look={look} info={data} />
        </>
      ) : error === null ? (
        <Skeleton height="12rem" screenreaderText={t('Asking the proxy')} />
      ) : (
        <section className="al-proxy-card">
          <Trouble error={error} onRetry={() => void refetch()} />
        </section>
      )}
      {look.pod.sections.includes('secrets') && <CertificatesCard look={look} />}
      {/* Proxies of nodes are told of services and workloads alone: nobody keeps a record of it. */}
      {look.pod.role !== 'node' && <SyncCard look={look} />}
    </div>
  )
}

function InfoCard({ look, info }: { look: Look; info: ProxyInfo }): ReactNode {
  const { pod } = look
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('Kind'), pod.role === null ? null : roleWords[pod.role]],
    [t('State'), info.state === null ? null : <State state={info.state} />],
    [t('Version'), info.version ?? pod.version],
    [t('Build'), info.build],
    [t('Up for'), info.startedAt === null ? null : <Uptime info={info} />],
    [t('Container'), pod.container],
    [t('Known as'), info.nodeId],
    ...info.facts.map(({ name, value }) => [name, value] as const),
  ]
  return (
    <section className="al-proxy-card">
      <h3>{t('Proxy')}</h3>
      {info.warnings.map(({ message }) => (
        <Notice key={message} tone="warn">
          {message}
        </Notice>
      ))}
      <dl className="al-proxy-facts">
        {facts
          .filter(([, value]) => value !== null)
          .map(([word, value]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}

function State({ state }: { state: string }): ReactNode {
  return (
    <span className="al-proxy-origin">
      <StateDot tone={state === 'LIVE' ? 'good' : 'warn'} /> {state}
    </span>
  )
}

function Uptime({ info: { startedAt, takenAt } }: { info: ProxyInfo }): ReactNode {
  if (startedAt === null) return null
  return (
    <>
      {formatAge(takenAt - startedAt)}{' '}
      <span className="al-quiet">{t('since {{time}}', { time: formatMoment(startedAt) })}</span>
    </>
  )
}
