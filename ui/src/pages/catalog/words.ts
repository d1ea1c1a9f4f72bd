import type { AppliedConfigText, Membership, ThingNote } from '#contract/catalog.ts'
import { t } from '../../i18n/t.ts'

export const membershipWords = {
  sidecar: t('Sidecar'),
  ambient: t('Ambient'),
  gateway: t('Gateway'),
  waypoint: t('Waypoint'),
  mixed: t('Partly'),
  none: t('Not in mesh'),
} as const satisfies Record<Membership, string>

export const noteWords = {
  outOfMesh: t('Out of mesh'),
  noApp: t('No app label'),
  noVersion: t('No version label'),
  noEndpoints: t('No endpoints'),
} as const satisfies Record<ThingNote, string>

export const whyWords = {
  host: t('names its host'),
  selector: t('selects its pods'),
  target: t('names it as its target'),
  namespace: t('holds for the namespace'),
  mesh: t('holds for the whole mesh'),
} as const satisfies Record<AppliedConfigText['why'], string>

/** Stands beside a health that nobody has held calls against. */
export const byPodsAlone = t(
  'By its pods alone: how calls fare is not known, as the metric store did not tell.',
)
