import type { Preset } from '#contract/status.ts'
import { t } from '../../../../i18n/t.ts'

const preset = (description: string, expression: string): Preset => ({
  description,
  expression,
  atFirst: false,
})

/** Offered where the administrator of the console offers none of their own. */
export const usualPresets = {
  find: [
    preset(t('Slow edges (over 1 s)'), 'rt > 1000'),
    preset(t('Unhealthy nodes'), '!healthy'),
    preset(t('Unknown nodes'), 'node = unknown'),
    preset(t('Nodes with the most edges'), 'rank <= 2'),
    preset(t('Calls without mutual TLS'), '!mtls and traffic'),
  ],
  hide: [
    preset(t('Healthy nodes'), 'healthy'),
    preset(t('Unknown nodes'), 'node = unknown'),
    preset(t('Nodes with few edges'), 'rank > 2'),
    preset(t('Idle edges'), '!traffic'),
  ],
} as const satisfies Record<'find' | 'hide', readonly Preset[]>
