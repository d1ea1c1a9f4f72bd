import { describe, expect, it } from 'vitest'
import { bookinfo } from '../../../test-support/bookinfo.ts'
import { findIds } from './find.ts'

const id = (name: string): string => `app:east/bookinfo/${name}`

describe('findIds', () => {
  it.each([
    { search: null, expected: null },
    { search: '  ', expected: null },
    { search: 'Ratings', expected: [id('ratings@v1')] },
    { search: 'reviews v2', expected: [id('reviews@v2')] },
    { search: 'failure', expected: [id('ratings@v1')] },
    { search: 'gateway', expected: ['app:east/mesh-ingress/ingressgateway'] },
    { search: 'travel', expected: ['namespace:east/travel'] },
    { search: 'nobody', expected: [] },
  ])('finds $expected by "$search"', ({ search, expected }) => {
    const found = findIds(bookinfo(), search)
    expect(found === null ? null : [...found]).toEqual(expected)
  })
})
