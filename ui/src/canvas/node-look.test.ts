import { describe, expect, it } from 'vitest'
import { aNode } from './fixtures/parts.ts'
import { nodeGlyph } from './node-look.ts'

describe('nodeGlyph', () => {
  it.each([
    { desc: 'a waypoint', marks: ['waypoint', 'root'], expected: 'waypoint' },
    { desc: 'a gateway', marks: ['gateway'], expected: 'gateway' },
    { desc: 'a way out of the registry', marks: ['egress'], expected: 'egress' },
    { desc: 'what is none of these', marks: ['idle'], expected: 'workload' },
  ] as const)('has one sign for $desc, its role before its kind', ({ marks, expected }) => {
    expect(nodeGlyph(aNode('x', { marks: [...marks] }))).toBe(expected)
  })
})
