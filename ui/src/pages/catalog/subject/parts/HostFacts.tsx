import type { ReactNode } from 'react'
import type { ExternalText } from '#contract/thing.ts'
import { Fact } from '../../../../components/Facts.tsx'
import { t } from '../../../../i18n/t.ts'

export interface HostFactsProps {
  readonly external: ExternalText
  readonly hasSelector: boolean // of what stands behind it inside of the cluster
}

const resolutionWords: Readonly<Record<string, string | undefined>> = {
  NONE: t('The address that the caller has chosen is taken as it is.'),
  STATIC: t('The endpoints below are called, and no name is looked up.'),
  DNS: t('Proxies look the names up and call all addresses that they find.'),
  DNS_ROUND_ROBIN: t('Proxies look the names up and call the first address that they find.'),
  DYNAMIC_DNS: t('Proxies look up whichever name below the wildcard is asked for.'),
}

/** Where a host that the mesh is told of is, and how proxies find it. */
export function HostFacts({ external, hasSelector }: HostFactsProps): ReactNode {
  const { isInside, resolution, endpoints, visibleTo } = external
  const words = resolutionWords[resolution]
  return (
    <>
      <Fact term={t('Location')}>
        {isInside
          ? t('Inside of the mesh: callers expect mutual TLS')
          : t('Outside of the mesh: callers expect no mutual TLS')}
      </Fact>
      <Fact term={t('Resolution')}>
        <code>{resolution}</code>
        {words !== undefined && <div className="al-quiet">{words}</div>}
      </Fact>
      {!hasSelector && (
        <Fact term={t('Endpoints')}>
          {endpoints.length === 0 && (
            <span className="al-quiet">
              {resolution === 'STATIC'
                ? t('none')
                : t('None is written: the hosts themselves are called.')}
            </span>
          )}
          {endpoints.map(({ address, ports, labels }) => (
            <div key={`${address} ${ports.join()}`}>
              <code>{address}</code>{' '}
              <span className="al-quiet">
                {[...ports, ...Object.entries(labels).map((pair) => pair.join('='))].join(', ')}
              </span>
            </div>
          ))}
        </Fact>
      )}
      <Fact term={t('Seen by')}>
        {visibleTo.includes('*') ? t('All namespaces') : visibleTo.join(', ') || t('No namespace')}
      </Fact>
    </>
  )
}
