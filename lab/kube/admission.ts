import type { KubeObject } from '../seams.ts'
import { isList, isRecord, listAt, stringAt } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import { specShapes } from './mesh-shapes.ts'
import { groupKindOfType } from './resource-types.ts'
import type { ResourceType } from './resource-types.ts'
import { checkShape } from './shape.ts'
import type { StatusCause } from './status.ts'
import { invalid, KubeStatusError } from './status.ts'

export interface Admitted {
  readonly object: KubeObject
  readonly warnings: readonly string[]
}

const namePattern = /^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/

/**
 * The object as it may be stored: unknown fields of custom kinds are dropped, and told as warnings.
 *
 * @throws KubeStatusError Invalid with its causes; BadRequest for unknown fields when they are forbidden
 */
export function admitObject(
  type: ResourceType,
  object: KubeObject,
  fieldValidation: string,
): Admitted {
  const shape = specShapes[groupKindOfType(type)]
  const causes: StatusCause[] = [...nameCauses(type, object.metadata.name)]
  let unknown: readonly string[] = []
  if (shape !== undefined && object.spec !== undefined) {
    const findings = checkShape(object.spec, shape, 'spec')
    causes.push(...findings.causes, ...uncheckedCauses(findings.causes))
    unknown = findings.unknown
  }
  if (!type.isCustom) causes.push(...builtinCauses(object))
  if (unknown.length > 0 && fieldValidation === 'Strict') {
    const told = unknown.map((path) => `unknown field "${path}"`).join(', ')
    throw new KubeStatusError(
      'BadRequest',
      `${type.kind} in version "${type.versions[0] ?? ''}" cannot be handled as a ${type.kind}: strict decoding error: ${told}`,
    )
  }
  if (causes.length > 0) throw invalid(type, object.metadata.name, causes)
  return {
    object: unknown.length === 0 ? object : prune(object, unknown),
    warnings: fieldValidation === 'Ignore' ? [] : unknown.map((path) => `unknown field "${path}"`),
  }
}

/** Rules beyond the schema are tried only on objects that fit the schema, and the server says so. */
function uncheckedCauses(causes: readonly StatusCause[]): readonly StatusCause[] {
  if (causes.every(({ reason }) => reason === 'FieldValueInvalid')) return []
  const message =
    'Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation'
  return [{ reason: 'FieldValueInvalid', message, field: '<nil>' }]
}

function nameCauses(type: ResourceType, name: string): readonly StatusCause[] {
  const field = 'metadata.name'
  if (name === '') {
    const message = 'Required value: name or generateName is required'
    return [{ reason: 'FieldValueRequired', message, field }]
  }
  // Names of roles and bindings may hold nearly anything.
  if (namePattern.test(name) || type.group === 'rbac.authorization.k8s.io') return []
  const message = `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`
  return [{ reason: 'FieldValueInvalid', message, field }]
}

function builtinCauses(object: KubeObject): readonly StatusCause[] {
  const required: Readonly<Record<string, readonly string[]>> = {
    Deployment: ['selector', 'template'],
    StatefulSet: ['selector', 'template'],
    DaemonSet: ['selector', 'template'],
    Service: ['ports'],
  }
  if (object.kind === 'Service' && stringAt(object.spec, 'type') === 'ExternalName') return []
  const missing = (required[object.kind] ?? []).filter((key) => {
    const value = object.spec?.[key]
    return value === undefined || (isList(value) && value.length === 0)
  })
  const replicas = object.spec?.['replicas']
  return [
    ...missing.map((key) => ({
      reason: 'FieldValueRequired',
      message: 'Required value',
      field: `spec.${key}`,
    })),
    ...(typeof replicas === 'number' && replicas < 0
      ? [
          {
            reason: 'FieldValueInvalid',
            message: `Invalid value: ${replicas}: must be greater than or equal to 0`,
            field: 'spec.replicas',
          },
        ]
      : []),
  ]
}

/** Removes `spec.http[0].foo` and the like. */
function prune(object: KubeObject, paths: readonly string[]): KubeObject {
  const gone = new Set(paths)
  const walk = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => walk(item, `${path}[${index}]`))
    if (!isRecord(value)) return value
    const kept = Object.entries(value).filter(([key]) => !gone.has(`${path}.${key}`))
    return Object.fromEntries(kept.map(([key, item]) => [key, walk(item, `${path}.${key}`)]))
  }
  const spec = walk(object.spec, 'spec')
  return isRecord(spec) ? { ...object, spec } : object
}

export interface DefaultingHelp {
  readonly nextClusterAddress: () => string
}

/** What the API server fills in for what the writer left out. */
export function withDefaults(object: KubeObject, help: DefaultingHelp): KubeObject {
  switch (object.kind) {
    case 'Namespace':
      return {
        ...object,
        metadata: {
          ...object.metadata,
          labels: {
            'kubernetes.io/metadata.name': object.metadata.name,
            ...object.metadata.labels,
          },
        },
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      }
    case 'Service':
      return { ...object, spec: serviceSpec(object.spec ?? {}, help) }
    case 'Deployment':
    case 'StatefulSet':
      return { ...object, spec: { replicas: 1, ...object.spec } }
    default:
      return object
  }
}

function serviceSpec(spec: Json, { nextClusterAddress }: DefaultingHelp): Json {
  const ports = listAt(spec, 'ports')
    .filter(isRecord)
    .map((port) => ({ protocol: 'TCP', targetPort: port['port'], ...port }))
  const address = stringAt(spec, 'clusterIP') || nextClusterAddress()
  return { type: 'ClusterIP', sessionAffinity: 'None', ...spec, clusterIP: address, ports }
}
