import { Skeleton } from '@patternfly/react-core'
import { useEffect, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { CertificateRow } from '#contract/proxy-rows.ts'
import { useProxyTable } from '../../../api/proxy-queries.ts'
import { StateDot } from '../../../components/StateDot.tsx'
import { toPart } from '../url.ts'
import type { Look } from '../use-look.ts'
import { dateText, lifeText } from '../words.ts'
import { t } from '../../../i18n/t.ts'

/** By what the proxy proves who it is, and whom it trusts: how long each is still good. */
export function CertificatesCard({ look }: { look: Look }): ReactNode {
  const { learn, reading, address } = look
  const { data, error } = useProxyTable({ reading, section: 'secrets', ask: {} })
  useEffect(() => {
    if (data !== undefined) learn(data)
  }, [data, learn])
  const dated = data?.rows.filter(({ validTo }) => validTo !== null) ?? []
  return (
    <section className="al-proxy-card">
      <h3>
        {t('Certificates')} <Link to={address.linkTo(toPart('secrets'))}>{t('all of them')}</Link>
      </h3>
      {data === undefined ? (
        error === null ? (
          <Skeleton height="4rem" screenreaderText={t('Reading the certificates')} />
        ) : (
          <p className="al-warn">{t('Not known: {{message}}', { message: error.message })}</p>
        )
      ) : dated.length === 0 ? (
        <p className="al-quiet">{t('The proxy has been given no certificate.')}</p>
      ) : (
        <ul className="al-proxy-certificates">
          {dated.map((row) => (
            <Certificate key={row.key} row={row} at={data.takenAt} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Certificate({ row, at }: { row: CertificateRow; at: number }): ReactNode {
  const { name, kind, subject, subjectNames, issuer, validTo, validity } = row
  if (validTo === null) return null
  const isGood = validity === 'valid'
  const left = leftText(validity, lifeText(validTo, at))
  return (
    <li>
      <div className="al-proxy-origin">
        <StateDot tone={isGood ? 'good' : 'bad'} />
        <b className={isGood ? '' : 'al-bad'}>{left}</b>
        <span>{kind === 'trustedAuthority' ? t('Trusted authority') : name}</span>
      </div>
      <div>{subjectNames.join(', ') || subject}</div>
      <div className="al-quiet">
        {issuer === null
          ? t('until {{date}}', { date: dateText(validTo) })
          : t('until {{date}}, issued by {{issuer}}', { date: dateText(validTo), issuer })}
      </div>
    </li>
  )
}

function leftText(validity: CertificateRow['validity'], left: string): string {
  if (validity === 'notYet') return t('not good yet')
  return validity === 'valid' ? t('{{time}} left', { time: left }) : left
}
