import type { ReactNode } from 'react'
import type { MeshCertificate } from '#contract/mesh.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { sayDaysLeft } from '../../../components/part-words.ts'
import { locale, t } from '../../../i18n/t.ts'

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
const sayDay = (at: number | null): string => (at === null ? '' : day.format(at))

/** Who has issued them, for whom, and how long they are good. No key is ever shown. */
export function Certificates(props: {
  readonly certificates: readonly MeshCertificate[] | null
}): ReactNode {
  const { certificates } = props
  if (certificates === null)
    return <p className="al-quiet">{t('Not known: see above why they could not be read.')}</p>
  return certificates.map((one) => (
    <section key={one.name} aria-label={one.name} className="al-mesh-certificate">
      <p>
        <HealthBadge status={one.status} isCompact />{' '}
        <b>{one.daysLeft === null ? t('Cannot be read') : sayDaysLeft(one.daysLeft)}</b>
      </p>
      {one.error !== null && <p className="al-warn">{one.error}</p>}
      <Facts>
        <Fact term={t('Subject')}>{one.subject}</Fact>
        <Fact term={t('Issuer')}>{one.isRoot ? t('Itself: a root certificate') : one.issuer}</Fact>
        <Fact term={t('Valid')}>
          {one.validFromAt === null
            ? null
            : `${sayDay(one.validFromAt)} – ${sayDay(one.validToAt)}`}
        </Fact>
        {one.dnsNames.length > 0 && <Fact term={t('Names')}>{one.dnsNames.join(', ')}</Fact>}
        <Fact term={t('Stands in')}>{one.name}</Fact>
        <Fact term={t('SHA-256')}>
          {one.fingerprint === null ? null : <code>{one.fingerprint}</code>}
        </Fact>
      </Facts>
    </section>
  ))
}
