import type { TableKind } from '../table/column.ts'
import { countText } from './cells.tsx'

export const stats: TableKind<'stats'> = {
  ...{ section: 'stats', title: 'Stats', one: 'figure', many: 'figures' },
  whyNone: 'The proxy counts nothing yet.',
  filters: [{ name: 'name', word: 'Name' }],
  columns: [
    { ...{ name: 'name', word: 'Name', width: '32rem' }, textOf: ({ name }) => name },
    {
      ...{ name: 'value', word: 'Value', width: '16rem', isNumber: true },
      textOf: ({ text }) => text,
      show: ({ value, text }) => (value === null ? text : countText(value)),
    },
  ],
}
