import { t } from '../../../i18n/t.ts'
import type { SubjectKind } from '../../../tabs/tab.ts'

export const kindWords = {
  app: { one: t('Application'), many: t('Applications') },
  service: { one: t('Service'), many: t('Services') },
  workload: { one: t('Workload'), many: t('Workloads') },
} as const satisfies Record<SubjectKind, { one: string; many: string }>
