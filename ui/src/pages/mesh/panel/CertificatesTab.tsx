import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ControlPlanePart } from '#contract/mesh.ts'
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
  const trouble = data?.missing.find(({ what }) => what === 'signing')?.message ?? error?.message
  return (
    <>
      <h3>{t('Signed with')}</h3>
      {data === undefined && error === null && (
        <Skeleton height="4rem" screenreaderText={t('Reading certificates')} />
      )}
      {trouble !== undefined && <p className="al-quiet">{trouble}</p>}
      {trouble === undefined && data?.signing.length === 0 && (
        <p className="al-quiet">
          {t('No Secret with what it signs with is there: somebody else may sign for it.')}
        </p>
      )}
      {data !== undefined && data.signing.length > 0 && (
        <Certificates certificates={data.signing} />
      )}
    </>
  )
}
