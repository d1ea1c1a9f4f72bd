import type { ObjectId } from '#contract/validations.ts'
import { writeText } from './live-text.ts'

export interface TemplateAsk {
  readonly object: ObjectId
  readonly version: string
  readonly isNamespaced: boolean
  /** What an object of the kind may say; null: nothing is known. */
  readonly example: Readonly<Record<string, unknown>> | null
}

/** An object of a kind to begin with. */
export function writeTemplate({ object, version, isNamespaced, example }: TemplateAsk): string {
  const { group, kind, namespace, name } = object
  return writeText({
    apiVersion: group === '' ? version : `${group}/${version}`,
    kind,
    metadata: { name, ...(isNamespaced ? { namespace } : {}) },
    ...(example ?? { spec: {} }),
  })
}

type Example = Readonly<Record<string, unknown>>

const parentRefs = [{ name: 'gateway' }]
const route = {
  spec: { parentRefs, rules: [{ backendRefs: [{ name: 'my-service', port: 9000 }] }] },
}

/** Examples of kinds that belong to no mesh. */
export const neutralExamples: ReadonlyMap<string, Example> = new Map<string, Example>([
  [
    'gateway.networking.k8s.io/HTTPRoute',
    {
      spec: {
        parentRefs: [{ name: 'gateway' }],
        hostnames: ['www.example.com'],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ name: 'my-service', port: 80 }],
          },
        ],
      },
    },
  ],
  [
    'gateway.networking.k8s.io/GRPCRoute',
    {
      spec: {
        parentRefs: [{ name: 'gateway' }],
        rules: [
          {
            matches: [{ method: { service: 'my.package.Service' } }],
            backendRefs: [{ name: 'my-service', port: 9090 }],
          },
        ],
      },
    },
  ],
  ['gateway.networking.k8s.io/TCPRoute', route],
  ['gateway.networking.k8s.io/UDPRoute', route],
  [
    'gateway.networking.k8s.io/TLSRoute',
    { spec: { ...route.spec, hostnames: ['www.example.com'] } },
  ],
  [
    'gateway.networking.k8s.io/GatewayClass',
    { spec: { controllerName: 'example.com/my-controller' } },
  ],
  [
    'gateway.networking.k8s.io/BackendTLSPolicy',
    {
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: 'my-service' }],
        validation: { hostname: 'my-service.example.com', wellKnownCACertificates: 'System' },
      },
    },
  ],
  [
    'gateway.networking.k8s.io/Gateway',
    {
      spec: {
        gatewayClassName: 'my-class',
        listeners: [
          {
            ...{ name: 'http', port: 80, protocol: 'HTTP' },
            allowedRoutes: { namespaces: { from: 'Same' } },
          },
        ],
      },
    },
  ],
  [
    'gateway.networking.k8s.io/ReferenceGrant',
    {
      spec: {
        from: [
          {
            ...{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
            namespace: 'other-namespace',
          },
        ],
        to: [{ group: '', kind: 'Service' }],
      },
    },
  ],
])
