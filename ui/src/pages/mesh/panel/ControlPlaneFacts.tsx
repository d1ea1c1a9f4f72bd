import type { ReactNode } from 'react'
import type { ControlPlanePart, MeshMtls, MeshOfCluster } from '#contract/mesh.ts'
import { ObjectLink } from '../../../components/ObjectLink.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { mtlsWords } from '../words.ts'
import { Fact, Facts } from './Facts.tsx'

export interface ControlPlaneFactsProps {
  readonly part: ControlPlanePart
  readonly meshes: readonly MeshOfCluster[]
}

const outboundWords = {
  any: 'Hosts that nobody registered are let through',
  registered: 'Hosts that nobody registered are refused',
} as const

/** What a control plane is, what it is set to, and how well it tells its proxies. */
export function ControlPlaneFacts({ part, meshes }: ControlPlaneFactsProps): ReactNode {
  const { namespace, name, tags, connected, expected, convergenceP99Seconds } = part
  const mtls = meshes.find(({ cluster }) => cluster === part.cluster)?.mtls ?? null
  return (
    <div className="al-mesh-section">
      <Facts>
        <Fact term="Workload">
          {namespace === null ? null : (
            <SubjectLink subject={{ kind: 'workload', namespace, name }}>
              {namespace}/{name}
            </SubjectLink>
          )}
        </Fact>
        <Fact term="Version">{part.version}</Fact>
        <Fact term="Revision">{part.revision ?? 'default'}</Fact>
        <Fact term="Tags">{tags === null ? null : tags.join(', ') || 'None'}</Fact>
        <Fact term="Mesh mTLS">{mtls === null ? null : <MtlsOfMesh mtls={mtls} />}</Fact>
        <SettingsFacts settings={part.settings} />
        <Fact term="Proxies">
          {connected === null || expected === null
            ? null
            : `${Math.round(connected)} of ${expected} connected`}
        </Fact>
        <Fact term="Sync, p99">
          {convergenceP99Seconds === null
            ? null
            : `${Number(convergenceP99Seconds.toPrecision(2))} s`}
        </Fact>
      </Facts>
    </div>
  )
}

function MtlsOfMesh({ mtls }: { readonly mtls: MeshMtls }): ReactNode {
  return (
    <>
      {mtlsWords[mtls.state].long}
      {mtls.from !== null && (
        <>
          , by <ObjectLink object={mtls.from} />
        </>
      )}
    </>
  )
}

function SettingsFacts({ settings }: Pick<ControlPlanePart, 'settings'>): ReactNode {
  return (
    <>
      <Fact term="Minimum TLS">{settings?.minTls ?? null}</Fact>
      <Fact term="Outbound">{settings === null ? null : outboundWords[settings.outbound]}</Fact>
      <Fact term="Trust domain">{settings?.trustDomain ?? null}</Fact>
      <Fact term="Root namespace">{settings?.rootNamespace ?? null}</Fact>
    </>
  )
}
