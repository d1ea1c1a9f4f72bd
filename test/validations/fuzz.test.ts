import { describe, expect, it } from 'vitest'
import { lint } from '../../cli/lint/lint.ts'
import { defaultTopology } from '../../lab/world/default-world.ts'
import { buildObjects } from '../../lab/world/objects.ts'
import { randomFrom, type Random } from '../../lab/world/random.ts'
import { meshes } from '../../server/meshes/index.ts'
import type { KubeObject } from '../../server/seams/kube-object.ts'
import { neutralRules } from '../../server/validations/rules/index.ts'
import { Validator } from '../../server/validations/validator.ts'
import { mutate, pick } from '../support/mutate.ts'

const rules = [...neutralRules, ...Object.values(meshes).flatMap((mesh) => mesh.rules)]
const judgedKinds = new Set(rules.flatMap(({ kinds }) => kinds))
const isJudged = ({ apiVersion, kind }: { apiVersion: string; kind: string }): boolean =>
  judgedKinds.has(apiVersion.includes('/') ? `${apiVersion.split('/')[0] ?? ''}/${kind}` : kind)

/** What the lab has, its specimens of everything that is wrong among them. */
const seeds: readonly KubeObject[] = buildObjects(defaultTopology)
  .filter(isJudged)
  .map((object) => structuredClone(object) as KubeObject)
const seedTexts = seeds.map((object) => JSON.stringify(object))

const rounds = 20
const perRound = 5000
const atOnce = 250

/** An object as an API server might have it: what it is called is in order, the rest is anything. */
function anObject(random: Random, index: number): KubeObject {
  const seed = JSON.parse(pick(random, seedTexts) ?? '{}') as KubeObject
  let { spec, status } = seed
  for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes -= 1) {
    if (random() < 0.15) status = mutate(status ?? { conditions: [{}] }, random)
    else spec = mutate(spec ?? {}, random)
  }
  const { metadata } = seed
  // Many keep their name, so that they meet each other; most others are more of the same.
  const name = random() < 0.4 ? metadata.name : `${metadata.name}-${index % 50}`
  return { ...seed, metadata: { ...metadata, name }, spec, status }
}

/** A clock on the wall, which goes on while others work; what takes so long has hung. */
const ruleBudgetMs = 60_000

/** What went wrong with a rule, rather than with an object. */
const troubleOf = (validator: Validator): readonly string[] =>
  validator
    .notChecked()
    .filter(({ reason }) => reason !== 'missing')
    .map(({ rule, reason, detail, object }) => `${rule} ${reason} ${detail} ${object?.kind ?? ''}`)

describe('whatever is written', () => {
  it.each(Array.from({ length: rounds }, (_, round) => ({ round })))(
    'makes no rule throw: 5,000 mutated objects, round $round of 20',
    ({ round }) => {
      const random = randomFrom(20_261_121 + round)
      const trouble = new Set<string>()
      const found = new Set<string>()
      for (let made = 0; made < perRound; made += atOnce) {
        const validator = new Validator({ rules, nowMs: 1_795_000_000_000, ruleBudgetMs })
        const objects = Array.from({ length: atOnce }, (_, index) => anObject(random, index))
        validator.apply({ put: objects })
        for (const one of troubleOf(validator)) trouble.add(one)
        for (const { rule } of validator.findings()) found.add(rule)
      }
      expect([...trouble]).toEqual([])
      // They get past the schema and deep into the rules, or this would show nothing.
      expect(found.size).toBeGreaterThan(40)
    },
  )

  it('makes the linter fall over neither: 2,000 mangled texts', () => {
    const random = randomFrom(7)
    let objects = 0
    let problems = 0
    for (let round = 0; round < 100; round += 1) {
      const texts = Array.from({ length: 20 }, (_, index) => ({
        file: `${index}.yaml`,
        text: mangle(JSON.stringify(anObject(random, index)), random),
      }))
      const report = lint(
        { texts, problems: [] },
        { rules, settings: { severities: {}, ignore: [] }, namespace: 'default', nowMs: null },
      )
      expect(report.notChecked.filter(({ reason }) => reason !== 'missing')).toEqual([])
      objects += report.objects
      problems += report.problems.length
    }
    // Some can be read and some cannot, or this would show nothing.
    expect([objects > 200, problems > 200]).toEqual([true, true])
  })
})

const signs = [
  ...['{', '}', '[', ']', ':', ',', '"', "'", '\n', '\t', '#', '&', '*', '!', '|', '>', '%', '@'],
  ...['`', '-', '?', '\u0000', '\u2028', '\ufeff', '---\n', '<<: ', '&a ', '*a '],
]

function mangle(text: string, random: Random): string {
  let mangled = text
  for (let changes = Math.floor(random() * 3); changes > 0; changes -= 1) {
    const at = Math.floor(random() * mangled.length)
    const taken = random() < 0.5 ? 0 : Math.floor(random() * 12)
    mangled = mangled.slice(0, at) + (pick(random, signs) ?? '') + mangled.slice(at + taken)
  }
  return mangled
}
