/** Kinds of things that have a page of their own, as their addresses call them. */
export const subjectFolders = {
  app: 'apps',
  service: 'services',
  workload: 'workloads',
} as const

export type SubjectKindName = keyof typeof subjectFolders

export interface SubjectName {
  readonly kind: SubjectKindName
  readonly namespace: string
  readonly name: string
}

/** The address of the page about a namespace, below the base path. */
export function namespacePath(name: string): string {
  return `/namespaces/${encodeURIComponent(name)}`
}

/** The address of the page about one thing, below the base path. */
export function subjectPath({ kind, namespace, name }: SubjectName): string {
  return `${namespacePath(namespace)}/${subjectFolders[kind]}/${encodeURIComponent(name)}`
}

/** `services` → service; null for a folder that holds nothing of that kind. */
export function subjectKindOf(folder: string): SubjectKindName | null {
  const kinds = Object.keys(subjectFolders) as SubjectKindName[]
  return kinds.find((kind) => subjectFolders[kind] === folder) ?? null
}
