import type { Field } from '../../../seams/field.ts'
import type { KindKey } from '../../../seams/kube-object.ts'
import type { Subject } from '../../../seams/rule.ts'
import { isOfIstio } from './annotations.ts'
import { isOwned, podKinds, readWorkload } from './workload.ts'

/** Kinds whose annotations are looked at. */
export const annotatedKinds: readonly KindKey[] = [
  'Namespace',
  'Service',
  'networking.k8s.io/Ingress',
  ...podKinds,
]

export interface AnnotationField {
  readonly field: Field
  readonly name: string
  readonly value: string
  /** What the annotation stands on: the template of a Deployment stands for its pods. */
  readonly on: string
}

/**
 * Annotations of Istio on an object and on the template of its pods. What is owned says what its
 * owner says, and is passed over.
 */
export function istioAnnotations({ object, kind, root }: Subject): readonly AnnotationField[] {
  if (isOwned(object)) return []
  const own = annotationsIn(root.get('metadata', 'annotations'), object.kind)
  if (kind === 'Pod' || !podKinds.includes(kind)) return own
  const { pod } = readWorkload(object)
  return [...own, ...annotationsIn(pod.get('metadata', 'annotations'), 'Pod')]
}

function annotationsIn(annotations: Field, on: string): readonly AnnotationField[] {
  return annotations.entries().flatMap(([name, field]) => {
    const value = field.text()
    return value === null || !isOfIstio(name) ? [] : [{ field, name, value, on }]
  })
}
