import { t } from '../../../i18n/t.ts'
import type { TableKind } from '../table/column.ts'
import { dateText, lifeText } from '../words.ts'
import { madeBy, updated } from './cells.tsx'

const kindWords = {
  ...{
    certificate: t('Own certificate'),
    trustedAuthority: t('Trusted authority'),
    other: t('Other'),
  },
} as const

export const secrets: TableKind<'secrets'> = {
  ...{ section: 'secrets', title: t('Secrets'), none: t('No certificates') },
  whyNone: t('The proxy has been given no certificate.'),
  filters: [{ name: 'name', word: t('Secret') }],
  columns: [
    { ...{ name: 'name', word: t('Secret'), width: '8rem' }, textOf: ({ name }) => name },
    {
      ...{ name: 'kind', word: t('Kind'), width: '10rem' },
      help: t('Keys never leave the proxy'),
      textOf: ({ kind, place }) => (place === 0 ? kindWords[kind] : `${kindWords[kind]}, ${place}`),
    },
    {
      ...{ name: 'subject', word: t('Of whom'), width: '19rem', isUnsorted: true },
      textOf: ({ subjectNames, subject }) => subjectNames.join(', ') || (subject ?? ''),
    },
    {
      ...{ name: 'validTo', word: t('Left'), width: '9rem' },
      help: t('How long it is good, when the proxy was asked'),
      textOf: ({ validTo }) => (validTo === null ? '' : new Date(validTo).toISOString()),
      show: ({ validTo, validity }, { at }) =>
        validTo === null ? (
          <span className="al-quiet">–</span>
        ) : (
          <span className={validity === 'valid' ? '' : 'al-bad'} title={dateText(validTo)}>
            {validity === 'notYet' ? t('not good yet') : lifeText(validTo, at)}
          </span>
        ),
    },
    {
      ...{ name: 'validFrom', word: t('From'), width: '10rem', isUnsorted: true },
      textOf: ({ validFrom }) => (validFrom === null ? '' : dateText(validFrom)),
    },
    {
      ...{ name: 'issuer', word: t('Issuer'), width: '11rem', isUnsorted: true },
      textOf: ({ issuer }) => issuer ?? '',
    },
    {
      ...{ name: 'serial', word: t('Serial number'), width: '12rem', isUnsorted: true },
      textOf: ({ serial }) => serial ?? '',
    },
    madeBy,
    updated,
  ],
}
