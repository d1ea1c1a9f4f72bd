/** Who asks. A token never leaves the process except towards the Kubernetes API. */
export type Identity =
  | { readonly kind: 'anonymous' } // the server's own identity
  | { readonly kind: 'token'; readonly token: string }

/** What somebody may see: everything, or the namespaces named `cluster/namespace`. */
export interface Viewer {
  readonly user: string | null
  readonly sees: 'all' | ReadonlySet<string>
}

/** Whether a viewer may see a namespace; a namespace that is not known is nobody's secret. */
export function canSee(viewer: Viewer, cluster: string | null, namespace: string | null): boolean {
  if (viewer.sees === 'all' || namespace === null) return true
  return viewer.sees.has(`${cluster ?? ''}/${namespace}`)
}
