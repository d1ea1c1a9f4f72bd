import type { TableKind } from '../table/column.ts'
import { madeBy, numberText, PartLink, sentence, updated } from './cells.tsx'

export const clusters: TableKind<'clusters'> = {
  ...{ section: 'clusters', title: 'Clusters', one: 'cluster', many: 'clusters' },
  whyNone: 'The proxy knows no place to send requests to.',
  filters: [
    { name: 'host', word: 'FQDN' },
    { name: 'port', word: 'Port' },
    { name: 'subset', word: 'Subset' },
    { name: 'direction', word: 'Direction' },
    { name: 'type', word: 'Type' },
  ],
  columns: [
    {
      ...{ name: 'host', word: 'FQDN', width: '19rem' },
      help: 'Whom the requests are for; its endpoints are behind the link',
      textOf: ({ host }) => host,
      show: ({ host, resource }, context) => (
        <PartLink part="endpoints" filters={{ cluster: resource }} context={context}>
          {host}
        </PartLink>
      ),
    },
    {
      ...{ name: 'port', word: 'Port', width: '5.5rem', isNumber: true },
      textOf: ({ port }) => numberText(port),
    },
    {
      ...{ name: 'subset', word: 'Subset', width: '7rem' },
      help: 'Of a DestinationRule',
      textOf: ({ subset }) => subset ?? '',
    },
    {
      ...{ name: 'direction', word: 'Direction', width: '7.5rem' },
      help: 'Inbound: to the application beside the proxy',
      textOf: ({ direction }) => (direction === null ? '' : sentence(direction)),
    },
    {
      ...{ name: 'type', word: 'Type', width: '8.5rem' },
      help: 'How its endpoints are found: EDS from the control plane, STRICT_DNS by name, ORIGINAL_DST as the caller has it',
      textOf: ({ type }) => type,
    },
    {
      ...{ name: 'tls', word: 'Secured', width: '8rem', isUnsorted: true },
      help: 'How the connection to it is secured',
      textOf: ({ tls }) => tls ?? 'plain text',
    },
    madeBy,
    updated,
  ],
}
