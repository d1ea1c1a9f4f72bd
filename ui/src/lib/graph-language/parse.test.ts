import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallMesh } from '../../../test-support/small-mesh.ts'
import { complete } from './complete.ts'
import { kindsOf, testsOf } from '#contract/graph-language/expression.ts'
import { findOperand, operandNames, operands } from '#contract/graph-language/operands.ts'
import { parse } from '#contract/graph-language/parse.ts'
import { applyFix, type LanguageError } from '#contract/graph-language/refusal.ts'
import { select } from './select.ts'
import { write } from './write.ts'

/** What the parser says of a text that it cannot read, and what each way out makes of it. */
function refuse(text: string): { says: string; at: string; ways: readonly string[] } {
  const parsed = parse(text)
  if (parsed.kind !== 'error') throw new Error(`${text} was read`)
  const { message, from, length, fixes } = parsed.error
  const ways = fixes.map((fix) => applyFix(text, fix))
  return { says: message, at: text.slice(from, from + length), ways }
}

const refusals: readonly {
  desc: string
  text: string
  says: RegExp
  at: string
  ways: readonly string[]
}[] = [
  {
    desc: 'FH-20: an operand that does not exist, with what may have been meant',
    text: 'htpin > 5',
    says: /^There is no “htpin” to ask for: did you mean httpin\?$/,
    at: 'htpin',
    ways: ['httpin > 5'],
  },
  {
    desc: 'FH-20: a slip in a word alone may also be a name',
    text: 'ns = shop and idel',
    says: /did you mean idle/,
    at: 'idel',
    ways: ['ns = shop and idle', 'ns = shop and name contains idel'],
  },
  {
    desc: 'FH-20: nodes and edges joined by and',
    text: 'app = cart and http > 5',
    says: /^Nothing is both a node and an edge/,
    at: 'and',
    ways: [
      'app = cart or http > 5',
      'source.app = cart and http > 5',
      'target.app = cart and http > 5',
    ],
  },
  {
    desc: 'FH-20: a mixture within parentheses joined by and',
    text: '(idle or traffic) and ns = shop',
    says: /both a node and an edge/,
    at: 'and',
    ways: [
      '(idle or traffic) or ns = shop',
      '(idle or traffic) and source.ns = shop',
      '(idle or traffic) and target.ns = shop',
    ],
  },
  {
    desc: 'FH-20: a rank out of its range',
    text: 'rank <= 200',
    says: /“rank” goes from 1 to 100/,
    at: '200',
    ways: ['rank <= 100'],
  },
  {
    desc: 'a percent out of its range',
    text: '%httperr > 110',
    says: /goes from 0 to 100/,
    at: '110',
    ways: ['%httperr > 100'],
  },
  {
    desc: 'a number without a comparison',
    text: '!rt',
    says: /“responsetime” is a number/,
    at: 'rt',
    ways: ['!rt > 0', '!rt != NaN'],
  },
  { desc: 'a text without a comparison', text: 'app', says: /is a text/, at: 'app', ways: [] },
  {
    desc: 'an operator of texts behind a number',
    text: 'http contains 5',
    says: /is a number: it knows = > >= < <= and !=/,
    at: 'contains',
    ways: ['http = 5', 'http >= 5'],
  },
  {
    desc: 'an operator of numbers behind a text',
    text: 'app > 5',
    says: /is a text/,
    at: '>',
    ways: ['app = 5', 'app contains 5'],
  },
  {
    desc: 'a text where a number must be',
    text: 'rt > fast',
    says: /“fast” is no number: milliseconds/,
    at: 'fast',
    ways: ['rt > 500'],
  },
  {
    desc: 'a unit of something else',
    text: 'http > 5ms',
    says: /no number/,
    at: '5ms',
    ways: ['http > 1'],
  },
  {
    desc: 'NaN with an order',
    text: 'http > NaN',
    says: /equal or not/,
    at: 'http > NaN',
    ways: ['http != NaN', 'http = NaN'],
  },
  {
    desc: 'a value behind what is so or not',
    text: 'idle = true',
    says: /takes no value/,
    at: 'idle = true',
    ways: ['idle', '!idle'],
  },
  {
    desc: 'FH-03: a kind of node that does not exist',
    text: 'node = servise',
    says: /“node” is never “servise”: it is app, operation, service/,
    at: 'servise',
    ways: ['node = service'],
  },
  {
    desc: 'FH-05: a label without a key',
    text: 'label = east',
    says: /Name its key/,
    at: 'label',
    ways: [],
  },
  {
    desc: 'a key behind what has none',
    text: 'app:cart',
    says: /Only labels have a key/,
    at: 'app:cart',
    ways: ['app = cart'],
  },
  {
    desc: 'an end of an edge asked for what edges are',
    text: 'source.http > 5',
    says: /speaks of edges/,
    at: 'source.http',
    ways: ['http > 5'],
  },
  {
    desc: 'two criteria side by side',
    text: 'idle dead',
    says: /there must be “and” or “or”/,
    at: 'dead',
    ways: ['idle and dead', 'idle or dead'],
  },
  {
    desc: 'a missing value',
    text: 'app = and idle',
    says: /A value is missing/,
    at: '=',
    ways: [],
  },
  { desc: 'nothing behind and', text: 'idle and', says: /missing at the end/, at: 'd', ways: [] },
  { desc: 'an operator first', text: '= cart', says: /Before an operator/, at: '=', ways: [] },
  {
    desc: 'two operators',
    text: 'idle or app = a = b',
    says: /between one operand and one/,
    at: '=',
    ways: [],
  },
  {
    desc: 'an empty parenthesis',
    text: 'idle or ()',
    says: /criterion is missing/,
    at: ')',
    ways: [],
  },
  {
    desc: 'an open parenthesis',
    text: '(idle or dead',
    says: /not closed/,
    at: '(',
    ways: ['(idle or dead)'],
  },
  {
    desc: 'a closing parenthesis too many',
    text: 'idle)',
    says: /Nothing opens/,
    at: ')',
    ways: ['idle'],
  },
]

const word = fc.constantFrom(
  ...[...operandNames, ...operandNames.map((name) => `source.${name}`)],
  ...['label:a', 'label:', 'and', 'or', 'not', 'is', 'has', 'contains', 'startswith', 'NaN'],
  ...['=', '!=', '>', '<=', '*=', '!^=', '!', '(', ')', '"', "'", '5', '-1', '1e9', '%', 'cart'],
)
const noise = fc.oneof(
  fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
  fc.array(word, { maxLength: 14 }).map((words) => words.join('')),
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.string({ maxLength: 80, unit: fc.constantFrom(...Array.from('()!"\'=<>*^$%.:&| aln01')) }),
)

/** Texts that can be read, built from the language's own table of operands. */
const criterion = fc.constantFrom(...operands).chain((operand): fc.Arbitrary<string> => {
  const { name, reading } = operand
  if (reading.type === 'flag') return fc.constant(name)
  if (reading.type === 'number') {
    const signs = fc.constantFrom('=', '!=', '>', '>=', '<', '<=')
    return fc
      .tuple(signs, fc.integer({ min: 1, max: 100 }))
      .map(([sign, value]) => `${name} ${sign} ${value}`)
  }
  const signs = fc.constantFrom('=', '!=', 'contains', 'not startswith', '$=')
  const values =
    reading.type === 'text' && reading.choices !== undefined
      ? fc.constantFrom(...Object.keys(reading.choices))
      : fc.constantFrom('cart', 'shop', 'v1', '""', 'east', 'http', "'a b'")
  const subject = reading.type === 'label' ? `${name}:region` : name
  return fc.tuple(signs, values).map(([sign, value]) => `${subject} ${sign} ${value}`)
})
const readable = fc.letrec<{ whole: string }>((tie) => ({
  whole: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    criterion,
    tie('whole').map((part) => `!(${part})`),
    fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}) or (${b})`),
    fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => {
      const joined = `(${a}) and (${b})`
      return parse(joined).kind === 'expression' ? joined : a
    }),
  ),
})).whole

function found(text: string): { nodes: ReadonlySet<string>; edges: ReadonlySet<string> } {
  const parsed = parse(text)
  if (parsed.kind !== 'expression') throw new Error(`${text}: ${JSON.stringify(parsed)}`)
  return select(smallMesh(), parsed.expression)
}

describe('parse', () => {
  it.each(refusals)('refuses $desc', ({ text, says, at, ways }) => {
    const refused = refuse(text)
    expect(refused.says).toMatch(says)
    expect({ at: refused.at, ways: refused.ways }).toEqual({ at, ways })
  })

  it('asks for nothing by an empty text', () => {
    expect(parse('')).toEqual({ kind: 'nothing' })
    expect(parse(' \n ')).toEqual({ kind: 'nothing' })
  })

  it('has a limit to length and depth', () => {
    expect(refuse('idle or '.repeat(200) + 'idle').says).toMatch(/At most 1000 characters/)
    expect(refuse('('.repeat(500)).says).toMatch(/At most 40 parentheses/)
    expect(refuse('!'.repeat(500)).says).toMatch(/At most 40 parentheses/)
  })

  it('reads 100,000 texts of all sorts, or says why not, within the text', () => {
    const graph = smallMesh()
    fc.assert(
      fc.property(noise, (text) => {
        const parsed = parse(text)
        if (parsed.kind === 'error') expectPlace(text, parsed.error)
        if (parsed.kind === 'expression') select(graph, parsed.expression)
        const { from, to } = complete(text, Math.floor(text.length / 2), graph)
        if (from < 0 || to < from || to > text.length) throw new Error('completed beyond the text')
      }),
      { numRuns: 100_000 },
    )
  })

  it('finds by !x what x does not find', () => {
    fc.assert(
      fc.property(readable, (text) => {
        const parsed = parse(text)
        if (parsed.kind !== 'expression') throw new Error(text)
        const graph = smallMesh()
        const [one, other] = [found(text), found(`!(${text})`)]
        const kinds = kindsOf(parsed.expression)
        // What cannot be judged is neither healthy nor not.
        const isSure = testsOf(parsed.expression).every(({ operand }) => operand.name !== 'healthy')
        for (const { id } of graph.nodes) {
          const times = Number(one.nodes.has(id)) + Number(other.nodes.has(id))
          expect(times).toBeLessThanOrEqual(1)
          if (isSure) expect(times).toBe(kinds.has('node') ? 1 : 0)
        }
        for (const { id } of graph.edges) {
          const times = Number(one.edges.has(id)) + Number(other.edges.has(id))
          expect(times).toBeLessThanOrEqual(1)
          if (isSure) expect(times).toBe(kinds.has('edge') ? 1 : 0)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('writes what reads back to the same', () => {
    fc.assert(
      fc.property(readable, (text) => {
        const parsed = parse(text)
        if (parsed.kind !== 'expression') throw new Error(text)
        const written = write(parsed.expression)
        const again = parse(written)
        if (again.kind !== 'expression') throw new Error(`${text} → ${written}`)
        expect(write(again.expression)).toBe(written)
        expect(found(written)).toEqual(found(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('FH-18: reads every example of the checklist', () => {
    const examples = [
      ...['label:region', '!label:region', 'label:region = east', 'name = reviews'],
      ...['name not contains rev', 'app startswith product', 'app != details and version=v1'],
      ...['httpin > 0.5', 'tcpout >= 1000', '!traffic', 'http > 0.5', 'rt > 500'],
      ...['%httptraffic >= 50.0', 'node = svc and svc startswith det or !traffic', 'rank <= 2'],
    ]
    expect(examples.filter((text) => parse(text).kind !== 'expression')).toEqual([])
  })
})

function expectPlace(text: string, { message, from, length, fixes }: LanguageError): void {
  if (message === '' || from < 0 || length < 1 || from > text.length) {
    throw new Error(`${message} at ${from}+${length} of ${text}`)
  }
  for (const { from: start, to } of fixes) {
    if (start < 0 || to < start || to > text.length) throw new Error(`a fix beyond ${text}`)
  }
}

describe('operands', () => {
  it('have names that no other has', () => {
    expect(new Set(operandNames).size).toBe(
      operands.flatMap(({ aliases }) => aliases).length + operands.length,
    )
    expect(operandNames.filter((name) => findOperand(name.toUpperCase()) === null)).toEqual([])
  })
})
