import type { Preset } from '#contract/status.ts'

const preset = (description: string, expression: string): Preset => ({
  description,
  expression,
  atFirst: false,
})

/** Offered where the administrator of the console offers none of their own. */
export const usualPresets = {
  find: [
    preset('Slow edges (over 1 s)', 'rt > 1000'),
    preset('Unhealthy nodes', '!healthy'),
    preset('Unknown nodes', 'node = unknown'),
    preset('Nodes with the most edges', 'rank <= 2'),
    preset('Calls without mutual TLS', '!mtls and traffic'),
  ],
  hide: [
    preset('Healthy nodes', 'healthy'),
    preset('Unknown nodes', 'node = unknown'),
    preset('Nodes with few edges', 'rank > 2'),
    preset('Idle edges', '!traffic'),
  ],
} as const satisfies Record<'find' | 'hide', readonly Preset[]>
