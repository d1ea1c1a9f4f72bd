import type { TableKind } from '../table/column.ts'
import { madeBy, updated } from './cells.tsx'

export const routes: TableKind<'routes'> = {
  ...{ section: 'routes', title: 'Routes', one: 'route', many: 'routes' },
  whyNone: 'The proxy routes no requests: connections go where they were meant to go.',
  filters: [
    { name: 'name', word: 'Name' },
    { name: 'domains', word: 'Domains' },
    { name: 'match', word: 'Match' },
    { name: 'destination', word: 'Destination' },
  ],
  columns: [
    {
      ...{ name: 'name', word: 'Name', width: '9rem' },
      help: 'Of the route configuration: the port of a listener, mostly',
      textOf: ({ name }) => name,
    },
    {
      ...{ name: 'domains', word: 'Domains', width: '17rem' },
      help: 'Hosts that the request may name',
      textOf: ({ domains, domainCount }) => domainText(domains, domainCount),
    },
    {
      ...{ name: 'match', word: 'Match', width: '14rem' },
      help: 'Which requests: path, method, headers',
      textOf: ({ match }) => match,
    },
    {
      ...{ name: 'destination', word: 'Destination', width: '20rem' },
      help: 'Where they are sent, with weights where there are several',
      textOf: ({ destination }) => destination,
    },
    { ...madeBy, word: 'Made by' },
    updated,
  ],
}

const domainsShown = 3

/** The first ones, and how many more there are. */
function domainText(domains: readonly string[], count: number): string {
  const shown = domains.slice(0, domainsShown).join(', ')
  return count > domainsShown ? `${shown} +${count - domainsShown}` : shown
}
