import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSources, root } from './sources.ts'

const folder = path.join(root, 'ui/src')
const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .map((name) => ({
    name: name.replaceAll(path.sep, '/'),
    text: readFileSync(path.join(folder, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''),
  }))

/** Selectors of a sheet, each by itself: `a, b` are two. */
const selectorsOf = (text: string): string[] =>
  [...text.matchAll(/([^{};]+)\{/g)].flatMap(([, list = '']) =>
    list.split(/,(?![^(]*\))/).map((selector) => selector.trim()),
  )

const code = readSources()
  .filter(({ path: file }) => file.startsWith('ui/'))
  .map(({ text }) => text)
  .join('\n')

/** Whether some code writes the class, or the beginning of it before a `${`. */
function isWritten(name: string): boolean {
  if (new RegExp(`${name}(?![\\w-])`).test(code)) return true
  const parts = name.split('-')
  return parts.some(
    (_, index) => index > 1 && code.includes(`${parts.slice(0, index).join('-')}-\${`),
  )
}

describe('styles', () => {
  it('give each class one home: pages stay loaded, and no look depends on the way one came', () => {
    const homes = new Map<string, Set<string>>()
    for (const { name, text } of sheets)
      for (const selector of selectorsOf(text)) {
        const own = /^\.(al-[\w-]+)$/.exec(selector)?.[1]
        if (own !== undefined) homes.set(own, (homes.get(own) ?? new Set()).add(name))
      }
    expect([...homes].filter(([, names]) => names.size > 1)).toEqual([])
  })

  it('are of classes that something has', () => {
    const all = new Set(
      sheets.flatMap(({ text }) =>
        selectorsOf(text).flatMap((one) => one.match(/(?<=\.)al-[\w-]+/g) ?? []),
      ),
    )
    expect([...all].filter((name) => !isWritten(name))).toEqual([])
  })
})
