import { startLab, type Lab, type LabOptions } from '../../lab/start.ts'
import { readConfig } from '../../server/config.ts'
import { startConsole, type RunningConsole } from '../../server/main.ts'
import { writeKubeconfig } from './kubeconfig.ts'

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
  const kubeconfig = writeKubeconfig(options.kubernetesUrl ?? lab.kubernetesUrl, lab.tokens.admin)
  const running = await startConsole(
    readConfig(
      [
        ...['--port', '0', '--log-level', 'silent', '--poll-seconds', '5'],
        ...['--kubeconfig', kubeconfig.file],
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
      kubeconfig.remove()
    },
  }
}
