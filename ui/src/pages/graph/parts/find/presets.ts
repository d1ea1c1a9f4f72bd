/** An expression that somebody has found useful before. */
export interface Preset {
  readonly description: string
  readonly expression: string
}

export const findPresets: readonly Preset[] = [
  { description: 'Slow edges (over 1 s)', expression: 'rt > 1000' },
  { description: 'Unhealthy nodes', expression: '!healthy' },
  { description: 'Unknown nodes', expression: 'node = unknown' },
  { description: 'Nodes with the most edges', expression: 'rank <= 2' },
  { description: 'Calls without mutual TLS', expression: '!mtls and traffic' },
]

export const hidePresets: readonly Preset[] = [
  { description: 'Healthy nodes', expression: 'healthy' },
  { description: 'Unknown nodes', expression: 'node = unknown' },
  { description: 'Nodes with few edges', expression: 'rank > 2' },
  { description: 'Idle edges', expression: '!traffic' },
]
