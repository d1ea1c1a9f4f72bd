import type { ProxyInfo } from '#contract/proxy.ts'
import { numberAt, recordAt, textAt } from '../../seams/json.ts'

const optionFacts = [
  ['concurrency', 'Worker threads'],
  ['drain_time', 'Drain time'],
  ['parent_shutdown_time', 'Shutdown of a former process'],
  ['log_level', 'Log level at the start'],
  ['component_log_level', 'Log levels of components at the start'],
  ['config_path', 'Configuration file'],
  ['service_cluster', 'Service cluster'],
] as const

/** Of `/server_info`. */
export function readInfo(answer: unknown, takenAt: number): Omit<ProxyInfo, 'levels' | 'warnings'> {
  // commit/version/state of the sources/kind of build/TLS library
  const [commit = '', version = '', ...build] = (textAt(answer, 'version') ?? '').split('/')
  const uptime = /^(\d+)s$/.exec(textAt(answer, 'uptime_current_epoch') ?? '')?.[1]
  const options = recordAt(answer, 'command_line_options')
  const locality = ['region', 'zone', 'sub_zone']
    .map((part) => textAt(answer, 'node', 'locality', part) ?? '')
    .join('/')
    .replace(/\/+$/, '')
  return {
    takenAt,
    version: version === '' ? null : version,
    build: version === '' ? null : [commit.slice(0, 12), ...build].join(' '),
    state: textAt(answer, 'state') ?? 'LIVE', // the first of its kind, which JSON leaves out
    startedAt: uptime === undefined ? null : takenAt - Number(uptime) * 1000,
    nodeId: textAt(answer, 'node', 'id'),
    facts: [
      ...optionFacts.flatMap(([field, name]) => {
        const value = textAt(options, field) ?? numberAt(options, field)
        return value === null ? [] : [{ name, value: String(value) }]
      }),
      ...(locality === '' ? [] : [{ name: 'Locality', value: locality }]),
    ],
  }
}
