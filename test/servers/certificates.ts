import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { outputOf } from './commands.ts'

export interface Certificate {
  readonly certificateFile: string
  readonly keyFile: string
}

export interface Authority {
  /** PEM; what a client must trust. */
  readonly caFile: string
  /** A certificate for a server of these names and addresses: `DNS:localhost`, `IP:127.0.0.1`. */
  readonly issue: (names: readonly string[]) => Promise<Certificate>
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** An authority of our own, which keeps in a folder whatever it issues; needs openssl. */
export async function makeAuthority(folder: string, name: string): Promise<Authority> {
  const at = (file: string): string => path.join(folder, file)
  const [caFile, caKey] = [at(`${name}.crt`), at(`${name}.key`)]
  await outputOf('openssl', [
    ...['req', '-x509', ...newKey, '-days', '2', '-subj', `/CN=${name}`],
    ...['-keyout', caKey, '-out', caFile],
  ])
  let issued = 0
  return {
    caFile,
    issue: async (names) => {
      issued += 1
      const stem = at(`${name}-${issued}`)
      const [keyFile, certificateFile] = [`${stem}.key`, `${stem}.crt`]
      writeFileSync(`${stem}.ext`, `subjectAltName=${names.join(',')}\n`)
      await outputOf('openssl', [
        ...['req', ...newKey, '-subj', '/CN=server', '-keyout', keyFile, '-out', `${stem}.csr`],
      ])
      await outputOf('openssl', [
        ...['x509', '-req', '-in', `${stem}.csr`, '-CA', caFile, '-CAkey', caKey],
        ...['-CAcreateserial', '-days', '2', '-extfile', `${stem}.ext`, '-out', certificateFile],
      ])
      return { keyFile, certificateFile }
    },
  }
}
