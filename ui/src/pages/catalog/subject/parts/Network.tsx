import type { ReactNode } from 'react'
import type { LiveThing, Thing } from '#contract/thing.ts'
import { Fact, Facts } from '../../../../components/Facts.tsx'
import { StateDot } from '../../../../components/StateDot.tsx'
import { t } from '../../../../i18n/t.ts'
import { Card } from './Card.tsx'
import { HostFacts } from './HostFacts.tsx'

export interface NetworkProps {
  readonly thing: Thing
  readonly live: LiveThing | null
}

const endpointsShown = 50

/** By which names, ports and addresses a service is reached. */
export function Network({ thing, live }: NetworkProps): ReactNode {
  const { row, servicePorts, selector, addresses, external } = thing
  const endpoints = live?.endpoints ?? null
  const isSelecting = Object.keys(selector).length > 0
  const host = `${row.name}.${row.namespace}.svc.cluster.local`
  return (
    <Card title={t('Network')}>
      <Facts>
        <Fact term={t('Hosts')}>
          {(row.hosts.length > 0 ? row.hosts : [host]).map((one) => (
            <div key={one}>
              <code>{one}</code>
            </div>
          ))}
        </Fact>
        {external !== null && <HostFacts external={external} hasSelector={isSelecting} />}
        {addresses.length > 0 && (
          <Fact term={t('Addresses')}>
            {addresses
              .map((address) => `${address} (${address.includes(':') ? 'IPv6' : 'IPv4'})`)
              .join(', ')}
          </Fact>
        )}
        {servicePorts.length > 0 && (
          <Fact term={t('Ports')}>
            {servicePorts.map(({ name, port, protocol, appProtocol, targetPort }) => (
              <div key={`${name} ${port} ${protocol}`}>
                {name} {port}/{protocol}
                {targetPort !== null && ` → ${targetPort}`}
                {appProtocol !== null && <span className="al-quiet"> {appProtocol}</span>}
              </div>
            ))}
          </Fact>
        )}
        {isSelecting && (
          <Fact term={t('Selector')}>
            <code>
              {Object.entries(selector)
                .map((pair) => pair.join('='))
                .join(', ')}
            </code>
          </Fact>
        )}
        {external === null && endpoints !== null && (
          <Fact term={t('Endpoints')}>
            {endpoints.length === 0 && <span className="al-warn">{t('none')}</span>}
            {endpoints.slice(0, endpointsShown).map(({ address, pod, isReady, node }) => (
              <div key={`${address} ${pod ?? ''}`}>
                <StateDot tone={isReady ? 'good' : 'bad'} /> {address}{' '}
                <span className="al-quiet">
                  {[pod, node, isReady ? null : t('not ready')]
                    .filter((one) => one !== null)
                    .join(', ')}
                </span>
              </div>
            ))}
            {endpoints.length > endpointsShown && (
              <span className="al-quiet">
                {t('and {{amount}} more', { amount: endpoints.length - endpointsShown })}
              </span>
            )}
          </Fact>
        )}
      </Facts>
    </Card>
  )
}
