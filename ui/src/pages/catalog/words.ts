import type { AppliedConfigText, Membership, MtlsModeName, ThingNote } from '#contract/catalog.ts'

export const membershipWords = {
  sidecar: 'Sidecar',
  ambient: 'Ambient',
  gateway: 'Gateway',
  waypoint: 'Waypoint',
  mixed: 'Partly',
  none: 'Not in mesh',
} as const satisfies Record<Membership, string>

export const mtlsWords = {
  strict: 'Strict',
  permissive: 'Permissive',
  disabled: 'Disabled',
  mixed: 'Differs',
} as const satisfies Record<MtlsModeName, string>

export const noteWords = {
  outOfMesh: 'Out of mesh',
  noApp: 'No app label',
  noVersion: 'No version label',
  noEndpoints: 'No endpoints',
} as const satisfies Record<ThingNote, string>

export const whyWords = {
  host: 'names its host',
  selector: 'selects its pods',
  target: 'names it as its target',
  namespace: 'holds for the namespace',
  mesh: 'holds for the whole mesh',
} as const satisfies Record<AppliedConfigText['why'], string>

/** Stands beside a health that nobody has held calls against. */
export const byPodsAlone =
  'By its pods alone: how calls fare is not known, as the metric store did not tell.'
