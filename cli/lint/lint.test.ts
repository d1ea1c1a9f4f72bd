import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writePointer } from '../../server/seams/field.ts'
import type { Rule } from '../../server/seams/rule.ts'
import { fixDocuments } from './fix.ts'
import { writeGithub } from './formats/github.ts'
import { writeHuman } from './formats/human.ts'
import { writeJunit } from './formats/junit.ts'
import { lint, type LintReport } from './lint.ts'
import type { LintSettings } from './settings.ts'

const words = {
  aka: ['OLD7'],
  title: 'No odd replicas',
  cause: '',
  effect: '',
  repair: '',
  source: '',
}

/** Finds odd numbers of replicas. */
const evenReplicas: Rule = {
  ...words,
  id: 'MC991',
  severity: 'warning',
  kinds: ['apps/Deployment'],
  needs: [],
  check: ({ spec }) => {
    const replicas = spec.get('replicas')
    const count = replicas.number() ?? 0
    if (count % 2 === 0) return []
    const patch = [{ op: 'replace', path: writePointer(replicas.path), value: count + 1 }] as const
    return [{ field: replicas, message: `${count} is odd`, fix: { title: 'one more', patch } }]
  },
}

const needsServices: Rule = {
  ...words,
  id: 'MC992',
  severity: 'error',
  kinds: ['apps/Deployment'],
  needs: ['Service'],
  check: ({ spec }) => [{ field: spec, message: 'It has no service' }],
}

const noSettings: LintSettings = { severities: {}, ignore: [] }

const lintText = (text: string, settings = noSettings): LintReport =>
  lint(
    { texts: [{ file: 'a.yaml', text }], problems: [] },
    { rules: [evenReplicas, needsServices], settings, namespace: 'default', nowMs: null },
  )

const shop = `# the shop
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart # the cart
spec:
  replicas: 3 # three is enough
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: front }
spec: { replicas: 2 }
`

describe('lint', () => {
  it('names line and column of what is wrong', () => {
    const [found] = lintText(shop).findings
    expect(found?.place).toEqual({ line: 8, column: 3, endLine: 8, endColumn: 14 })
    expect(found?.finding.object).toMatchObject({ namespace: 'default', name: 'cart' })
  })

  it('names the place in a List', () => {
    const text = `{"apiVersion":"v1","kind":"List","items":[\n{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},\n"spec":{"replicas":1}}]}`
    expect(lintText(text).findings[0]?.place).toMatchObject({ line: 3, column: 9 })
  })

  it('says what it could not check for want of objects', () => {
    expect(lintText(shop).notChecked).toEqual([
      { rule: 'MC992', object: null, reason: 'missing', detail: 'Service' },
    ])
    const service = '{apiVersion: v1, kind: Service, metadata: {name: cart}}'
    expect(lintText(`${shop}---\n${service}`).notChecked).toEqual([])
  })

  it('obeys the settings', () => {
    const isOff: LintSettings = { severities: { MC991: 'off' }, ignore: [] }
    expect(lintText(shop, isOff).findings).toEqual([])
    const isError: LintSettings = { severities: { MC991: 'error' }, ignore: [] }
    expect(lintText(shop, isError).findings[0]?.finding.severity).toBe('error')
    const ignored: LintSettings = {
      severities: {},
      ignore: [{ rule: 'MC991', name: 'cart', reason: 'three zones' }],
    }
    expect(lintText(shop, ignored).findings).toEqual([])
    expect(lintText(shop, ignored).acknowledged[0]?.finding.acknowledged).toBe('three zones')
  })

  it.each([
    { desc: 'a tab', text: 'a:\n\tb: 1', line: 2, reason: /tab/ },
    { desc: 'a key twice', text: 'kind: a\nkind: b', line: 2, reason: /duplicated/ },
    { desc: 'no map', text: '- 1', line: 1, reason: /no object of Kubernetes/ },
    { desc: 'no kind', text: '\n\napiVersion: v1', line: 3, reason: /kind is missing/ },
    { desc: 'no name', text: '{apiVersion: v1, kind: Pod, metadata: {}}', line: 1, reason: /name/ },
    {
      desc: 'a label that is a number',
      text: '{apiVersion: v1, kind: Pod, metadata: {name: a, labels: {version: 1.5}}}',
      line: 1,
      reason: /"1.5" in quotes/,
    },
    { desc: 'an anchor that holds itself', text: 'a: &a [*a]', line: 1, reason: /./ },
    {
      desc: 'a billion laughs',
      text: Array.from({ length: 12 }, (_, n) =>
        n === 0
          ? 'a0: &a0 [1]'
          : `a${n}: &a${n} [${Array(9)
              .fill(`*a${n - 1}`)
              .join(',')}]`,
      ).join('\n'),
      line: 1,
      reason: /anchors/,
    },
  ])('says what is wrong with $desc, and checks the rest', ({ text, line, reason }) => {
    const { problems, findings } = lintText(`${text}\n${shop}`)
    expect(problems.map((problem) => problem.line)).toEqual([line])
    expect(problems[0]?.reason).toMatch(reason)
    expect(findings).toHaveLength(1)
  })

  it('checks only the first of two objects of one name', () => {
    const { problems } = lintText(shop + shop)
    expect(problems.map(({ line }) => line)).toEqual([16, 23])
  })

  it('reads whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.constantFrom('---\n', 'kind: ', shop, '&a ', '*a ', '{', '[')),
        ),
        (parts) => {
          const report = lintText(parts.join(''))
          expect(report.objects).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('--fix', () => {
  it('changes the value and keeps comments and form', () => {
    const [fixed] = fixDocuments(lintText(shop).findings)
    expect(fixed?.text).toBe(`---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart # the cart
spec:
  replicas: 4 # three is enough
`)
  })
})

describe('reports', () => {
  it('show a person the line', () => {
    expect(writeHuman(lintText(shop), false))
      .toContain(`a.yaml:8:3  warning MC991 OLD7  Deployment default/cart
  3 is odd
  7 | spec:
  8 |   replicas: 3 # three is enough
    |   ^^^^^^^^^^^
  at spec.replicas
  fix: one more (--fix does it)
`)
  })

  it('tell GitHub the place', () => {
    expect(writeGithub(lintText(shop))).toBe(
      '::warning file=a.yaml,line=8,endLine=8,col=3,title=MC991 No odd replicas::3 is odd\n',
    )
  })

  it('count for JUnit', () => {
    const xml = writeJunit(lintText(shop), ['a.yaml', 'b.yaml'])
    expect(xml).toContain('<testsuites name="alidade lint" tests="2" failures="1" errors="0">')
    expect(xml).toContain('<failure type="warning" message="3 is odd">')
  })
})
