import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startLab, type Lab, type LabOptions } from '../../lab/start.ts'
import { readConfig } from '../../server/config.ts'
import { startConsole, type RunningConsole } from '../../server/main.ts'

export interface ConsoleOnLab extends RunningConsole {
  readonly lab: Lab
}

export interface ConsoleOnLabOptions {
  readonly lab?: LabOptions
  readonly args?: readonly string[]
  /** In place of the lab's own: a proxy in front of it, or nothing at all. */
  readonly prometheusUrl?: (lab: Lab) => string
  readonly kubernetesUrl?: string // in place of the lab's own
}

/** A console in this process on a lab in this process. `close` ends both. */
export async function startConsoleOnLab(options: ConsoleOnLabOptions = {}): Promise<ConsoleOnLab> {
  const lab = await startLab({ historySeconds: 180, ...options.lab })
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-console-'))
  const kubeconfig = path.join(folder, 'kubeconfig')
  writeFileSync(kubeconfig, writeKubeconfig(lab, options.kubernetesUrl ?? lab.kubernetesUrl), {
    mode: 0o600,
  })
  const running = await startConsole(
    readConfig(
      [
        ...['--port', '0', '--log-level', 'silent', '--poll-seconds', '5'],
        ...['--kubeconfig', kubeconfig],
        ...['--prometheus', options.prometheusUrl?.(lab) ?? lab.prometheusUrl],
        ...['--tracing', lab.jaegerUrl],
        ...(options.args ?? []),
      ],
      {},
    ),
  )
  return {
    ...running,
    lab,
    close: async () => {
      await running.close()
      await lab.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

const writeKubeconfig = ({ tokens }: Lab, server: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'lab',
    clusters: [{ name: 'lab', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'lab', user: { token: tokens.admin } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
  })
