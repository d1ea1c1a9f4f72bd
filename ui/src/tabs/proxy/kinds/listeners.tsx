import { t } from '../../../i18n/t.ts'
import type { TableKind } from '../table/column.ts'
import { directionWords, madeBy, numberText, PartLink, updated } from './cells.tsx'

export const listeners: TableKind<'listeners'> = {
  ...{ section: 'listeners', title: t('Listeners'), none: t('No listeners') },
  whyNone: t('The proxy listens to nothing yet.'),
  filters: [
    { name: 'address', word: t('Address') },
    { name: 'port', word: t('Port') },
    { name: 'match', word: t('Match') },
    { name: 'destination', word: t('Destination') },
    { name: 'direction', word: t('Direction') },
  ],
  columns: [
    {
      ...{ name: 'address', word: t('Address'), width: '10rem' },
      help: t('Where connections come in, or were meant to go'),
      textOf: ({ address }) => address,
    },
    {
      ...{ name: 'port', word: t('Port'), width: '5.5rem', isNumber: true },
      textOf: ({ port }) => numberText(port),
    },
    {
      ...{ name: 'match', word: t('Match'), width: '16rem' },
      help: t('Which connections: by name asked for, address, transport; ALL: whatever comes'),
      textOf: ({ match }) => match,
    },
    {
      ...{ name: 'destination', word: t('Destination'), width: '20rem' },
      help: t('What is done with them; a route leads to its rows, a cluster to its endpoints'),
      textOf: ({ destination }) => destination,
      show: ({ destination, route, cluster }, context) =>
        route !== null ? (
          <PartLink part="routes" filters={{ route }} context={context}>
            {destination}
          </PartLink>
        ) : cluster !== null ? (
          <PartLink part="endpoints" filters={{ cluster }} context={context}>
            {destination}
          </PartLink>
        ) : (
          destination
        ),
    },
    {
      ...{ name: 'direction', word: t('Direction'), width: '7.5rem' },
      textOf: ({ direction }) => (direction === null ? '' : directionWords[direction]),
    },
    madeBy,
    updated,
  ],
}
