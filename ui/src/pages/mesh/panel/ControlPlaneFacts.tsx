import type { ReactNode } from 'react'
import type { ControlPlanePart, DataPlanePart, MeshMtls, MeshOfCluster } from '#contract/mesh.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { ObjectLink } from '../../../components/ObjectLink.tsx'
import { usualRevision } from '../../../components/revision-words.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'
import { formatSync, meshMtlsWords } from '../../../components/part-words.ts'

export interface ControlPlaneFactsProps {
  readonly part: ControlPlanePart
  readonly meshes: readonly MeshOfCluster[]
  /** Of all control planes, by which namespaces are counted. */
  readonly dataPlanes: readonly DataPlanePart[]
}

const outboundWords = {
  any: t('Hosts that nobody registered are let through'),
  registered: t('Hosts that nobody registered are refused'),
} as const

/** What a control plane is, what it is set to, and how well it tells its proxies. */
export function ControlPlaneFacts({ part, meshes, dataPlanes }: ControlPlaneFactsProps): ReactNode {
  const { namespace, name, tags, connected, expected, convergenceP99Seconds } = part
  const mtls = meshes.find(({ cluster }) => cluster === part.cluster)?.mtls ?? null
  return (
    <div className="al-mesh-section">
      <Facts>
        <Fact term={t('Workload')}>
          {namespace === null ? null : (
            <SubjectLink subject={{ kind: 'workload', namespace, name }}>
              {namespace}/{name}
            </SubjectLink>
          )}
        </Fact>
        <Fact term={t('Version')}>{part.version}</Fact>
        <Fact term={t('Revision')}>{part.revision ?? usualRevision}</Fact>
        <Fact term={t('Tags')}>{tags === null ? null : tags.join(', ') || t('None')}</Fact>
        <Fact term={t('Mesh mTLS')}>{mtls === null ? null : <MtlsOfMesh mtls={mtls} />}</Fact>
        <SettingsFacts settings={part.settings} />
        <Fact term={t('Proxies')}>
          {connected === null || expected === null
            ? null
            : t('{{connected}} of {{expected}} connected', {
                connected: Math.round(connected),
                expected,
              })}
        </Fact>
        <Fact term={t('Namespaces')}>
          <Managed part={part} dataPlanes={dataPlanes} />
        </Fact>
        <Fact term={t('Sync, p99')}>
          {convergenceP99Seconds === null ? null : formatSync(convergenceP99Seconds)}
        </Fact>
      </Facts>
    </div>
  )
}

/** How many namespaces follow it, and how many others: as figures, and as a part of a ring. */
function Managed({
  part,
  dataPlanes,
}: Pick<ControlPlaneFactsProps, 'part' | 'dataPlanes'>): ReactNode {
  const ofCluster = dataPlanes.filter(({ cluster }) => cluster === part.cluster)
  const all = ofCluster.reduce((sum, { namespaces }) => sum + namespaces.length, 0)
  const own = ofCluster
    .filter(({ revision }) => revision === (part.revision ?? 'default'))
    .reduce((sum, { namespaces }) => sum + namespaces.length, 0)
  if (all === 0) return <>{t('None')}</>
  return (
    <span className="al-mesh-share">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7" pathLength="100" />
        <circle
          cx="10"
          cy="10"
          r="7"
          pathLength="100"
          data-share={Math.round((100 * own) / all)}
          strokeDasharray={`${(100 * own) / all} 100`}
        />
      </svg>
      {t('{{own}} of {{all}} follow it', { own, all })}
    </span>
  )
}

function MtlsOfMesh({ mtls }: { readonly mtls: MeshMtls }): ReactNode {
  return (
    <>
      {meshMtlsWords[mtls.state].long} {mtls.from !== null && <ObjectLink object={mtls.from} />}
    </>
  )
}

function SettingsFacts({ settings }: Pick<ControlPlanePart, 'settings'>): ReactNode {
  return (
    <>
      <Fact term={t('Minimum TLS')}>{settings?.minTls ?? null}</Fact>
      <Fact term={t('Outbound')}>
        {settings === null ? null : outboundWords[settings.outbound]}
      </Fact>
      <Fact term={t('Trust domain')}>{settings?.trustDomain ?? null}</Fact>
      <Fact term={t('Root namespace')}>{settings?.rootNamespace ?? null}</Fact>
    </>
  )
}
