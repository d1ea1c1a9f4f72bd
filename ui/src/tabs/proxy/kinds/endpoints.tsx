import { t } from '../../../i18n/t.ts'
import type { TableKind } from '../table/column.ts'
import { countText, HealthWord, madeBy, numberText } from './cells.tsx'

export const endpoints: TableKind<'endpoints'> = {
  ...{ section: 'endpoints', title: t('Endpoints'), none: t('No endpoints') },
  whyNone: t('The proxy knows no address to send requests to.'),
  filters: [
    { name: 'cluster', word: t('Cluster') },
    { name: 'address', word: t('Address') },
    { name: 'port', word: t('Port') },
    { name: 'health', word: t('Health') },
  ],
  columns: [
    {
      ...{ name: 'address', word: t('Address'), width: '11rem' },
      textOf: ({ address, port }) => (port === null ? address : `${address}:${port}`),
    },
    {
      ...{ name: 'health', word: t('Health'), width: '9rem' },
      help: t(
        'What the proxy thinks of it: by its checks, by outlier detection, by the control plane',
      ),
      textOf: ({ health, why }) => (why === null ? health : `${health}: ${why}`),
      show: ({ health, why }) => <HealthWord health={health} why={why} />,
    },
    {
      ...{ name: 'cluster', word: t('Cluster'), width: '20rem' },
      textOf: ({ cluster }) => cluster,
    },
    { ...madeBy, width: '20rem' },
    {
      ...{ name: 'requests', word: t('Requests'), width: '7rem', isNumber: true },
      help: t('Since the proxy knows it'),
      textOf: ({ requests }) => numberText(requests),
      show: ({ requests }) => countText(requests),
    },
    {
      ...{ name: 'errors', word: t('Errors'), width: '6rem', isNumber: true },
      help: t('Of those requests'),
      textOf: ({ errors }) => numberText(errors),
      show: ({ errors }) => (
        <span className={(errors ?? 0) > 0 ? 'al-bad' : ''}>{countText(errors)}</span>
      ),
    },
    {
      ...{ name: 'weight', word: t('Weight'), width: '6rem', isNumber: true },
      help: t('Its share beside the others of the same cluster and priority'),
      textOf: ({ weight }) => numberText(weight),
    },
    {
      ...{ name: 'priority', word: t('Priority'), width: '6.5rem', isNumber: true },
      help: t('0 is used first; the next when too few of it are healthy'),
      textOf: ({ priority }) => String(priority),
    },
    {
      ...{ name: 'locality', word: t('Locality'), width: '10rem' },
      help: t('Region, zone and sub-zone'),
      textOf: ({ locality }) => locality ?? '',
    },
  ],
}
