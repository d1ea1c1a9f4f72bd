import { t } from '../../../i18n/t.ts'
import type { TableKind } from '../table/column.ts'
import { madeBy, updated } from './cells.tsx'

export const routes: TableKind<'routes'> = {
  ...{ section: 'routes', title: t('Routes'), none: t('No routes') },
  whyNone: t('The proxy routes no requests: connections go where they were meant to go.'),
  filters: [
    { name: 'name', word: t('Name') },
    { name: 'domains', word: t('Domains') },
    { name: 'match', word: t('Match') },
    { name: 'destination', word: t('Destination') },
  ],
  columns: [
    {
      ...{ name: 'name', word: t('Name'), width: '9rem' },
      help: t('Of the route configuration: the port of a listener, mostly'),
      textOf: ({ name }) => name,
    },
    {
      ...{ name: 'domains', word: t('Domains'), width: '17rem' },
      help: t('Hosts that the request may name'),
      textOf: ({ domains, domainCount }) => domainText(domains, domainCount),
    },
    {
      ...{ name: 'match', word: t('Match'), width: '14rem' },
      help: t('Which requests: path, method, headers'),
      textOf: ({ match }) => match,
    },
    {
      ...{ name: 'destination', word: t('Destination'), width: '20rem' },
      help: t('Where they are sent, with weights where there are several'),
      textOf: ({ destination }) => destination,
    },
    madeBy,
    updated,
  ],
}

const domainsShown = 3

/** The first ones, and how many more there are. */
function domainText(domains: readonly string[], count: number): string {
  const shown = domains.slice(0, domainsShown).join(', ')
  return count > domainsShown ? `${shown} +${count - domainsShown}` : shown
}
