import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

export interface SourceFile {
  readonly path: string // from the root, with slashes
  readonly text: string
  readonly isTest: boolean
  readonly imports: readonly string[] // own files, from the root; packages by their specifier
}

const topLevel = ['contract', 'server', 'ui', 'lab', 'cli', 'bench', 'scripts', 'test']
const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s+'([^']+)'|(?:^|[^.\w])import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g

function listFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listFiles(name)
    return /\.(ts|tsx)$/.test(entry.name) ? [name] : []
  })
}

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('#contract/')) return specifier.slice(1)
  if (!specifier.startsWith('.')) return specifier
  return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier))
}

/** Every TypeScript file of the project with what it imports. */
export function readSources(): readonly SourceFile[] {
  const present = new Set(readdirSync(root))
  return topLevel
    .filter((folder) => present.has(folder))
    .flatMap(listFiles)
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8')
      const imports = [...text.matchAll(importPattern)].map((match) =>
        resolveImport(file, match[1] ?? match[2] ?? match[3] ?? ''),
      )
      const isTest =
        /\.test\.tsx?$/.test(file) || file.includes('/fixtures/') || file.startsWith('test/')
      return { path: file, text, isTest, imports }
    })
}
