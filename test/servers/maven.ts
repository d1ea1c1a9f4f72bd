/** Fetches programs that are published as one jar, by Maven. */
import { globSync, renameSync } from 'node:fs'
import path from 'node:path'
import { findCommand, outputOf } from './commands.ts'

const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy'

/**
 * Puts a jar into `folder` under a name of its own.
 *
 * @param coordinates `group:artifact:version:packaging:classifier`
 */
export async function fetchJar(coordinates: string, folder: string, name: string): Promise<void> {
  const maven = findCommand('mvn')
  if (maven === null) throw new Error('mvn is not on the PATH')
  const args = [`-Dartifact=${coordinates}`, `-DoutputDirectory=${folder}`]
  await outputOf(maven, ['--batch-mode', '--quiet', copyGoal, ...args], { cwd: folder })
  const [jar] = globSync('*.jar', { cwd: folder })
  if (jar === undefined) throw new Error(`Maven brought nothing for ${coordinates}`)
  renameSync(path.join(folder, jar), path.join(folder, name))
}
