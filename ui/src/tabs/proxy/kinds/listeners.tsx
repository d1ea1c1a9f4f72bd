import type { TableKind } from '../table/column.ts'
import { madeBy, numberText, PartLink, sentence, updated } from './cells.tsx'

export const listeners: TableKind<'listeners'> = {
  ...{ section: 'listeners', title: 'Listeners', one: 'listener', many: 'listeners' },
  whyNone: 'The proxy listens to nothing yet.',
  filters: [
    { name: 'address', word: 'Address' },
    { name: 'port', word: 'Port' },
    { name: 'match', word: 'Match' },
    { name: 'destination', word: 'Destination' },
    { name: 'direction', word: 'Direction' },
  ],
  columns: [
    {
      ...{ name: 'address', word: 'Address', width: '10rem' },
      help: 'Where connections come in, or were meant to go',
      textOf: ({ address }) => address,
    },
    {
      ...{ name: 'port', word: 'Port', width: '5.5rem', isNumber: true },
      textOf: ({ port }) => numberText(port),
    },
    {
      ...{ name: 'match', word: 'Match', width: '16rem' },
      help: 'Which connections: by name asked for, address, transport; ALL: whatever comes',
      textOf: ({ match }) => match,
    },
    {
      ...{ name: 'destination', word: 'Destination', width: '20rem' },
      help: 'What is done with them; a route leads to its rows, a cluster to its endpoints',
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
      ...{ name: 'direction', word: 'Direction', width: '7.5rem' },
      textOf: ({ direction }) => (direction === null ? '' : sentence(direction)),
    },
    madeBy,
    updated,
  ],
}
