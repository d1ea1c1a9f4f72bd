import { readFile } from 'node:fs/promises'
import { SourceUnavailableError } from '../../errors.ts'

/** How a back end is let know who asks. Secrets come from files, so that they can be rotated. */
export interface Credentials {
  readonly headers?: Readonly<Record<string, string>>
  readonly bearerTokenFile?: string
  readonly basicAuth?: { readonly user: string; readonly passwordFile: string }
  /** PEM of the authority that signed the back end's certificate. */
  readonly caFile?: string
}

const rereadMs = 10_000

/**
 * Reads secrets and certificates for one back end, each file again after ten seconds. The address
 * may carry `user:password@`, too. Throws SourceUnavailableError naming the file.
 */
export function createCredentials(source: string, given: Credentials, url: string): FileSecrets {
  const files = new Map<string, { readonly readAt: number; readonly text: Promise<string> }>()
  const read = (file: string): Promise<string> => {
    const known = files.get(file)
    if (known !== undefined && Date.now() - known.readAt < rereadMs) return known.text
    const text = readFile(file, 'utf8').catch((cause: unknown) => {
      files.delete(file)
      throw new SourceUnavailableError(
        { source, failure: 'forbidden', cause },
        `The file ${file}, which the settings of the ${source} source name, cannot be read.`,
      )
    })
    files.set(file, { readAt: Date.now(), text })
    return text
  }
  const { username, password } = new URL(url)
  return {
    headers: async () => {
      const headers: Record<string, string> = { ...given.headers }
      const basic = (user: string, secret: string): string =>
        `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
      if (username !== '')
        headers['authorization'] = basic(decodeURIComponent(username), decodeURIComponent(password))
      if (given.basicAuth !== undefined) {
        const secret = (await read(given.basicAuth.passwordFile)).trim()
        headers['authorization'] = basic(given.basicAuth.user, secret)
      }
      if (given.bearerTokenFile !== undefined)
        headers['authorization'] = `Bearer ${(await read(given.bearerTokenFile)).trim()}`
      return headers
    },
    ca: () => (given.caFile === undefined ? Promise.resolve(null) : read(given.caFile)),
  }
}

export interface FileSecrets {
  readonly headers: () => Promise<Record<string, string>>
  readonly ca: () => Promise<string | null>
}
