import { describe, expect, it } from 'vitest'
import { chartDirections } from '#contract/charts.ts'
import { operands } from '#contract/graph-language/operands.ts'
import { meshes } from '../../server/meshes/index.ts'
import { readDashboards } from '../../server/read-dashboards.ts'
import { areas, german } from '../../ui/src/i18n/de/index.ts'
import english from '../../ui/src/i18n/en.json' with { type: 'json' }
import { readSources } from './sources.ts'
import { readTexts } from './texts.ts'

/** What is drawn, and languages of their own: class names, markup, expressions, Graphviz. */
const notSpoken = new RegExp(
  [
    'canvas/(ink/|view/(export-picture|pointer)|classes|elements|theme)',
    'lib/graph-language/',
    'pages/catalog/lists/url', // names of parameters
    'pages/graph/(write-dot|parts/find/presets)',
    'pages/config/parts/(Fix|ObjectView|Findings)', // commands to copy
  ]
    .map((place) => `^ui/src/${place}`)
    .join('|'),
)

const files = readSources().filter(({ path, isTest }) => path.startsWith('ui/src/') && !isTest)
const texts = files.filter(({ path }) => !path.startsWith('ui/src/i18n/')).map(readTexts)
const asked = texts.flatMap((one) => one.asked)

/** i18next's own endings: `_one`, `_other` for plurals, `_verb` for a context. */
function keysOf({ text, context }: { text: string; context: string | null }): readonly string[] {
  const key = context === null ? text : `${text}_${context}`
  return text.includes('{{count}}') ? [`${key}_one`, `${key}_other`] : [key]
}

/** Words of the charts that come with the console: the API tells them, the page translates them. */
const ofCharts = [
  ...readDashboards().flatMap(({ description, charts, groupings }) => [
    description,
    ...Object.values(groupings),
    ...charts.flatMap(({ title, note }) => [title, note ?? null]),
  ]),
  ...Object.values(meshes).flatMap(({ charts }) => [
    ...charts.families.flatMap(({ title, note }) => [title, note]),
    ...chartDirections.flatMap((one) => charts.groupings(one)).map(({ title }) => title),
  ]),
].filter((text) => text !== null)

// What the words of the find language mean is told by the contract.
const wanted = new Set([
  ...asked.flatMap(keysOf),
  ...operands.map(({ meaning }) => meaning),
  ...ofCharts,
])
const plurals = new Set(asked.filter(({ text }) => text.includes('{{count}}')).flatMap(keysOf))
const namesIn = (text: string): string =>
  [...text.matchAll(/\{\{(\w+)\}\}|<(\w+)[ />]/g)]
    .map((match) => match[1] ?? `<${match[2] ?? ''}>`)
    .filter((name) => name !== 'count') // a single one may go without its figure
    .sort()
    .join()

const isToBeSpoken = (place: string): boolean => !notSpoken.test(place)

describe('languages', () => {
  it('asks for texts that can be read in the code', () => {
    expect(texts.flatMap(({ unreadable }) => unreadable)).toEqual([])
  })

  it('says nothing past the library', () => {
    expect(texts.flatMap(({ bare }) => bare).filter(isToBeSpoken)).toEqual([])
  })

  it('has German for every text', () => {
    expect([...wanted].filter((key) => !(key in german))).toEqual([])
  })

  it('has no German that nobody asks for, and none twice', () => {
    expect(Object.keys(german).filter((key) => !wanted.has(key))).toEqual([])
    const all = Object.values(areas).flatMap((area) => Object.keys(area))
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([])
  })

  it('has the plurals of English, and no others', () => {
    expect(Object.keys(english).sort()).toEqual([...plurals].sort())
  })

  it('fills the same places in each language', () => {
    const differing = Object.entries(german).filter(
      ([key, translation]) => namesIn(key) !== namesIn(translation),
    )
    expect(differing).toEqual([])
  })
})
