import { expect, it } from 'vitest'
import { nodeKinds } from '#contract/graph.ts'
import { kindLetters, nodeKindLetters } from './kind-letters.ts'

it.each([
  ['VirtualService', 'VS'],
  ['DestinationRule', 'DR'],
  ['ServiceEntry', 'SE'],
  ['HTTPRoute', 'HR'],
  ['Gateway', 'G'],
  ['PeerAuthentication', 'PA'],
])('writes the kind %s as %s', (kind, letters) => {
  expect(kindLetters(kind)).toBe(letters)
})

it('has letters of its own for each kind of node', () => {
  expect(new Set(nodeKinds.map(nodeKindLetters)).size).toBe(nodeKinds.length)
})
