import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse as parseYaml } from 'yaml'
import { dashboardFileSchema, type DashboardFile } from './charts/dashboard-file.ts'
import { AppError } from './errors.ts'

/** Those that come with the console, and those of the meshes that it knows. */
const shipped = ['charts/dashboards/*.yaml', 'meshes/*/dashboards/*.yaml']

/**
 * The dashboards, one file each. A user's own of the same id stands in the place of a shipped one.
 * Throws AppError with a sentence that names the file and what is wrong in it.
 *
 * @param folder of the user's own; undefined: there are none
 */
export function readDashboards(folder?: string): readonly DashboardFile[] {
  const own = folder === undefined ? [] : readFolder(folder, ['*.yaml', '*.yml'])
  const all = [
    ...readFolder(import.meta.dirname, shipped),
    ...own.map((one) => ({ ...one, isOwn: true })),
  ]
  return [...new Map(all.map((one) => [one.id, one])).values()].sort((one, other) =>
    one.title.localeCompare(other.title),
  )
}

function readFolder(folder: string, patterns: readonly string[]): readonly DashboardFile[] {
  return globSync([...patterns], { cwd: folder })
    .sort()
    .map((file) => readDashboard(path.join(folder, file)))
}

function readDashboard(file: string): DashboardFile {
  const content = readContent(file)
  const parsed = dashboardFileSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue === undefined ? '' : issue.path.join('.')
  const where = place === '' ? '' : ` at ${place}`
  throw new AppError(
    'badRequest',
    `The dashboard ${file} cannot be used${where}: ${issue?.message ?? 'it is no dashboard'}.`,
  )
}

function readContent(file: string): unknown {
  try {
    return parseYaml(readFileSync(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown reason'
    throw new AppError('badRequest', `The dashboard ${file} cannot be read: ${reason}`)
  }
}
