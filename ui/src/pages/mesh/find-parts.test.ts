import { expect, it } from 'vitest'
import { aControlPlane, aDataPlane, aGateway, aStore } from '../../../test-support/mesh-builders.ts'
import { findParts } from './find-parts.ts'

const parts = [
  aControlPlane(),
  aDataPlane(),
  aGateway('front', { status: 'degraded', version: '1.1.0' }),
  aStore(),
]

it.each([
  { find: 'FRONT', found: ['front'] },
  { find: 'kind:gateway', found: ['front'] },
  { find: 'version:1.2', found: ['controller', 'default'] },
  { find: 'namespace:shop', found: ['default'] },
  { find: 'cluster:east !kind:gateway', found: ['controller', 'default'] },
  { find: 'unhealthy', found: ['front'] },
  { find: '!unhealthy metric', found: ['Prometheus'] },
  { find: 'nothing', found: [] },
])('finds parts by $find', ({ find, found }) => {
  const shown = findParts(parts, { find, shown: 'all', without: [] })
  expect(shown.map(({ name }) => name)).toEqual(found)
})

it('leaves out kinds that are not wanted, and what is well when only the rest is', () => {
  const shown = findParts(parts, { find: '', shown: 'all', without: ['gateway', 'dataPlane'] })
  expect(shown.map(({ name }) => name)).toEqual(['controller', 'Prometheus'])
  const unwell = findParts(parts, { find: '', shown: 'unwell', without: [] })
  expect(unwell.map(({ name }) => name)).toEqual(['front'])
})
