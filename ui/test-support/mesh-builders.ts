import type {
  BackEndPart,
  ComponentPart,
  ConsolePart,
  ControlPlanePart,
  DataPlanePart,
  MeshState,
} from '#contract/mesh.ts'

const healthy = { status: 'healthy', reasons: [] } as const

export function aControlPlane(fields: Partial<ControlPlanePart> = {}): ControlPlanePart {
  return {
    ...{ id: 'controlPlane:east/system/controller', kind: 'controlPlane', cluster: 'east' },
    ...{ namespace: 'system', name: 'controller', version: '1.2.0', revision: 'default' },
    ...{ isCore: true, ready: 1, total: 1, charts: null, tags: ['stable'] },
    status: 'healthy',
    reasons: [{ kind: 'replicas', status: 'healthy', ready: 1, total: 1 }],
    ...{ connected: 8, expected: 8, convergenceP99Seconds: 0.4, rejectsPerSecond: 0 },
    certificates: [
      {
        ...{ name: 'ConfigMap system/root root.pem', subject: 'CN=root', issuer: 'CN=root' },
        ...{ isRoot: true, validFromAt: 0, validToAt: 86_400_000 * 400, daysLeft: 399 },
        ...{ dnsNames: [], fingerprint: 'AA:BB', status: 'healthy', error: null },
      },
    ],
    settings: {
      ...{ minTls: 'TLS 1.2', outbound: 'any', trustDomain: 'local', rootNamespace: 'system' },
    },
    ...fields,
  }
}

export function aDataPlane(fields: Partial<DataPlanePart> = {}): DataPlanePart {
  return {
    ...{ id: 'dataPlane:east/mesh/default', kind: 'dataPlane', cluster: 'east', namespace: null },
    ...{ name: 'default', version: '1.2.0', revision: 'default', isCore: true, ...healthy },
    reasons: [],
    proxies: [{ version: '1.2.0', proxies: 8, skew: 'none' }],
    ...{ sidecars: 8, ambient: 0 },
    namespaces: [
      {
        ...{ name: 'shop', asks: 'sidecar', asksRevision: null, servedBy: 'default' },
        ...{ pods: 9, sidecars: 8, ambient: 0, missing: 1 },
      },
    ],
    ...fields,
  }
}

export function aGateway(name: string, fields: Partial<ComponentPart> = {}): ComponentPart {
  return {
    ...{ id: `gateway:east/system/${name}`, kind: 'gateway', cluster: 'east', namespace: 'system' },
    ...{ name, version: '1.2.0', revision: null, isCore: true, ready: 1, total: 1, charts: null },
    ...healthy,
    ...{ servedBy: 'default', reasons: [] },
    ...fields,
  }
}

export function aStore(fields: Partial<BackEndPart> = {}): BackEndPart {
  return {
    ...{ id: 'metricStore:metrics', kind: 'metricStore', cluster: null, namespace: null },
    ...{ name: 'Prometheus', version: '3.5.0', isCore: false, ...healthy },
    reasons: [],
    backEnd: {
      ...{ id: 'metrics', kind: 'metrics', product: 'Prometheus', version: '3.5.0' },
      ...{ address: 'http://prometheus:9090', howFound: 'configuration', state: 'reached' },
      ...{ message: null, sinceAt: 0, latencyMs: 3, details: [] },
    },
    ...fields,
  }
}

const aConsole: ConsolePart = {
  ...{ id: 'console', kind: 'console', cluster: null, namespace: null, name: 'Alidade' },
  ...{ version: '0.1.0', isCore: false, ...healthy, startedAt: 0, viewers: 1 },
  ...{ residentBytes: 250_000_000, cpuCores: 0.1, reasons: [] },
}

/** A mesh of one control plane, one data plane, one gateway, a store and the console. */
export function aMeshState(fields: Partial<MeshState> = {}): MeshState {
  const parts = fields.parts ?? [
    aControlPlane(),
    aDataPlane(),
    aGateway('front'),
    aStore(),
    aConsole,
  ]
  return {
    at: 3_600_000,
    meshes: [
      {
        ...{ cluster: 'east', mesh: 'Test Mesh', version: '1.2.0', hasAmbient: false },
        mtls: { state: 'partial', mode: 'permissive', isAuto: true, from: null },
        lookedFor: [],
      },
    ],
    links: [
      {
        ...{ source: 'controlPlane:east/system/controller', target: 'dataPlane:east/mesh/default' },
        ...{ what: 'configures', status: 'healthy' },
      },
    ],
    isCut: false,
    warnings: [],
    ...fields,
    parts,
  }
}
