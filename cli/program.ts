import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Command, CommanderError } from 'commander'
import { rulesByMesh } from '../server/meshes/rules.ts'
import { neutralRules } from '../server/validations/rules/index.ts'
import { lintCommand } from './lint/command.ts'
import { listRules } from './lint/explain.ts'
import { UsageError } from './lint/usage-error.ts'

const rules = [...neutralRules, ...Object.values(rulesByMesh).flat()]
const version = readVersion()

function readVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '..', 'package.json'), 'utf8'),
  )
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return isManifest ? String(manifest.version) : 'unknown'
}

const program = new Command('alidade')
  .description('what the console knows, without the console')
  .version(version)
  .exitOverride()
  .addCommand(
    lintCommand({
      rules,
      // Most of a mesh is about its telemetry: it is loaded for those who look at a cluster.
      meshes: async () => Object.values((await import('../server/meshes/index.ts')).meshes),
      version,
      write: (text) => process.stdout.write(text),
      hasColor: process.stdout.isTTY && process.stdout.hasColors(),
      nowMs: Date.now(),
      exit: (code) => (process.exitCode = code),
    }).exitOverride(),
  )
  .addCommand(
    new Command('rules')
      .description('lists what is checked')
      .action(() => void process.stdout.write(listRules(rules))),
  )

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  } else throw error
}
