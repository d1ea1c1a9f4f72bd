import { anything, duration, fields, integer, listOf, mapOf, oneOf, text } from './shape.ts'
import type { Shape } from './shape.ts'
import { destination, destinationRule, labels, selector, virtualService } from './traffic-shapes.ts'

/** The essential schemas of the mesh kinds, of what stands under `spec`. */

const workloadSelector = fields({ labels })
const targetRefs = listOf(
  fields(
    { group: text, kind: text, name: text, namespace: text, sectionName: text },
    'kind',
    'name',
  ),
)

const port = fields(
  { number: integer, protocol: text, name: text, targetPort: integer },
  'number',
  'name',
)
const gateway = fields({
  servers: listOf(
    fields(
      {
        port: fields(
          { number: integer, protocol: text, name: text, targetPort: integer },
          'number',
          'protocol',
          'name',
        ),
        bind: text,
        hosts: listOf(text),
        tls: anything,
        defaultEndpoint: text,
        name: text,
      },
      'port',
      'hosts',
    ),
  ),
  selector: labels,
})

const workloadEntry = fields({
  address: text,
  ports: mapOf(integer),
  labels,
  network: text,
  locality: text,
  weight: integer,
  serviceAccount: text,
})

const serviceEntry = fields(
  {
    hosts: listOf(text),
    addresses: listOf(text),
    ports: listOf(port),
    location: oneOf('MESH_EXTERNAL', 'MESH_INTERNAL'),
    resolution: oneOf('NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'),
    endpoints: listOf(workloadEntry),
    workloadSelector,
    exportTo: listOf(text),
    subjectAltNames: listOf(text),
  },
  'hosts',
)

const sidecar = fields({
  workloadSelector,
  ingress: listOf(anything),
  egress: listOf(fields({ hosts: listOf(text), port, bind: text, captureMode: text }, 'hosts')),
  inboundConnectionPool: anything,
  outboundTrafficPolicy: fields({
    mode: oneOf('REGISTRY_ONLY', 'ALLOW_ANY'),
    egressProxy: destination,
  }),
})

const source = fields({
  principals: listOf(text),
  notPrincipals: listOf(text),
  requestPrincipals: listOf(text),
  notRequestPrincipals: listOf(text),
  namespaces: listOf(text),
  notNamespaces: listOf(text),
  ipBlocks: listOf(text),
  notIpBlocks: listOf(text),
  remoteIpBlocks: listOf(text),
  notRemoteIpBlocks: listOf(text),
  serviceAccounts: listOf(text),
  notServiceAccounts: listOf(text),
})
const operation = fields({
  hosts: listOf(text),
  notHosts: listOf(text),
  ports: listOf(text),
  notPorts: listOf(text),
  methods: listOf(text),
  notMethods: listOf(text),
  paths: listOf(text),
  notPaths: listOf(text),
})

const authorizationPolicy = fields({
  selector,
  targetRef: anything,
  targetRefs,
  action: oneOf('ALLOW', 'DENY', 'AUDIT', 'CUSTOM'),
  provider: fields({ name: text }),
  rules: listOf(
    fields({
      from: listOf(fields({ source })),
      to: listOf(fields({ operation })),
      when: listOf(fields({ key: text, values: listOf(text), notValues: listOf(text) }, 'key')),
    }),
  ),
})

const mtls = fields({ mode: oneOf('UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT') })
const peerAuthentication = fields({ selector, mtls, portLevelMtls: mapOf(mtls) })

const backendRef = fields(
  {
    group: text,
    kind: text,
    name: text,
    namespace: text,
    port: integer,
    weight: integer,
    filters: listOf(anything),
  },
  'name',
)
const parentRefs = listOf(
  fields(
    { group: text, kind: text, name: text, namespace: text, sectionName: text, port: integer },
    'name',
  ),
)
const routeOf = (rule: Shape): Shape =>
  fields({ parentRefs, hostnames: listOf(text), useDefaultGateways: text, rules: listOf(rule) })

/** By kind and group; kinds that are missing here take anything. */
export const specShapes: Readonly<Record<string, Shape>> = {
  'VirtualService.networking.istio.io': virtualService,
  'DestinationRule.networking.istio.io': destinationRule,
  'Gateway.networking.istio.io': gateway,
  'ServiceEntry.networking.istio.io': serviceEntry,
  'Sidecar.networking.istio.io': sidecar,
  'WorkloadEntry.networking.istio.io': workloadEntry,
  'WorkloadGroup.networking.istio.io': fields(
    { metadata: anything, template: workloadEntry, probe: anything },
    'template',
  ),
  'AuthorizationPolicy.security.istio.io': authorizationPolicy,
  'PeerAuthentication.security.istio.io': peerAuthentication,
  'RequestAuthentication.security.istio.io': fields({
    selector,
    targetRef: anything,
    targetRefs,
    jwtRules: listOf(anything),
  }),
  'Telemetry.telemetry.istio.io': fields({
    selector,
    targetRef: anything,
    targetRefs,
    metrics: listOf(anything),
    tracing: listOf(anything),
    accessLogging: listOf(anything),
  }),
  'GatewayClass.gateway.networking.k8s.io': fields(
    { controllerName: text, description: text, parametersRef: anything },
    'controllerName',
  ),
  'Gateway.gateway.networking.k8s.io': fields(
    {
      gatewayClassName: text,
      listeners: listOf(
        fields(
          {
            name: text,
            hostname: text,
            port: integer,
            protocol: text,
            tls: anything,
            allowedRoutes: anything,
          },
          'name',
          'port',
          'protocol',
        ),
      ),
      addresses: listOf(anything),
      infrastructure: anything,
      allowedListeners: anything,
      tls: anything,
    },
    'gatewayClassName',
  ),
  'HTTPRoute.gateway.networking.k8s.io': routeOf(
    fields({
      name: text,
      matches: listOf(anything),
      filters: listOf(anything),
      backendRefs: listOf(backendRef),
      timeouts: fields({ request: duration, backendRequest: duration }),
      retry: anything,
      sessionPersistence: anything,
    }),
  ),
  'GRPCRoute.gateway.networking.k8s.io': routeOf(
    fields({
      name: text,
      matches: listOf(anything),
      filters: listOf(anything),
      backendRefs: listOf(backendRef),
      sessionPersistence: anything,
    }),
  ),
}
