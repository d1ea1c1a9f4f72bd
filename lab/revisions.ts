/**
 * The revisions of the control plane that the lab runs, by name, with their versions: the second one
 * is being tried with one namespace, as an upgrade goes.
 */
export const versionByRevision = { default: '1.29.1', '1-30-0': '1.30.0' } as const

export type Revision = keyof typeof versionByRevision

export const canary = '1-30-0' satisfies Revision
export const canaryTag = 'canary'
export const canaryNamespace = 'payments'

/** The revision of a label; whatever is none is the default one. */
export function revisionOf(label: string | undefined): Revision {
  return label === canary || label === canaryTag ? canary : 'default'
}
