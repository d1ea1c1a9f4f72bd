import { setTimeout as sleep } from 'node:timers/promises'
import type { ConsoleOnLab } from '../test/support/console.ts'
import { drain, median } from './asking.ts'

export interface MastheadMeasured {
  readonly meshCpuMs: number // asked at once again: the same moment for all viewers
  readonly changedCpuMs: number // a second later, after a pod has changed
  readonly statusCpuMs: number
  readonly meshGzipKb: number
}

const rounds = 8
const momentMs = 1100 // longer than an answer is shared

/**
 * What the questions cost that every page asks four times a minute, in milliseconds of the
 * processor: the lab shares the process, so that only the lowest of some rounds tells.
 */
export async function measureMasthead({ url, lab }: ConsoleOnLab): Promise<MastheadMeasured> {
  const ask = async (path: string): Promise<{ cpuMs: number; bytes: number }> => {
    const before = process.cpuUsage()
    const { bytes } = await drain(new URL(`api/v1/${path}`, url).href)
    const { user, system } = process.cpuUsage(before)
    return { cpuMs: (user + system) / 1000, bytes }
  }
  const { bytes } = await ask('mesh')
  const [again, changed, status]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round += 1) {
    changeSomePod(lab, round)
    await sleep(momentMs)
    changed.push((await ask('mesh')).cpuMs)
    again.push((await ask('mesh')).cpuMs)
    status.push((await ask('status')).cpuMs)
  }
  return {
    meshCpuMs: median(again),
    changedCpuMs: Math.min(...changed),
    statusCpuMs: median(status),
    meshGzipKb: bytes / 1024,
  }
}

function changeSomePod({ objects }: ConsoleOnLab['lab'], round: number): void {
  const pod = objects.list('Pod')[round]
  if (pod === undefined) return
  const labels = { ...pod.metadata.labels, round: String(round) }
  objects.update({ ...pod, metadata: { ...pod.metadata, labels } })
}
