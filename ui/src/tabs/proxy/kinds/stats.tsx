import { t } from '../../../i18n/t.ts'
import type { TableKind } from '../table/column.ts'
import { countText } from './cells.tsx'

export const stats: TableKind<'stats'> = {
  ...{ section: 'stats', title: t('Stats'), none: t('No figures') },
  whyNone: t('The proxy counts nothing yet.'),
  filters: [{ name: 'name', word: t('Name') }],
  columns: [
    { ...{ name: 'name', word: t('Name'), width: '32rem' }, textOf: ({ name }) => name },
    {
      ...{ name: 'value', word: t('Value'), width: '16rem', isNumber: true },
      textOf: ({ text }) => text,
      show: ({ value, text }) => (value === null ? text : countText(value)),
    },
  ],
}
