import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'

/** The namespaces whose proxies may see an object; null: all. */
export type Scope = ReadonlySet<string> | null

/** What `spec.exportTo` of an object of Istio says. Nothing said is everywhere; `~` is nowhere. */
export function scopeOf(object: KubeObject): Scope {
  return readScope(new Field(object.spec).get('exportTo').texts(), object.metadata.namespace ?? '')
}

/** What the annotation of a Service says: `networking.istio.io/exportTo: bookinfo,.`. */
export function scopeOfService({ metadata }: KubeObject): Scope {
  const said: unknown = metadata.annotations?.['networking.istio.io/exportTo']
  const names = typeof said === 'string' ? said.split(',').map((name) => name.trim()) : []
  return readScope(
    names.filter((name) => name !== ''),
    metadata.namespace ?? '',
  )
}

function readScope(names: readonly string[], own: string): Scope {
  if (names.length === 0 || names.includes('*')) return null
  return new Set(names.filter((name) => name !== '~').map((name) => (name === '.' ? own : name)))
}

export function isInScope(scope: Scope, namespace: string): boolean {
  return scope === null || scope.has(namespace)
}
