/**
 * Writes docs/rules from the rules themselves: one page for each, and a list of all.
 *
 *   node scripts/rule-pages.ts
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format } from 'oxfmt'
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
  const pages = [
    ['README.md', listOf(rules)] as const,
    ['differences.md', differencesOf(rules)] as const,
    ...rules.map((rule) => [`${rule.id}.md`, pageOf(rule)] as const),
  ]
  const written = pages.map(async ([name, text]): Promise<[string, string]> => {
    const { code } = await format(name, text)
    return [name, code]
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

/** Which codes a rule answers for, and what is meant to be otherwise than with them. */
function differencesOf(all: readonly Rule[]): string {
  const rows = all
    .filter(({ aka }) => aka.length > 0)
    .map(
      ({ id, aka, differs = '' }) => `| [${id}](${id}.md) | ${aka.join(', ')} | ${cell(differs)} |`,
    )
  const own = all.filter(({ aka }) => aka.length === 0)
  return `# What is unlike Kiali and istioctl

Written from the rules by \`node scripts/rule-pages.ts\`. A rule may answer for several codes; each of the codes may be used wherever a rule is named: to find it, to acknowledge it, to explain it.

## In general

- One engine judges for the console, the editor and the command line: a finding of one is a finding of all.
- What cannot be known is not judged: where a kind may not be listed, the rules that need it are named as not checked, rather than taking its objects for absent.
- Severities follow what happens to requests: error, they fail or a protection is not there; warning, something will not be as it is written; note, worth knowing.
- A finding stands at the smallest field that is wrong, and says which objects are involved; where a repair is certain it is offered.
- \`kiali.io/ignore-validations\` and \`galley.istio.io/analyze-suppress\` are obeyed on the object that has them. They acknowledge: the finding is shown as acknowledged and does not count, it is not hidden.
- Webhooks (IST0139, IST0163, IST0164) are not read: the right to list them is the whole cluster's.
- Services of other clusters (IST0170, KIA0107) are not compared: a console judges one cluster at a time.

## Rule by rule

Where nothing is said, nothing is meant to differ.

| code | also known as | unlike them |
| --- | --- | --- |
${rows.join('\n')}

## Of our own

${own.map(({ id, title }) => `- [${id}](${id}.md) ${title}`).join('\n')}
`
}

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`)

function pageOf(rule: Rule): string {
  const { id, severity, title, aka, cause, effect, repair, source, kinds, needs } = rule
  const differs =
    rule.differs === undefined ? '' : `## Unlike ${aka.join(', ')}\n\n${rule.differs}\n\n`
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

${differs}## Source

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
