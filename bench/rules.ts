import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'yaml'
import { meshes } from '../server/meshes/index.ts'
import type { KubeObject } from '../server/seams/kube-object.ts'
import { neutralRules } from '../server/validations/rules/index.ts'
import { Validator } from '../server/validations/validator.ts'
import { outputOf } from '../test/servers/commands.ts'
import { median, quantile } from './asking.ts'

const root = path.dirname(import.meta.dirname)
const rules = [...neutralRules, ...Object.values(meshes).flatMap((mesh) => mesh.rules)]
const namespaces = 50
const perNamespace = 25 // services, each with routes, subsets and a policy
const passes = 5
const edits = 300

export interface RulesMeasured {
  readonly rules: number
  readonly objects: number
  readonly findings: number
  readonly fullPassMs: number
  readonly changeMs: number // median
  readonly changeP95Ms: number
  readonly judgedPerChange: number // median of objects judged again
  readonly lintMs: number // the whole process, median
  readonly heapMb: number
  readonly slowest: readonly (readonly [rule: string, ms: number])[]
}

/** `npm run bench -- --rules`: what judging a mesh of 5,050 objects and their workloads takes. */
export async function measureRules(): Promise<RulesMeasured> {
  const objects = makeObjects()
  const workloads = makeWorkloads()
  const all = [...objects, ...workloads]
  const passMs: number[] = []
  let validator = new Validator({ rules })
  let slowest: ReadonlyMap<string, number> = new Map()
  for (let pass = 0; pass < passes; pass += 1) {
    validator = new Validator({ rules, nowMs: Date.now() })
    const startedAt = performance.now()
    slowest = validator.apply({ put: all }).msByRule
    passMs.push(performance.now() - startedAt)
  }
  const changes = Array.from({ length: edits }, (_, edit) => change(validator, all, edit))
  return {
    rules: rules.length,
    objects: all.length,
    findings: validator.findings().length,
    fullPassMs: median(passMs),
    changeMs: median(changes.map(({ ms }) => ms)),
    changeP95Ms: quantile(
      changes.map(({ ms }) => ms),
      0.95,
    ),
    judgedPerChange: median(changes.map(({ judged }) => judged)),
    lintMs: await timeLint(objects),
    heapMb: process.memoryUsage().heapUsed / 1024 / 1024,
    slowest: [...slowest].sort(([, one], [, other]) => other - one).slice(0, 5),
  }
}

/** One object is written anew, as after an edit: the same but for an annotation and, at times, a host. */
function change(
  validator: Validator,
  objects: readonly KubeObject[],
  edit: number,
): { readonly ms: number; readonly judged: number } {
  const object = objects[(edit * 7919) % objects.length]
  if (object === undefined) return { ms: 0, judged: 0 }
  const annotations = { ...object.metadata.annotations, edit: String(edit) }
  const edited = { ...object, metadata: { ...object.metadata, annotations } }
  const startedAt = performance.now()
  const { judged } = validator.apply({ put: [edited] })
  return { ms: performance.now() - startedAt, judged }
}

/** The same file that linters of meshes are timed on: written, parsed, judged, reported. */
async function timeLint(objects: readonly KubeObject[]): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-bench-'))
  const file = path.join(folder, 'objects.yaml')
  writeFileSync(file, objects.map((object) => stringify(object)).join('---\n'))
  const times: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const startedAt = performance.now()
    await outputOf(process.execPath, [path.join(root, 'cli/main.ts'), 'lint', file])
    times.push(performance.now() - startedAt)
  }
  rmSync(folder, { recursive: true })
  return median(times)
}

const places = Array.from({ length: namespaces }, (_, n) => `ns${n}`).flatMap((namespace) =>
  Array.from({ length: perNamespace }, (_, w) => ({ namespace, name: `svc${w}` })),
)

function makeObjects(): readonly KubeObject[] {
  const ofNamespaces = Array.from({ length: namespaces }, (_, n): KubeObject => {
    const labels = { 'istio-injection': 'enabled' }
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `ns${n}`, labels } }
  })
  return [...ofNamespaces, ...places.flatMap(makeService)]
}

function makeService({ namespace, name }: (typeof places)[number]): readonly KubeObject[] {
  const metadata = { name, namespace }
  const to = (subset: string): object => ({ destination: { host: name, subset }, weight: 50 })
  const subset = (version: string): object => ({ name: version, labels: { version } })
  const principals = [`cluster.local/ns/${namespace}/sa/svc0`]
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: { hosts: [name], http: [{ route: [to('v1'), to('v2')] }] },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata,
      spec: { host: name, subsets: [subset('v1'), subset('v2')] },
    },
    {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata,
      spec: {
        selector: { matchLabels: { app: name } },
        rules: [{ from: [{ source: { principals } }] }],
      },
    },
  ]
}

function makeWorkloads(): readonly KubeObject[] {
  return places.flatMap(({ namespace, name }) =>
    ['v1', 'v2'].map((version): KubeObject => {
      const labels = { app: name, version }
      const containers = [{ name, image: name, ports: [{ containerPort: 80 }] }]
      return {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: `${name}-${version}`, namespace, labels },
        spec: {
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers } },
        },
      }
    }),
  )
}

/** The figures as a table of Markdown. */
export function writeRulesTable(measured: RulesMeasured): string {
  const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`
  const rows = [
    ['rules / objects', `${measured.rules} / ${measured.objects.toLocaleString('en')}`],
    ['full pass', ms(measured.fullPassMs)],
    ['one change, median (p95)', `${ms(measured.changeMs)} (${ms(measured.changeP95Ms)})`],
    ['… of a full pass', `1/${Math.round(measured.fullPassMs / measured.changeMs)}`],
    ['… objects judged again', String(measured.judgedPerChange)],
    ['alidade lint, 5,050 objects, whole process', ms(measured.lintMs)],
    ['heap with everything', `${Math.round(measured.heapMb)} MB`],
    ['slowest rules', measured.slowest.map(([rule, spent]) => `${rule} ${ms(spent)}`).join(', ')],
  ]
  const lines = rows.map(([name = '', value = '']) => `| ${name} | ${value} |`)
  return ['| validations |  |', '| --- | ---: |', ...lines].join('\n')
}
