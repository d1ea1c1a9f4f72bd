import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { meshes } from '../../server/meshes/index.ts'
import { neutralRules } from '../../server/validations/rules/index.ts'

const rules = [...neutralRules, ...Object.values(meshes).flatMap((mesh) => mesh.rules)]
const server = path.join(import.meta.dirname, '../../server')

/** How many cases of each kind a rule must have at the least. */
const fewest = 3

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

  it('have each a table of cases with hits and near misses, three of each at the least', () => {
    const cases = countCases()
    const poor = rules.flatMap(({ id }) => {
      const { hits = 0, misses = 0 } = cases.get(id) ?? {}
      return hits < fewest || misses < fewest ? [`${id}: ${hits} hits, ${misses} near misses`] : []
    })
    expect(poor).toEqual([])
  })
})

interface Counted {
  readonly hits: number
  readonly misses: number
}

/** What stands in the tables beside the rules; where a table is for several, each has its part of it. */
function countCases(): ReadonlyMap<string, Counted> {
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.split(path.sep).includes('rules') && name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(path.join(server, name), 'utf8') }))
  const idByName = new Map(
    files.flatMap(({ text }) =>
      [...text.matchAll(/export const (\w+): Rule = \{\s+id: '(MC\d{3})'/g)].map(
        ([, name = '', id = '']) => [name, id] as const,
      ),
    ),
  )
  return new Map(
    files
      .filter(({ name }) => name.endsWith('.test.ts'))
      .flatMap(({ text }) => {
        const judged = new Set(
          [...text.matchAll(/checkRule\(\s*(\w+),/g)].flatMap(
            ([, name = '']) => idByName.get(name) ?? [],
          ),
        )
        const all = text.match(/\bhits: (?!readonly)/g)?.length ?? 0
        const misses = text.match(/\bhits: \[\]/g)?.length ?? 0
        const share = { hits: (all - misses) / judged.size, misses: misses / judged.size }
        return [...judged].map((id) => [id, share] as const)
      }),
  )
}
