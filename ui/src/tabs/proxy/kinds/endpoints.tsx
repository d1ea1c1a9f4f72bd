import type { TableKind } from '../table/column.ts'
import { countText, HealthWord, madeBy, numberText } from './cells.tsx'

export const endpoints: TableKind<'endpoints'> = {
  ...{ section: 'endpoints', title: 'Endpoints', one: 'endpoint', many: 'endpoints' },
  whyNone: 'The proxy knows no address to send requests to.',
  filters: [
    { name: 'cluster', word: 'Cluster' },
    { name: 'address', word: 'Address' },
    { name: 'port', word: 'Port' },
    { name: 'health', word: 'Health' },
  ],
  columns: [
    {
      ...{ name: 'address', word: 'Address', width: '11rem' },
      textOf: ({ address, port }) => (port === null ? address : `${address}:${port}`),
    },
    {
      ...{ name: 'health', word: 'Health', width: '9rem' },
      help: 'What the proxy thinks of it: by its checks, by outlier detection, by the control plane',
      textOf: ({ health, why }) => (why === null ? health : `${health}: ${why}`),
      show: ({ health, why }) => <HealthWord health={health} why={why} />,
    },
    {
      ...{ name: 'cluster', word: 'Cluster', width: '20rem' },
      textOf: ({ cluster }) => cluster,
    },
    madeBy,
    {
      ...{ name: 'requests', word: 'Requests', width: '7rem', isNumber: true },
      help: 'Since the proxy knows it',
      textOf: ({ requests }) => numberText(requests),
      show: ({ requests }) => countText(requests),
    },
    {
      ...{ name: 'errors', word: 'Errors', width: '6rem', isNumber: true },
      help: 'Of those requests',
      textOf: ({ errors }) => numberText(errors),
      show: ({ errors }) => (
        <span className={(errors ?? 0) > 0 ? 'al-bad' : ''}>{countText(errors)}</span>
      ),
    },
    {
      ...{ name: 'weight', word: 'Weight', width: '6rem', isNumber: true },
      help: 'Its share beside the others of the same cluster and priority',
      textOf: ({ weight }) => numberText(weight),
    },
    {
      ...{ name: 'priority', word: 'Priority', width: '6.5rem', isNumber: true },
      help: '0 is used first; the next when too few of it are healthy',
      textOf: ({ priority }) => String(priority),
    },
    {
      ...{ name: 'locality', word: 'Locality', width: '10rem' },
      help: 'Region, zone and sub-zone',
      textOf: ({ locality }) => locality ?? '',
    },
  ],
}
