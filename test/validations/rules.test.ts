import { describe, expect, it } from 'vitest'
import { meshes } from '../../server/meshes/index.ts'
import { neutralRules } from '../../server/validations/rules/index.ts'

const rules = [...neutralRules, ...Object.values(meshes).flatMap((mesh) => mesh.rules)]

describe('the rules', () => {
  it('have ids of their own', () => {
    const ids = rules.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(ids.filter((id) => !/^MC\d{3}$/.test(id))).toEqual([])
  })

  it('say cause, effect and repair, and where they come from', () => {
    const silent = rules.filter(
      ({ title, cause, effect, repair, source }) =>
        [title, cause, effect, repair].some((text) => text.length < 12) ||
        !/^https:\/\/\S+$/.test(source),
    )
    expect(silent.map(({ id }) => id)).toEqual([])
  })

  it('judge something', () => {
    expect(rules.filter(({ kinds }) => kinds.length === 0)).toEqual([])
  })
})
