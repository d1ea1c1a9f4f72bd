/**
 * Writes docs/rules from the rules themselves: one page for each, and a list of all.
 *
 *   node scripts/rule-pages.ts
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import { meshes } from '../server/meshes/index.ts'
import type { Rule } from '../server/seams/rule.ts'
import { neutralRules } from '../server/validations/rules/index.ts'

const root = path.dirname(import.meta.dirname)
export const rulePagesFolder = path.join(root, 'docs', 'rules')

const rules: readonly Rule[] = [
  ...neutralRules,
  ...Object.values(meshes).flatMap((mesh) => mesh.rules),
].sort((one, other) => (one.id < other.id ? -1 : 1))

/** Name of the file → its text, as it should be. */
export async function buildRulePages(): Promise<ReadonlyMap<string, string>> {
  const options = await resolveConfig(path.join(rulePagesFolder, 'README.md'))
  const pages = [
    ['README.md', listOf(rules)] as const,
    ...rules.map((rule) => [`${rule.id}.md`, pageOf(rule)] as const),
  ]
  const written = pages.map(async ([name, text]): Promise<[string, string]> => {
    return [name, await format(text, { ...options, parser: 'markdown' })]
  })
  return new Map(await Promise.all(written))
}

const severityWords = { error: 'Error', warning: 'Warning', info: 'Note' } as const

function listOf(all: readonly Rule[]): string {
  const rows = all.map(
    ({ id, severity, title, aka }) =>
      `| [${id}](${id}.md) | ${severityWords[severity]} | ${cell(title)} | ${aka.join(', ')} |`,
  )
  return `# Rules

What the console and \`alidade lint\` check. Written from the rules by \`node scripts/rule-pages.ts\`; \`alidade lint --explain MC200\` says the same.

| code | severity | what is wrong | also known as |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`)

function pageOf(rule: Rule): string {
  const { id, severity, title, aka, cause, effect, repair, source, kinds, needs } = rule
  const needed = [...needs, ...(rule.needsAlso ?? [])]
  const facts = [
    `- Severity: ${severityWords[severity].toLowerCase()}`,
    ...(aka.length === 0 ? [] : [`- Also known as: ${aka.join(', ')}`]),
    `- Judges: ${listed(kinds)}`,
    ...(needed.length === 0 ? [] : [`- Not checked without: ${listed(needed)}`]),
  ]
  return `# ${id}: ${title}

${facts.join('\n')}

## Cause

${cause}

## Effect

${effect}

## Repair

${repair}

## Source

<${source}>

## To let it be

On the object, with a reason:

\`\`\`yaml
metadata:
  annotations:
    alidade.dev/ignore: ${id}=why
\`\`\`
`
}

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

/** Writes what has changed and takes away the pages of rules that are gone. */
async function write(): Promise<void> {
  const pages = await buildRulePages()
  mkdirSync(rulePagesFolder, { recursive: true })
  for (const name of readdirSync(rulePagesFolder))
    if (!pages.has(name)) rmSync(path.join(rulePagesFolder, name))
  for (const [name, text] of pages) writeFileSync(path.join(rulePagesFolder, name), text)
  console.log(`${pages.size} pages in docs/rules`)
}

if (import.meta.main) await write()
