import type { ReactNode } from 'react'
import type { MeshCertificate } from '#contract/mesh.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { count } from '../../../lib/plural.ts'
import { Fact, Facts } from './Facts.tsx'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const sayDay = (at: number | null): string => (at === null ? '' : day.format(at))

/** Who has issued them, for whom, and how long they are good. No key is ever shown. */
export function Certificates(props: {
  readonly certificates: readonly MeshCertificate[] | null
}): ReactNode {
  const { certificates } = props
  if (certificates === null)
    return <p className="al-quiet">Not known: see above why they could not be read.</p>
  return certificates.map((one) => (
    <section key={one.name} aria-label={one.name} className="al-mesh-certificate">
      <p>
        <HealthBadge status={one.status} isCompact />{' '}
        <b>{one.daysLeft === null ? 'Cannot be read' : sayLeft(one.daysLeft)}</b>
      </p>
      {one.error !== null && <p className="al-warn">{one.error}</p>}
      <Facts>
        <Fact term="Subject">{one.subject}</Fact>
        <Fact term="Issuer">{one.isRoot ? 'Itself: a root certificate' : one.issuer}</Fact>
        <Fact term="Valid">
          {one.validFromAt === null
            ? null
            : `${sayDay(one.validFromAt)} – ${sayDay(one.validToAt)}`}
        </Fact>
        {one.dnsNames.length > 0 && <Fact term="Names">{one.dnsNames.join(', ')}</Fact>}
        <Fact term="From">{one.name}</Fact>
        <Fact term="SHA-256">
          {one.fingerprint === null ? null : <code>{one.fingerprint}</code>}
        </Fact>
      </Facts>
    </section>
  ))
}

const sayLeft = (days: number): string =>
  days < 0 ? `Ended ${count(-days, 'day')} ago` : `${count(days, 'day')} left`
