import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse as parseYaml } from 'yaml'
import type { Config } from './config.ts'

type OfOneCluster = Partial<
  Pick<
    Config,
    | 'prometheus'
    | 'prometheusHeader'
    | 'prometheusTokenFile'
    | 'prometheusUser'
    | 'prometheusPasswordFile'
    | 'tracing'
    | 'tracingHeader'
    | 'tracingTokenFile'
    | 'tracingExternal'
    | 'serviceAccountFolder'
  >
>

const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount'
const secretField = /token|password|secret|key-data|^value$/i
const secretHeader = /token|key|secret|authorization|cookie/i
const longEnough = 8 // shorter ones in headers of other names are tenants and the like

/**
 * What lets the console into its back ends, as it is just now: so that it can be taken out of
 * whatever is handed on. Files that cannot be read have nothing to be taken out.
 */
export function readSecrets(config: Config): readonly string[] {
  const { kubeconfig, inCluster, grafana, grafanaInternal, tracesEndpoint, perContext } = config
  return [
    ...[config, ...Object.values(perContext)].flatMap(secretsOfCluster),
    ...[grafana, grafanaInternal, tracesEndpoint ?? undefined].flatMap(secretsOfAddress),
    ...(config.grafanaHeader ?? []).flatMap(secretsOfHeader),
    readText(config.grafanaTokenFile),
    ...(kubeconfig === undefined ? [] : secretsOfKubeconfig(kubeconfig)),
    ...(inCluster ? [readText(path.join(serviceAccountFolder, 'token'))] : []),
  ].filter((secret) => secret !== '')
}

function secretsOfCluster(config: OfOneCluster): readonly string[] {
  const { prometheusHeader = [], tracingHeader = [], prometheusUser } = config
  const { serviceAccountFolder: folder } = config
  const password = readText(config.prometheusPasswordFile)
  return [
    ...[config.prometheus, config.tracing, config.tracingExternal].flatMap(secretsOfAddress),
    ...[...prometheusHeader, ...tracingHeader].flatMap(secretsOfHeader),
    readText(config.prometheusTokenFile),
    readText(config.tracingTokenFile),
    password,
    ...(prometheusUser === undefined || password === '' ? [] : [basic(prometheusUser, password)]),
    ...(folder === undefined ? [] : [readText(path.join(folder, 'token'))]),
  ]
}

const secretsOfHeader = ([name, value]: readonly [string, string]): readonly string[] =>
  secretHeader.test(name) || value.length >= longEnough ? [value, value.replace(/^\S+\s+/, '')] : []

const basic = (user: string, password: string): string =>
  Buffer.from(`${user}:${password}`).toString('base64')

function secretsOfAddress(address: string | undefined): readonly string[] {
  if (address === undefined || !URL.canParse(address)) return []
  const { username, password, searchParams } = new URL(address)
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)]
  return [pass, ...(pass === '' ? [] : [basic(user, pass)]), ...searchParams.values()]
}

/** Tokens, passwords, keys and what sign-in plug-ins are given, of all of its users. */
function secretsOfKubeconfig(file: string): readonly string[] {
  let content: unknown
  try {
    content = parseYaml(readText(file))
  } catch {
    return []
  }
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner !== 'string') walk(inner)
      else if (secretField.test(name)) found.push(inner)
    }
  }
  walk(content)
  return found
}

function readText(file: string | undefined): string {
  if (file === undefined) return ''
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
