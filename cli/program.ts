import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Command, CommanderError } from 'commander'
import { meshes } from '../server/meshes/index.ts'
import { neutralRules } from '../server/validations/rules/index.ts'
import { lintCommand } from './lint/command.ts'
import { listRules } from './lint/explain.ts'
import { UsageError } from './lint/usage-error.ts'

const rules = [...neutralRules, ...Object.values(meshes).flatMap((mesh) => mesh.rules)]
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
      meshes: Object.values(meshes),
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
