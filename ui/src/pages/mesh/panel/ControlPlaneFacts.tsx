import type { ReactNode } from 'react'
import type { ControlPlanePart, MeshMtls, MeshOfCluster } from '#contract/mesh.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { ObjectLink } from '../../../components/ObjectLink.tsx'
import { usualRevision } from '../../../components/revision-words.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'
import { formatSync, meshMtlsWords } from '../../../components/part-words.ts'

export interface ControlPlaneFactsProps {
  readonly part: ControlPlanePart
  readonly meshes: readonly MeshOfCluster[]
}

const outboundWords = {
  any: t('Hosts that nobody registered are let through'),
  registered: t('Hosts that nobody registered are refused'),
} as const

/** What a control plane is, what it is set to, and how well it tells its proxies. */
export function ControlPlaneFacts({ part, meshes }: ControlPlaneFactsProps): ReactNode {
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
        <Fact term={t('Sync, p99')}>
          {convergenceP99Seconds === null ? null : formatSync(convergenceP99Seconds)}
        </Fact>
      </Facts>
    </div>
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
