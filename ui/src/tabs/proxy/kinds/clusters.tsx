import type { ClusterRow } from '#contract/proxy-rows.ts'
import { t } from '../../../i18n/t.ts'
import type { TableKind } from '../table/column.ts'
import { directionWords, madeBy, numberText, PartLink, updated } from './cells.tsx'

const tlsWords = {
  simple: { short: 'TLS', long: t('TLS of the server alone') },
  mutual: { short: 'mTLS', long: t('mutual TLS') },
  mutualWhereTaken: {
    short: t('mTLS, if taken'),
    long: t('mutual TLS where the other side takes it'),
  },
} as const satisfies Record<
  NonNullable<ClusterRow['tls']>,
  { readonly short: string; readonly long: string }
>

export const clusters: TableKind<'clusters'> = {
  ...{ section: 'clusters', title: t('Clusters'), none: t('No clusters') },
  whyNone: t('The proxy knows no place to send requests to.'),
  filters: [
    { name: 'host', word: t('FQDN') },
    { name: 'port', word: t('Port') },
    { name: 'subset', word: t('Subset') },
    { name: 'direction', word: t('Direction') },
    { name: 'type', word: t('Type') },
  ],
  columns: [
    {
      ...{ name: 'host', word: t('FQDN'), width: '19rem' },
      help: t('Whom the requests are for; its endpoints are behind the link'),
      textOf: ({ host }) => host,
      show: ({ host, resource }, context) => (
        <PartLink part="endpoints" filters={{ cluster: resource }} context={context}>
          {host}
        </PartLink>
      ),
    },
    {
      ...{ name: 'port', word: t('Port'), width: '5.5rem', isNumber: true },
      textOf: ({ port }) => numberText(port),
    },
    {
      ...{ name: 'subset', word: t('Subset'), width: '7rem' },
      help: t('Of a DestinationRule'),
      textOf: ({ subset }) => subset ?? '',
    },
    {
      ...{ name: 'direction', word: t('Direction'), width: '7.5rem' },
      help: t('Inbound: to the application beside the proxy'),
      textOf: ({ direction }) => (direction === null ? '' : directionWords[direction]),
    },
    {
      ...{ name: 'type', word: t('Type'), width: '8.5rem' },
      help: t(
        'How its endpoints are found: EDS from the control plane, STRICT_DNS by name, ORIGINAL_DST as the caller has it',
      ),
      textOf: ({ type }) => type,
    },
    {
      ...{ name: 'tls', word: t('Secured'), width: '9rem', isUnsorted: true },
      help: t('How the connection to it is secured'),
      textOf: ({ tls }) => (tls === null ? t('plain text') : tlsWords[tls].long),
      show: ({ tls }) => (tls === null ? t('plain text') : tlsWords[tls].short),
    },
    madeBy,
    updated,
  ],
}
