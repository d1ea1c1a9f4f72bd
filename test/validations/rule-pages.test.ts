import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { buildRulePages, rulePagesFolder } from '../../scripts/rule-pages.ts'

it('has a page for each rule that says what the rule says (node scripts/rule-pages.ts)', async () => {
  const pages = await buildRulePages()
  const written = existsSync(rulePagesFolder) ? readdirSync(rulePagesFolder) : []
  expect(written.sort()).toEqual([...pages.keys()].sort())
  const old = [...pages].filter(
    ([name, text]) => readFileSync(path.join(rulePagesFolder, name), 'utf8') !== text,
  )
  expect(old.map(([name]) => name)).toEqual([])
})
