import type { DetectedMesh } from '#contract/status.ts'
import type { ConfigFacts, Mesh, PolicyFacts } from '../../server/seams/mesh.ts'

const noPolicies: PolicyFacts = {
  mtlsOfNamespace: () => null,
  mtlsOfWorkload: () => null,
  actingOnWorkload: () => [],
  actingOnService: () => [],
  participationOf: () => ({ injection: { isAsked: false, by: null }, waypoint: null }),
  describeExternal: () => null,
  machines: () => [],
  objectOf: () => null,
  revisionOf: () => null,
}

/** Configuration that says nothing. */
export function someFacts(fields: Partial<ConfigFacts> = {}): ConfigFacts {
  return {
    marksByService: new Map(),
    effectsOnService: () => [],
    gatewayHostsByWorkload: new Map(),
    waypointWorkloads: new Set(),
    dataPlaneByWorkload: new Map(),
    workloadEntryApps: new Set(),
    externalServices: [],
    lowestBucketMsByWorkload: new Map(),
    controlPlaneNamespaces: new Set(),
    dataPlaneByNamespace: new Map(),
    permissions: () => ({ grants: [], isRefused: () => false }),
    policies: noPolicies,
    ...fields,
  }
}

/** A mesh that asks one query and reads nothing. */
export function aMesh(fields: Partial<Mesh> = {}): Mesh {
  return {
    id: 'testmesh',
    name: 'Test Mesh',
    lookedFor: ['a control plane called testd'],
    needs: { apiGroups: [], annotationPrefixes: [], envNames: [] },
    clusterNameOf: () => null,
    detect: () => null,
    readConfig: () => someFacts(),
    rules: [],
    examples: new Map(),
    readReferences: () => null,
    charts: {
      withGroupings: () => aMesh().charts,
      families: [],
      groupings: () => [],
      promql: () => null,
      read: () => ({ values: new Map(), statistic: null, reporter: null }),
    },
    telemetry: {
      queries: () => [
        { id: 'requests', layer: 'requests', promql: 'requests()', isRecorded: false },
      ],
      read: () => [],
      narrow: (query, { reporter }) => `${query.promql}{reporter="${reporter}"}`,
      flagText: (flag) => (flag === 'UF' ? 'upstream connection failure' : null),
      traceServices: ({ app }) => [app],
      readSpan: () => null,
      appLabels: ['app'],
    },
    logs: {
      isProxy: () => false,
      proxiesFor: () => [],
      requestTags: (requestId) => ({ request: requestId }),
      settingsAt: () => [],
      accessReader: () => () => null,
    },
    proxies: {
      proxyOf: () => null,
      whyNoProxy: () => 'This mesh has no proxies.',
      syncAt: () => null,
      readSync: () => null,
      waypointOf: () => null,
      resolveOrigin: (_inventory, origin) => origin,
    },
    parts: {
      survey: () => ({ components: [], proxies: [], namespaces: [] }),
      skewOf: () => null,
      mtlsOfMesh: () => null,
      figures: () => [],
      chartsOf: () => null,
      rootCertificate: { configMap: 'root', key: 'root.pem' },
      kinds: { own: ['example.io/Route', 'example.io/Policy'], shared: ['shared.io/Gateway'] },
      settingsOf: ({ namespace }) => ({ namespace, name: 'settings' }),
      sharedSettingsOf: () => null,
      settingsKey: 'mesh',
      mergeSettings: (shared, own) => `${shared}${own}`,
      signingSecrets: ['signing'],
      readSettings: () => ({
        ...{ minTls: 'TLS 1.2', outbound: 'any', trustDomain: 'local', rootNamespace: 'system' },
        isAutoMtls: true,
      }),
      tags: { group: 'example.io', kind: 'Tag', labelSelector: 'tag' },
      readTag: () => null,
    },
    ...fields,
  }
}

/** A mesh that is there. */
export const aDetectedMesh: DetectedMesh = {
  mesh: 'testmesh',
  cluster: 'east',
  version: '1.0.0',
  components: [],
  proxies: [],
  hasAmbient: false,
  lookedFor: [],
}
