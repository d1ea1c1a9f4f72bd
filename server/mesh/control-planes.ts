import type { ControlPlanePart, MeshCertificate, PartReason } from '#contract/mesh.ts'
import type { ControlPlaneFigure, FoundComponent } from '../seams/mesh-parts.ts'
import { judgeCertificate, readCertificates } from './certificates.ts'
import { describeWorkload } from './components.ts'
import {
  judge,
  judgeConnected,
  judgeConvergence,
  judgeKinds,
  judgeRejects,
  judgeReplicas,
} from './judge.ts'
import type { ClusterInput, ClusterMesh, FoundWebhook, MeshSight } from './mesh-input.ts'
import { defaultRevision, type Revisions } from './revisions.ts'
import { judgeWebhook } from './webhooks.ts'

export interface ClusterParts {
  readonly at: number
  readonly cluster: ClusterInput
  readonly found: ClusterMesh
  readonly revisions: Revisions
}

/** A control plane with what it says of itself, as far as the viewer may read it. */
export function describeControlPlane(
  component: FoundComponent,
  { at, cluster, found, revisions }: ClusterParts,
): ControlPlanePart {
  const { sight } = cluster
  const { readings, mesh } = found
  const revision = component.revision ?? defaultRevision
  const figures = figuresOf(component, readings.figures)
  const expected = sight.seesAll ? countExpected(found, revisions, revision) : null
  const told: Told = {
    expected,
    connected: expected === null ? null : (figures.connected ?? null),
    convergenceP99Seconds: figures.convergenceP99Seconds ?? null,
    rejectsPerSecond: figures.rejectsPerSecond ?? null,
    certificates: certificatesOf(component, { at, found, sight }),
  }
  const reasons = [
    judgeReplicas(component.ready, component.total, true),
    ...judgeFigures(told),
    ...judgeKinds(mesh.parts.kinds, cluster.served),
    ...whatIsNotKnown(Object.keys(figures).length > 0, told.certificates !== null, sight),
    ...(told.certificates ?? []).map(judgeCertificate),
    ...webhooksOf(revision, readings, sight).flatMap((webhook) => judgeWebhook(webhook, at)),
  ]
  return {
    ...describeWorkload(component, { cluster: cluster.cluster, mesh }),
    kind: 'controlPlane',
    ...judge(reasons),
    tags: revisions.tagsOf(revision),
    ...told,
    settings: settingsOf(component, found, sight),
  }
}

type Told = Pick<
  ControlPlanePart,
  'expected' | 'connected' | 'convergenceP99Seconds' | 'rejectsPerSecond' | 'certificates'
>

function judgeFigures(told: Told): PartReason[] {
  const { connected, expected, convergenceP99Seconds, rejectsPerSecond } = told
  return [
    ...(connected === null || expected === null ? [] : [judgeConnected(connected, expected)]),
    ...(convergenceP99Seconds === null ? [] : [judgeConvergence(convergenceP99Seconds)]),
    ...(rejectsPerSecond === null ? [] : [judgeRejects(rejectsPerSecond)]),
  ]
}

/** Those through which it is asked, as far as the viewer may list them. */
function webhooksOf(
  revision: string,
  { webhooks }: ClusterMesh['readings'],
  { mayListTags }: MeshSight,
): readonly FoundWebhook[] {
  return mayListTags ? webhooks.filter((one) => one.revision === revision) : []
}

function settingsOf(
  { namespace, name }: FoundComponent,
  { readings }: ClusterMesh,
  sight: MeshSight,
): ControlPlanePart['settings'] {
  const settings = readings.settings.get(`${namespace}/${name}`) ?? null
  if (settings === null || !sight.mayReadConfigMaps(namespace)) return null
  const { minTls, outbound, trustDomain, rootNamespace } = settings
  return { minTls, outbound, trustDomain, rootNamespace }
}

type Figures = Partial<Record<ControlPlaneFigure, number>>

/** Proxies of all of its pods add up; of the rest the worst pod counts. */
function figuresOf(
  { namespace, pods }: FoundComponent,
  known: ClusterMesh['readings']['figures'],
): Figures {
  const figures: Figures = {}
  for (const [figure, byPod] of known ?? []) {
    const own = pods.flatMap((pod) => byPod.get(`${namespace}/${pod}`) ?? [])
    if (own.length === 0) continue
    figures[figure] =
      figure === 'connected' ? own.reduce((sum, one) => sum + one, 0) : Math.max(...own)
  }
  return figures
}

/** Every proxy that runs keeps one connection to its control plane. */
function countExpected(found: ClusterMesh, revisions: Revisions, revision: string): number {
  return found.survey.proxies
    .filter((one) => one.plane !== 'ambient' && revisions.resolve(one.revision) === revision)
    .reduce((sum, { pods }) => sum + pods, 0)
}

interface CertificateAsk {
  readonly at: number
  readonly found: ClusterMesh
  readonly sight: MeshSight
}

/** Null: they are not known, or not for this viewer. */
function certificatesOf(
  { namespace }: FoundComponent,
  { at, found, sight }: CertificateAsk,
): MeshCertificate[] | null {
  const text = found.readings.rootCertificates.get(namespace) ?? null
  if (text === null || !sight.mayReadConfigMaps(namespace)) return null
  const { configMap, key } = found.mesh.parts.rootCertificate
  return readCertificates(text, `ConfigMap ${namespace}/${configMap} ${key}`, at)
}

function whatIsNotKnown(
  hasFigures: boolean,
  hasCertificates: boolean,
  { seesAll }: MeshSight,
): PartReason[] {
  const figures: PartReason = {
    ...{ kind: 'notKnown', status: 'none', what: 'figures' },
    message: 'The metric store has no figures of its pods.',
  }
  const certificates: PartReason = {
    ...{ kind: 'notKnown', status: 'none', what: 'certificates' },
    message: seesAll
      ? 'The ConfigMap with the certificate is not there, or the console may not read it: that takes get on ConfigMaps there.'
      : 'Its certificates are told to those who may read the ConfigMaps of its namespace.',
  }
  return [...(hasFigures ? [] : [figures]), ...(hasCertificates ? [] : [certificates])]
}
