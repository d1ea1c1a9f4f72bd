/** Where built servers live, outside the repository, so that a fresh clone finds yesterday's builds. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** Something a real-server suite needs that is made once per version and then kept. */
export interface Artifact {
  readonly name: string
  readonly version: string
  /** Fills an empty folder; throws when it cannot, and whatever it left is removed. */
  readonly make: (folder: string) => Promise<void>
}

/** The folder of one artifact and version; it exists only when it is whole. */
export function artifactFolder({ name, version }: Pick<Artifact, 'name' | 'version'>): string {
  const root = process.env['ALIDADE_BACKENDS'] ?? path.join(homedir(), '.cache/alidade-backends')
  return path.join(root, `${name}-${version}`)
}

export function isMade(artifact: Pick<Artifact, 'name' | 'version'>): boolean {
  return existsSync(artifactFolder(artifact))
}

/**
 * Makes the artifact unless it is there, and returns its folder.
 *
 * The work happens in a folder beside it that is renamed at the end, so an interrupted build leaves
 * nothing that looks finished, and of two builds at once the later simply finds the earlier's.
 */
export async function makeOnce(artifact: Artifact): Promise<string> {
  const folder = artifactFolder(artifact)
  if (isMade(artifact)) return folder
  const unfinished = `${folder}.${randomUUID()}.part`
  mkdirSync(unfinished, { recursive: true })
  try {
    await artifact.make(unfinished)
    if (!isMade(artifact)) renameSync(unfinished, folder)
    return folder
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}
