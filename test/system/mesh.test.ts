import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  getControlPlane,
  getMesh,
  type ControlPlaneDetails,
  type ControlPlanePart,
  type MeshPart,
  type MeshState,
} from '#contract/mesh.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

let running: ConsoleOnLab

beforeAll(async () => {
  running = await startConsoleOnLab({ args: ['--auth', 'token'] })
})
afterAll(() => running.close())

type Who = keyof ConsoleOnLab['lab']['tokens']

const ask = (who: Who, place: string): Promise<Response> =>
  fetch(new URL(`api/v1/${place}`, running.url), {
    headers: { authorization: `Bearer ${running.lab.tokens[who]}` },
  })

const mesh = async (who: Who): Promise<MeshState> =>
  getMesh.response.parse(await (await ask(who, 'mesh')).json())

const details = async (who: Who): Promise<ControlPlaneDetails> =>
  getControlPlane.response.parse(
    await (await ask(who, 'mesh/control-planes/istio-system/istiod')).json(),
  )

const objectOf = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {}

const briefly = ({ kind, name, version, status }: MeshPart): string =>
  [kind, name, version, status].join(' ')

describe('the mesh over the API', () => {
  it('is told part by part with versions and health, two revisions of the control plane among them', async () => {
    const { parts, meshes } = await mesh('admin')
    // Beside them the lab has namespaces where things are wrong on purpose.
    const planes = parts.filter(
      ({ isCore, namespace }) => isCore && !(namespace ?? '').startsWith('broken'),
    )
    expect(planes.map(({ kind, name, version }) => `${kind} ${name} ${version ?? ''}`)).toEqual([
      'controlPlane istiod 1.29.1',
      'controlPlane istiod-1-30-0 1.30.0',
      'gateway istio-egressgateway 1.29.1',
      'gateway istio-ingressgateway 1.29.1',
      'waypoint waypoint 1.29.1',
      'nodeProxy ztunnel 1.29.1',
      'nodeAgent istio-cni-node 1.29.1',
      expect.stringMatching(/^dataPlane default /),
      'dataPlane 1-30-0 1.30.0',
      'cluster Kubernetes 1.36.3+lab',
    ])
    const unwell = planes.filter(({ status }) => status !== 'healthy')
    expect(unwell.map(({ id, reasons }) => [id, reasons[0]?.kind])).toEqual(
      unwell.map(() => ['dataPlane:Kubernetes/istio/default', 'skew']),
    )
    expect(meshes[0]).toMatchObject({
      ...{ mesh: 'Istio', version: '1.29.1', hasAmbient: true },
      mtls: { state: 'partial', mode: 'permissive', isAuto: true },
    })
  })

  it('has each proxy connected to the control plane of its revision, by the metric store', async () => {
    const planes = async (): Promise<readonly ControlPlanePart[]> =>
      (await mesh('admin')).parts.filter((part) => part.kind === 'controlPlane')
    // Whoever asks while figures are still being read is told that they are not known.
    await expect
      .poll(async () => (await planes()).filter(({ connected }) => connected === null))
      .toEqual([])
    for (const part of await planes()) {
      expect(part.connected, part.name).toBe(part.expected)
      expect(part.convergenceP99Seconds, part.name).toBeGreaterThan(0)
      expect(part.certificates?.map(({ isRoot, status }) => [isRoot, status])).toEqual([
        [true, 'healthy'],
      ])
      expect(part.reasons).toContainEqual(
        expect.objectContaining({ kind: 'kinds', status: 'healthy', missing: [] }),
      )
      expect(part.tags).toEqual(part.revision === 'default' ? [] : ['canary'])
      expect(part.reasons).toContainEqual(
        expect.objectContaining({
          ...{ kind: 'certificate', status: 'healthy' },
          name: expect.stringMatching(/^Webhook istio-/) as unknown,
        }),
      )
    }
  })

  it('shows those with one namespace what is of it, and names nothing else', async () => {
    const state = await mesh('bookinfo')
    expect(state.isCut).toBe(true)
    expect(state.parts.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'dataPlane default',
      'cluster Kubernetes',
      'metricStore Prometheus',
      'traceStore Jaeger',
      'console Alidade',
    ])
    const [plane] = state.parts
    expect(plane?.kind === 'dataPlane' && plane.namespaces.map(({ name }) => name)).toEqual([
      'bookinfo',
    ])
    expect(JSON.stringify(state)).not.toMatch(/istio-system|payments|travel|127\.0\.0\.1/)
    const nobody = await mesh('nobody')
    expect(nobody.meshes[0]?.mtls).toBeNull()
    expect(nobody.parts.map(({ kind }) => kind)).not.toContain('dataPlane')
  })

  it('tells what a control plane is set to and may take to those who may read it', async () => {
    const { effective, standard, shared, limits, missing } = await details('admin')
    expect(effective).toContain('rootNamespace: istio-system')
    expect(standard?.object).toMatchObject({ kind: 'ConfigMap', name: 'istio' })
    expect([shared, missing]).toEqual([null, []])
    expect(limits).toEqual({ cpuCores: null, memoryBytes: 256 * 2 ** 20 })
    const refused = await ask('bookinfo', 'mesh/control-planes/istio-system/istiod')
    expect(await refused.json()).toMatchObject({ error: { code: 'notFound' } })
  })

  it('says within a moment that a control plane is gone, and what that means for its proxies', async () => {
    const { objects } = running.lab
    const deployment = objects.get('Deployment.apps', 'istio-system', 'istiod-1-30-0')
    if (deployment === null) throw new Error('The lab has no second control plane')
    objects.update({ ...deployment, spec: { ...objectOf(deployment.spec), replicas: 0 } })
    const gone = async (): Promise<string[]> =>
      (await mesh('admin')).parts.filter(({ status }) => status === 'failure').map(briefly)
    await expect
      .poll(gone)
      .toEqual(['controlPlane istiod-1-30-0 1.30.0 failure', 'dataPlane 1-30-0 1.30.0 failure'])
    const { links } = await mesh('admin')
    expect(links.filter(({ status }) => status === 'failure')).toHaveLength(1)
  })
})
