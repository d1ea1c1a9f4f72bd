import { expect, it } from 'vitest'
import { aBase } from '../../test/support/graph.ts'
import { anEnd, aRequested, aSample } from '../../test/support/traffic.ts'
import { namespacesWithTraffic } from './list.ts'

it('lists namespaces at either end and of what was asked for, but not the idle', () => {
  const base = aBase([
    aSample({
      source: anEnd('a/x'),
      service: aRequested('b/y'),
      destination: anEnd('c/z'),
    }),
    aSample({ source: anEnd('d/x'), value: 0 }),
  ])
  expect([...namespacesWithTraffic(base)].sort()).toEqual(['east/a', 'east/b', 'east/c'])
})
