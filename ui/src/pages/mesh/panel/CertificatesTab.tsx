import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ControlPlaneDetails, ControlPlanePart } from '#contract/mesh.ts'
import { useControlPlane, type ControlPlaneName } from '../../../api/mesh-queries.ts'
import { t } from '../../../i18n/t.ts'
import { Certificates } from './Certificates.tsx'

/** What everybody trusts, and what a control plane signs with, as far as the viewer may read it. */
export function CertificatesTab({ part }: { readonly part: ControlPlanePart }): ReactNode {
  const { namespace, name, certificates } = part
  return (
    <div className="al-mesh-section">
      <h3>{t('Trusted by everybody')}</h3>
      <Certificates certificates={certificates} />
      {namespace !== null && <Signing namespace={namespace} name={name} />}
    </div>
  )
}

function Signing({ namespace, name }: ControlPlaneName): ReactNode {
  const { data, error } = useControlPlane({ namespace, name })
  return (
    <>
      <h3>{t('Signed with')}</h3>
      {data !== undefined ? (
        <Signed details={data} />
      ) : error !== null ? (
        <p className="al-quiet">{error.message}</p>
      ) : (
        <Skeleton height="4rem" screenreaderText={t('Reading certificates')} />
      )}
    </>
  )
}

function Signed({ details }: { readonly details: ControlPlaneDetails }): ReactNode {
  const { missing, signing } = details
  const trouble = missing.find(({ what }) => what === 'signing')
  if (trouble !== undefined) return <p className="al-quiet">{trouble.message}</p>
  if (signing.length > 0) return <Certificates certificates={signing} />
  return (
    <p className="al-quiet">
      {t('No Secret with what it signs with is there: somebody else may sign for it.')}
    </p>
  )
}
