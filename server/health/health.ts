/** The door of this folder: everything that compares a number with a threshold. */
export { checkRequests } from './requests.ts'
export type { ResponseRate } from './requests.ts'
export { checkReplicas } from './replicas.ts'
export type { ReplicaCounts } from './replicas.ts'
export { isWorse, noHealth, worstHealth, worstOfMany } from './worst.ts'
export { defaultHealthRules, healthAnnotations, readHealthRules, tolerancesFor } from './rules.ts'
export type { HealthSubject } from './rules.ts'
export { readHealthAnnotation } from './annotation.ts'
