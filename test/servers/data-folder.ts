import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const folders = new Set<string>()

process.once('exit', () => folders.forEach(removeDataFolder))

/** A new folder for the data of one server; removed by `removeDataFolder`, or when we exit. */
export function makeDataFolder(server: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `alidade-${server}-`))
  folders.add(folder)
  return folder
}

export function removeDataFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  folders.delete(folder)
}
