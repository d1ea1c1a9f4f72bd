/**
 * Writes the schemas that objects are checked against: those of the custom resource definitions of
 * Istio and of the Gateway API (standard channel) in the versions that the suites use, without
 * descriptions and each once for all versions that say the same. `npm run backends` fetches them.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { readFields } from '../server/validations/schema/fields.ts'
import { artifactFile, artifacts } from '../test/servers/artifacts.ts'

const target = path.join(
  import.meta.dirname,
  '../server/validations/schema/shipped-schemas.gen.json',
)

const definitionSchema = z.object({
  kind: z.literal('CustomResourceDefinition'),
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(
      z.object({ name: z.string(), schema: z.object({ openAPIV3Schema: z.unknown() }) }),
    ),
  }),
})

interface Shipped {
  readonly kind: string // group/Kind
  readonly versions: string[]
  readonly schema: unknown
}

/** Words for people; the check does without. */
const words = new Set(['description', 'example', 'x-kubernetes-validations-description'])

/** A schema without its words; properties may be called like them. */
function bare(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => isProperties || !words.has(name))
      .map(([name, part]) => [name, bare(part, !isProperties && name === 'properties')]),
  )
}

function readShipped(): readonly Shipped[] {
  const folder = artifactFile('crds', '.')
  const shipped: Shipped[] = []
  for (const file of globSync('*.yaml', { cwd: folder }).sort()) {
    for (const document of parseAllDocuments(readFileSync(artifactFile('crds', file), 'utf8'))) {
      const read = definitionSchema.safeParse(document.toJS())
      if (!read.success) continue
      const { group, names, versions } = read.data.spec
      for (const version of versions) {
        const kind = `${group}/${names.kind}`
        const schema = bare(version.schema.openAPIV3Schema)
        const same = shipped.find(
          (one) => one.kind === kind && JSON.stringify(one.schema) === JSON.stringify(schema),
        )
        if (same === undefined) shipped.push({ kind, versions: [version.name], schema })
        else same.versions.push(version.name)
      }
    }
  }
  return shipped
}

const wordsTarget = path.join(path.dirname(target), 'shipped-words.gen.json')

/** Of these every object has the same. */
const ofEveryObject = new Set(['apiVersion', 'kind', 'metadata', 'status'])

/** The first sentence that each field of each kind comes with, by its path. */
function readWords(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const folder = artifactFile('crds', '.')
  const byKind: Record<string, Record<string, string>> = {}
  for (const file of globSync('*.yaml', { cwd: folder }).sort()) {
    for (const document of parseAllDocuments(readFileSync(artifactFile('crds', file), 'utf8'))) {
      const read = definitionSchema.safeParse(document.toJS())
      if (!read.success) continue
      const { group, names, versions } = read.data.spec
      // Versions differ in what they have, hardly in what they say of it: the first to speak counts.
      const words = (byKind[`${group}/${names.kind}`] ??= {})
      for (const { schema } of versions)
        for (const field of readFields(schema.openAPIV3Schema)) {
          const isUsual = ofEveryObject.has(field.path.split('.')[0] ?? '')
          if (field.words !== null && !isUsual) words[field.path] ??= field.words
        }
    }
  }
  return byKind
}

if (import.meta.main) {
  const shipped = readShipped()
  // One line a kind: small, and a diff still says what changed.
  const lines = shipped.map((one) => JSON.stringify(one)).join(',\n')
  const origin = JSON.stringify(artifacts.crds.version)
  writeFileSync(target, `{"origin":${origin},"licence":"Apache-2.0","schemas":[\n${lines}\n]}\n`)
  const words = Object.entries(readWords())
    .map(([kind, one]) => `${JSON.stringify(kind)}:${JSON.stringify(one)}`)
    .join(',\n')
  writeFileSync(wordsTarget, `{"origin":${origin},"licence":"Apache-2.0","words":{\n${words}\n}}\n`)
  console.log(`${shipped.length} schemas of ${artifacts.crds.version} in ${target}`)
}
