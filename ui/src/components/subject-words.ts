import type { ThingFolder } from '#contract/catalog.ts'
import { t } from '../i18n/t.ts'
import type { SubjectKindName } from './subject-address.ts'

/** What has a page of its own, one of it and many. */
export const subjectWords = {
  app: { one: t('Application'), many: t('Applications') },
  service: { one: t('Service'), many: t('Services') },
  workload: { one: t('Workload'), many: t('Workloads') },
} as const satisfies Record<SubjectKindName, { one: string; many: string }>

/** What the lists of them are called. */
export const folderTitles = {
  apps: subjectWords.app.many,
  services: subjectWords.service.many,
  workloads: subjectWords.workload.many,
} as const satisfies Record<ThingFolder, string>
