import type { LogLevels } from '../../../seams/proxy-program.ts'

const said = /^current log level is (.+)$/m

/**
 * Ztunnel says all its levels in one line, `hickory_server::server=off,info`: the one without a name
 * holds for whatever is not named.
 */
export const nodeLogging: LogLevels = {
  levels: ['off', 'error', 'warn', 'info', 'debug', 'trace'],
  method: 'POST',
  readPath: '/logging',
  writePath: ({ logger, level }) =>
    `/logging?${new URLSearchParams({
      level: logger === null || logger === 'default' ? level : `${logger}:${level}`,
    }).toString()}`,
  read: (text) => {
    const list = said.exec(text)?.[1]
    if (list === undefined) return null
    return list.split(',').flatMap((one) => {
      const [, logger = 'default', level] = /^(?:([^=]+)=)?(\w+)$/.exec(one.trim()) ?? []
      return level === undefined ? [] : [{ logger, level }]
    })
  },
}
