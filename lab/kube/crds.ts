import type { KubeObject } from '../seams.ts'
import { specShapes } from './mesh-shapes.ts'
import { groupKindOfType, qualifiedName, resourceTypes } from './resource-types.ts'
import type { ResourceType } from './resource-types.ts'
import type { Shape } from './shape.ts'

/** The definitions of all custom kinds that the lab serves, as an installation would have made them. */
export function buildDefinitions(): readonly KubeObject[] {
  return resourceTypes.filter((type) => type.isCustom).map(definitionOf)
}

function definitionOf(type: ResourceType): KubeObject {
  const isGatewayApi = type.group === 'gateway.networking.k8s.io'
  const shape = specShapes[groupKindOfType(type)]
  const spec = shape === undefined ? anyObject : schemaOf(shape)
  const properties = { spec, status: anyObject }
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: qualifiedName(type),
      labels: isGatewayApi ? {} : { app: 'istio-pilot', release: 'istio' },
      annotations: isGatewayApi
        ? {
            'gateway.networking.k8s.io/bundle-version': 'v1.6.0',
            'gateway.networking.k8s.io/channel': 'standard',
          }
        : {},
    },
    spec: {
      group: type.group,
      names: {
        kind: type.kind,
        listKind: `${type.kind}List`,
        plural: type.plural,
        singular: type.kind.toLowerCase(),
        ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
      },
      scope: type.isNamespaced ? 'Namespaced' : 'Cluster',
      versions: type.versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: { type: 'object', properties } },
        ...(type.subresources.includes('status') ? { subresources: { status: {} } } : {}),
      })),
    },
    status: {
      acceptedNames: { kind: type.kind, plural: type.plural },
      storedVersions: [type.versions[0]],
      conditions: ['NamesAccepted', 'Established'].map((name) => ({ type: name, status: 'True' })),
    },
  }
}

type Schema = Readonly<Record<string, unknown>>

const anyObject: Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }

function schemaOf(shape: Shape): Schema {
  switch (shape.is) {
    case 'any':
      return { 'x-kubernetes-preserve-unknown-fields': true }
    case 'duration':
      return { type: 'string' }
    case 'enum':
      return { type: 'string', enum: shape.values }
    case 'list':
      return { type: 'array', items: schemaOf(shape.of) }
    case 'map':
      return { type: 'object', additionalProperties: schemaOf(shape.of) }
    case 'fields':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(shape.fields).map(([key, field]) => [key, schemaOf(field)]),
        ),
        ...(shape.required.length > 0 ? { required: shape.required } : {}),
      }
    default:
      return { type: shape.is }
  }
}
