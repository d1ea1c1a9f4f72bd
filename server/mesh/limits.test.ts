import { expect, it } from 'vitest'
import { readLimits } from './limits.ts'

const withLimits = (limits: unknown): Parameters<typeof readLimits>[0] => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' } },
  spec: { template: { spec: { containers: [{ resources: { limits } }] } } },
})

it.each([
  { limits: { cpu: '500m', memory: '2Gi' }, cpuCores: 0.5, memoryBytes: 2 * 2 ** 30 },
  { limits: { cpu: 2, memory: '512M' }, cpuCores: 2, memoryBytes: 512e6 },
  { limits: { cpu: 'much' }, cpuCores: null, memoryBytes: null },
  { limits: undefined, cpuCores: null, memoryBytes: null },
])('reads limits of a container: $limits', ({ limits, cpuCores, memoryBytes }) => {
  expect(readLimits(withLimits(limits))).toEqual({ cpuCores, memoryBytes })
})
