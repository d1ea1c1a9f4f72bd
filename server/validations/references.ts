import type { ObjectId } from '#contract/validations.ts'
import { Field } from '../seams/field.ts'
import { groupOf, type KubeObject } from '../seams/kube-object.ts'
import { noReferences, type References } from '../seams/references.ts'

const gatewayGroup = 'gateway.networking.k8s.io'

/** What objects of Kubernetes and of the Gateway API name; null for those of others. */
export function readNeutralReferences(object: KubeObject): References | null {
  const { name, namespace = '' } = object.metadata
  const spec = new Field(object).get('spec')
  if (object.apiVersion === 'v1' && object.kind === 'Service') {
    const labels = spec.get('selector').labels()
    const selects = Object.keys(labels).length === 0 ? null : { namespace, labels }
    return { ...noReferences, definesHosts: [`${name}.${namespace}.svc.cluster.local`], selects }
  }
  if (groupOf(object.apiVersion) !== gatewayGroup) return null
  // Whoever makes the workload of a gateway gives its pods this label (GEP-1762).
  const made = object.kind === 'Gateway' ? { 'gateway.networking.k8s.io/gateway-name': name } : null
  return {
    ...noReferences,
    objects: refsIn(spec, namespace),
    selects: made === null ? null : { namespace, labels: made },
  }
}

/** Parents, backends, certificates and the class, with what they are when they do not say it. */
function refsIn(spec: Field, namespace: string): readonly ObjectId[] {
  const rules = spec.get('rules').items()
  const filters = rules.flatMap((rule) => rule.get('filters').items())
  const backends = [
    ...rules.flatMap((rule) => rule.get('backendRefs').items()),
    ...filters.map((filter) => filter.get('requestMirror', 'backendRef')),
  ]
  const certificates = spec
    .get('listeners')
    .items()
    .flatMap((listener) => listener.get('tls', 'certificateRefs').items())
  const className = spec.get('gatewayClassName').text()
  const gateway = { group: gatewayGroup, kind: 'Gateway' }
  return [
    ...spec
      .get('parentRefs')
      .items()
      .flatMap((ref) => refOf(ref, { ...gateway, namespace })),
    ...backends.flatMap((ref) => refOf(ref, { group: '', kind: 'Service', namespace })),
    ...certificates.flatMap((ref) => refOf(ref, { group: '', kind: 'Secret', namespace })),
    ...(className === null
      ? []
      : [{ group: gatewayGroup, kind: 'GatewayClass', namespace: '', name: className }]),
  ]
}

function refOf(ref: Field, usual: Omit<ObjectId, 'name'>): readonly ObjectId[] {
  const name = ref.get('name').text()
  if (name === null) return []
  return [
    {
      group: ref.get('group').text() ?? usual.group,
      kind: ref.get('kind').text() ?? usual.kind,
      namespace: ref.get('namespace').text() ?? usual.namespace,
      name,
    },
  ]
}
