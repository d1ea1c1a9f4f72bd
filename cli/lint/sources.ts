import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** A text to check, by the name that people know it by. */
export interface SourceText {
  readonly file: string // `-` for standard input
  readonly text: string
}

/** Why something was not checked. Lines count from 1; null where no line is to blame. */
export interface Problem {
  readonly file: string
  readonly line: number | null
  readonly reason: string
}

export interface Sources {
  readonly texts: readonly SourceText[]
  readonly problems: readonly Problem[]
}

/** Manifests of a whole platform are a few MB; what is larger was most likely given by mistake. */
export const maxFileBytes = 64 * 1024 * 1024
const manifestName = /\.(ya?ml|json)$/i
const leftOut = new Set(['node_modules', '.git'])

/**
 * The texts behind the arguments: files as they are named, folders with all YAML and JSON beneath,
 * `-` for standard input. What cannot be read is a problem of its own; the rest goes on.
 */
export function readSources(places: readonly string[], readStdin: () => Buffer): Sources {
  const texts: SourceText[] = []
  const problems: Problem[] = []
  const take = (file: string, read: () => Buffer): void => {
    const taken = readText(file, read)
    if ('text' in taken) texts.push(taken)
    else problems.push(taken)
  }
  for (const place of places) {
    if (place === '-') take('-', readStdin)
    else for (const file of filesBelow(place)) take(file, () => readFileSync(file))
  }
  return { texts, problems }
}

function readText(file: string, read: () => Buffer): SourceText | Problem {
  const blame = (reason: string): Problem => ({ file, line: null, reason })
  try {
    if (file !== '-' && statSync(file).size > maxFileBytes) return blame(tooLarge)
    const bytes = read()
    if (bytes.length > maxFileBytes) return blame(tooLarge)
    const nul = bytes.indexOf(0)
    if (nul !== -1) {
      const line = bytes.subarray(0, nul).toString('latin1').split('\n').length
      return { file, line, reason: 'It holds a NUL byte: is it a text at all?' }
    }
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    return blame(sayWhy(error))
  }
}

const tooLarge = `It is larger than ${maxFileBytes / 1024 / 1024} MB: split it.`

function filesBelow(place: string): readonly string[] {
  if (!isFolder(place)) return [place]
  return readdirSync(place, { withFileTypes: true })
    .filter(({ name }) => !leftOut.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(place, entry.name)
      if (entry.isDirectory()) return filesBelow(file)
      return manifestName.test(entry.name) ? [file] : []
    })
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function sayWhy(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return 'There is no such file.'
  if (code === 'EACCES') return 'It may not be read.'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'It is not UTF-8.'
  return error instanceof Error ? error.message : 'It cannot be read.'
}
