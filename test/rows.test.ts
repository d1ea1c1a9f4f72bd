import { describe, expect, it } from 'vitest'
import { readSources } from './architecture/sources.ts'
import { namedRows, rows } from './rows.ts'

/** Titles as they stand in test files: of it(), of tables, and `desc:` of their rows. */
function readTitles(): ReadonlySet<string> {
  const title = /(?:\bit\(|\bdesc: |\]\)\(|\)\(|^\s+)(['"`])((?:\\.|(?!\1).)+)\1/gm
  return new Set(
    readSources()
      .filter(({ path }) => /\.test\.tsx?$/.test(path) && !path.endsWith('test/rows.test.ts'))
      .flatMap(({ text }) => [...text.matchAll(title)])
      .map((match) => (match[2] ?? '').replace(/\\(.)/g, '$1')),
  )
}

describe('rows', () => {
  it('has an answer for every row that is named', () => {
    expect(namedRows.filter((id) => rows[id] === undefined)).toEqual([])
  })

  it('names tests that exist, at least one for each claim', () => {
    const titles = readTitles()
    const wrong = Object.entries(rows).flatMap(([id, row]) => {
      if (!('tests' in row)) return row.reason.length > 20 ? [] : [`${id} has no reason`]
      if (row.tests.length === 0) return [`${id} claims nothing`]
      return row.tests.filter((name) => !titles.has(name)).map((name) => `${id}: ${name}`)
    })
    expect(wrong).toEqual([])
  })
})
