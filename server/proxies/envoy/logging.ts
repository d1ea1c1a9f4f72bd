import type { LogLevels } from '../../seams/proxy-program.ts'

const line = /^\s+([\w.*/-]+):\s*(\w+)\s*$/

/**
 * The admin port takes POST alone, for reading too. Loggers are named as `?name=level`, all of them
 * as `?level=level`.
 */
export const envoyLogging: LogLevels = {
  levels: ['off', 'critical', 'error', 'warning', 'info', 'debug', 'trace'],
  method: 'POST',
  readPath: '/logging',
  writePath: ({ logger, level }) =>
    `/logging?${new URLSearchParams({ [logger ?? 'level']: level }).toString()}`,
  read: (text) => {
    if (!text.startsWith('active loggers')) return null
    return text.split('\n').flatMap((one) => {
      const [, logger, level] = line.exec(one) ?? []
      return logger === undefined || level === undefined ? [] : [{ logger, level }]
    })
  },
}
