import { describe, expect, it } from 'vitest'
import { objectsOf } from '../../../../../test/support/check-rule.ts'
import { theOneUsed } from './the-one-used.ts'

const object = (name: string, createdAt: string | null): string =>
  `{apiVersion: v1, kind: X, metadata: {name: ${name}, creationTimestamp: ${createdAt === null ? 'null' : `"${createdAt}"`}}}\n---\n`

describe('theOneUsed', () => {
  it('names the oldest', () => {
    const rivals = objectsOf(
      object('young', '2026-02-01T00:00:00Z') + object('old', '2025-02-01T00:00:00Z'),
    )
    expect(theOneUsed(rivals)).toEqual({
      text: 'Istio uses the oldest alone, old',
      values: { used: 'old' },
    })
  })

  it('names none where ages are not known, as in files', () => {
    const rivals = objectsOf(object('a', '2026-02-01T00:00:00Z') + object('b', null))
    expect(theOneUsed(rivals)).toEqual({ text: 'Istio uses the oldest alone', values: {} })
  })
})
