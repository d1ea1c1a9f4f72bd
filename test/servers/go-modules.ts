/** Builds servers from their Go modules. Each folder under go/ pins one by go.mod and go.sum. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { findCommand, outputOf } from './commands.ts'

export interface GoServer {
  /** The folder under go/, and the name of the binary. */
  readonly name: string
  readonly package: string
  /** Go variables set by the linker, for servers that otherwise do not know their version. */
  readonly variables?: Readonly<Record<string, string>>
}

const goFolder = path.join(import.meta.dirname, 'go')

/** The version of a module that go/<folder>/go.mod requires: the one place it is written. */
export function pinnedVersion(folder: string, module: string): string {
  const lines = readFileSync(path.join(goFolder, folder, 'go.mod'), 'utf8').split('\n')
  const words = lines.map((line) =>
    line
      .trim()
      .replace(/^require /, '')
      .split(' '),
  )
  const version = words.find(([name, version]) => name === module && version?.startsWith('v'))?.[1]
  if (version === undefined) throw new Error(`go/${folder}/go.mod does not require ${module}`)
  return version
}

/** The unpacked sources of a module, downloaded when needed and checked against go.sum. */
export async function moduleSources(folder: string, module: string): Promise<string> {
  const cwd = path.join(goFolder, folder)
  const answer = await outputOf(findGo(), ['mod', 'download', '-json', module], { cwd })
  return z.object({ Dir: z.string() }).parse(JSON.parse(answer)).Dir
}

/** Compiles one server into `target`. Minutes for the large ones, gigabytes of Go's own cache. */
export async function buildGoServer(server: GoServer, target: string): Promise<void> {
  const variables = Object.entries(server.variables ?? {}).map(
    ([name, value]) => `-X ${name}=${value}`,
  )
  const args = ['build', '-trimpath', '-ldflags', ['-s', '-w', ...variables].join(' ')]
  await outputOf(findGo(), [...args, '-o', path.join(target, server.name), server.package], {
    cwd: path.join(goFolder, server.name),
    env: { CGO_ENABLED: '0' },
  })
}

function findGo(): string {
  const go = findCommand('go')
  if (go === null) throw new Error('go is not on the PATH (1.26 or newer, https://go.dev/dl)')
  return go
}
