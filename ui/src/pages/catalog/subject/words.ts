import type { SubjectKind } from '../../../tabs/tab.ts'

export const kindWords = {
  app: { one: 'Application', many: 'Applications' },
  service: { one: 'Service', many: 'Services' },
  workload: { one: 'Workload', many: 'Workloads' },
} as const satisfies Record<SubjectKind, { one: string; many: string }>
