import { t } from '../../i18n/t.ts'
import type { TabDefinition } from '../tab.ts'
import { ranges } from './url.ts'

/** The shortest of those offered that has all of a stretch. */
function rangeAround(seconds: number): string {
  const names = Object.keys(ranges) as (keyof typeof ranges)[]
  return names.find((name) => ranges[name] >= seconds * 1000) ?? '2d'
}

export const tracesTab: TabDefinition = {
  id: 'traces',
  title: t('Traces'),
  kinds: ['app', 'service', 'workload'],
  timeParameters: ({ windowSeconds, at }) =>
    at === null ? {} : { 'traces-to': String(at), 'traces-range': rangeAround(windowSeconds) },
  load: () => import('./Explorer.tsx').then(({ TracesTab }) => TracesTab),
}
