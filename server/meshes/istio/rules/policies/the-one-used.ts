import type { KubeObject } from '../../../../seams/kube-object.ts'
import { oldestFirst } from '../../lookup/oldest-first.ts'

/** Which of several objects for the same thing Istio uses, in words and as a value. */
export function theOneUsed(rivals: readonly KubeObject[]): {
  readonly text: string
  readonly values: Readonly<Record<string, string>>
} {
  const [oldest] = oldestFirst(rivals)
  const isKnown = rivals.every(({ metadata }) => typeof metadata.creationTimestamp === 'string')
  if (oldest === undefined || !isKnown) return { text: 'Istio uses the oldest alone', values: {} }
  const { name } = oldest.metadata
  return { text: `Istio uses the oldest alone, ${name}`, values: { used: name } }
}
