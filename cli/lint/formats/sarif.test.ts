import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv } from 'ajv'
import type { Log, Region, Result } from 'sarif'
import { expect, it } from 'vitest'
import { meshes } from '../../../server/meshes/index.ts'
import { neutralRules } from '../../../server/validations/rules/index.ts'
import { lint } from '../lint.ts'
import { writeSarif } from './sarif.ts'

const rules = [...neutralRules, ...Object.values(meshes).flatMap((mesh) => mesh.rules)]

const text = `apiVersion: v1
kind: Service
metadata: { name: reviews }
spec: { selector: { app: reviews }, ports: [{ name: http, port: 9080 }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews }
spec:
  hosts: [reviews]
  http:
    - route:
        - destination: { host: revews }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: let-be, annotations: { alidade.dev/ignore: MC200=later } }
spec:
  hosts: [other]
  http:
    - route:
        - destination: { host: nowhere }
`

function logOf(): Log {
  const report = lint(
    {
      texts: [{ file: 'a folder/ü.yaml', text }],
      problems: [{ file: 'b', line: null, reason: 'x' }],
    },
    { rules, settings: { severities: {}, ignore: [] }, namespace: 'default', nowMs: null },
  )
  return JSON.parse(writeSarif(report, { rules, version: '1.2.3' })) as Log
}

/** As OASIS publishes it; its dialect, draft 4, says nothing here that later ones say otherwise. */
function readSchema(): object {
  const file = path.join(import.meta.dirname, 'sarif-schema-2.1.0.json')
  const schema: object = JSON.parse(readFileSync(file, 'utf8')) as object
  return Object.fromEntries(
    Object.entries(schema).filter(([name]) => name !== '$schema' && name !== 'id'),
  )
}

it('holds against the published schema of SARIF 2.1.0, which refuses what is no SARIF', () => {
  const holds = new Ajv({ strict: false, validateFormats: false }).compile(readSchema())
  const log = logOf()
  expect([holds(log), holds.errors]).toEqual([true, null])
  expect(holds({ ...log, version: '3.0' })).toBe(false)
  expect(holds({ ...log, runs: [{ tool: {} }] })).toBe(false)
})

it('is what SARIF 2.1.0 asks for beyond its schema', () => {
  const { version, runs, $schema } = logOf()
  expect([version, runs.length]).toEqual(['2.1.0', 1])
  expect($schema).toMatch(/sarif-2\.1\.0\.json$/)
  const [run] = runs
  const driver = run?.tool.driver
  const ids = driver?.rules?.map(({ id }) => id) ?? []
  expect([driver?.name, driver?.version, new Set(ids).size]).toEqual([
    'alidade',
    '1.2.3',
    rules.length,
  ])
  const results = run?.results ?? []
  expect(results.length).toBeGreaterThan(1)
  for (const result of results) {
    expect(ids[result.ruleIndex ?? -1]).toBe(result.ruleId)
    expect(['error', 'warning', 'note']).toContain(result.level)
    expect(result.message.text).not.toBe('')
    expect(result.locations).toHaveLength(1)
    expect(wrongWith(result)).toEqual([])
  }
  const prints = results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))
  expect(new Set(prints).size).toBe(prints.length)
})

/** Addresses are of RFC 3986, lines and columns begin with 1 and end behind where they begin. */
function wrongWith({ locations = [] }: Result): string[] {
  return locations.flatMap(({ physicalLocation }) => {
    const uri = physicalLocation?.artifactLocation?.uri ?? ''
    const isAddress = /^[\w\-./~%:@!$&'()*+,;=]+$/.test(uri)
    return [...(isAddress ? [] : [`address ${uri}`]), ...wrongRegion(physicalLocation?.region)]
  })
}

function wrongRegion(region: Region = {}): string[] {
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = region
  const isBehind = endLine > startLine || (endLine === startLine && endColumn > startColumn)
  return startLine >= 1 && startColumn >= 1 && isBehind ? [] : [JSON.stringify(region)]
}

it('tells what was let be, and what could not be read', () => {
  const [run] = logOf().runs
  const suppressed = run?.results?.filter(({ suppressions = [] }) => suppressions.length > 0) ?? []
  expect(suppressed.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
    ['MC200', [{ kind: 'inSource', justification: 'later' }]],
  ])
  const [invocation] = run?.invocations ?? []
  expect(invocation?.executionSuccessful).toBe(false)
  expect(invocation?.toolExecutionNotifications).toHaveLength(1)
})
