import { describe, expect, it } from 'vitest'
import { withNamespace } from './open-namespaces.ts'

describe('withNamespace', () => {
  it.each([
    { open: 'auto', name: 'e/a', isOpen: true, expected: 'auto,+e/a' },
    { open: 'auto', name: 'e/a', isOpen: false, expected: 'auto,-e/a' },
    { open: 'auto,-e/a,+e/b', name: 'e/a', isOpen: true, expected: 'auto,+e/b,+e/a' },
    { open: 'all', name: 'e/a', isOpen: false, expected: 'all,-e/a' },
    { open: 'all,-e/a', name: 'e/a', isOpen: true, expected: 'all' },
    { open: 'none', name: 'e/a', isOpen: true, expected: 'none,+e/a' },
    { open: 'none,+e/a', name: 'e/a', isOpen: false, expected: 'none' },
    { open: 'e/a,e/b', name: 'e/a', isOpen: false, expected: 'e/b' },
    { open: 'e/a', name: 'e/a', isOpen: false, expected: 'none' },
  ])('$open with $name open=$isOpen is $expected', ({ open, name, isOpen, expected }) => {
    expect(withNamespace(open, name, isOpen)).toBe(expected)
  })
})
