import type { KubeObject } from '../seams/kube-object.ts'

/** The tool that keeps an object as it wants it, by what it writes on it; null: nobody is seen. */
export function managerOf({ metadata }: KubeObject): string | null {
  const { labels = {}, annotations = {} } = metadata
  for (const { name, label, annotation } of marks) {
    if (label !== undefined && label in labels) return name
    if (annotation !== undefined && annotation in annotations) return name
  }
  return labels['app.kubernetes.io/managed-by'] ?? null
}

interface ManagerMark {
  readonly name: string
  readonly label?: string
  readonly annotation?: string
}

const marks: readonly ManagerMark[] = [
  { name: 'Argo CD', annotation: 'argocd.argoproj.io/tracking-id' },
  { name: 'Argo CD', label: 'argocd.argoproj.io/instance' },
  { name: 'Flux', label: 'kustomize.toolkit.fluxcd.io/name' },
  { name: 'Flux', label: 'helm.toolkit.fluxcd.io/name' },
  { name: 'Helm', annotation: 'meta.helm.sh/release-name' },
]
