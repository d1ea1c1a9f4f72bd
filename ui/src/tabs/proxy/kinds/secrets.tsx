import type { TableKind } from '../table/column.ts'
import { dateText, lifeText } from '../words.ts'
import { madeBy, updated } from './cells.tsx'

const kindWords = {
  ...{ certificate: 'Own certificate', trustedAuthority: 'Trusted authority', other: 'Other' },
} as const

export const secrets: TableKind<'secrets'> = {
  ...{ section: 'secrets', title: 'Secrets', one: 'certificate', many: 'certificates' },
  whyNone: 'The proxy has been given no certificate.',
  filters: [{ name: 'name', word: 'Secret' }],
  columns: [
    { ...{ name: 'name', word: 'Secret', width: '8rem' }, textOf: ({ name }) => name },
    {
      ...{ name: 'kind', word: 'Kind', width: '10rem' },
      help: 'Keys never leave the proxy',
      textOf: ({ kind, place }) => (place === 0 ? kindWords[kind] : `${kindWords[kind]}, ${place}`),
    },
    {
      ...{ name: 'subject', word: 'Of whom', width: '19rem', isUnsorted: true },
      textOf: ({ subjectNames, subject }) => subjectNames.join(', ') || (subject ?? ''),
    },
    {
      ...{ name: 'validTo', word: 'Left', width: '9rem' },
      help: 'How long it is good, when the proxy was asked',
      textOf: ({ validTo }) => (validTo === null ? '' : new Date(validTo).toISOString()),
      show: ({ validTo, validity }, { at }) =>
        validTo === null ? (
          <span className="al-quiet">–</span>
        ) : (
          <span className={validity === 'valid' ? '' : 'al-bad'} title={dateText(validTo)}>
            {validity === 'notYet' ? 'not good yet' : lifeText(validTo, at)}
          </span>
        ),
    },
    {
      ...{ name: 'validFrom', word: 'From', width: '10rem', isUnsorted: true },
      textOf: ({ validFrom }) => (validFrom === null ? '' : dateText(validFrom)),
    },
    {
      ...{ name: 'issuer', word: 'Issuer', width: '11rem', isUnsorted: true },
      textOf: ({ issuer }) => issuer ?? '',
    },
    {
      ...{ name: 'serial', word: 'Serial number', width: '12rem', isUnsorted: true },
      textOf: ({ serial }) => serial ?? '',
    },
    madeBy,
    updated,
  ],
}
