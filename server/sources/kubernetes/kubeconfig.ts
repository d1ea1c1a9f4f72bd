import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { KubeConfig, type Cluster, type User } from '@kubernetes/client-node'
import { z } from '#contract/setup.ts'
import { AppError } from '../../errors.ts'

export interface KubeconfigOptions {
  /** Absent and not in a cluster: $KUBECONFIG, else ~/.kube/config, as kubectl does. */
  readonly kubeconfigPath?: string
  readonly inCluster?: boolean
  /** Where `token` and `ca.crt` are, when `inCluster`; absent: where kubelets put them. */
  readonly serviceAccountFolder?: string
  readonly context?: string
}

/** A way into one cluster: whom we are, and where. */
export interface KubeAccess {
  readonly config: KubeConfig
  readonly cluster: Cluster
  readonly user: User
  readonly howFound: string
  /** The file and the user in it, for messages: `user "me" of /home/me/.kube/config`. */
  readonly identity: string
}

const wayOut = 'name another with --kubeconfig'

/**
 * Reads the kubeconfig and checks what it refers to. Throws AppError badRequest with one sentence
 * that names the file, the field and the way out; nobody should meet these later, one by one.
 */
export function readKubeAccess(options: KubeconfigOptions): KubeAccess {
  const place = placeOf(options)
  const config = load(options, place)
  choose(config, options.context, place)
  const name = config.getCurrentContext()
  const context = config.getContextObject(name)
  if (context === null) throw noContext(config, place)
  const cluster = config.getCluster(context.cluster)
  if (cluster === null)
    throw wrong(
      `The context "${name}" in ${place} names the cluster "${context.cluster}", which is not there: add it, or ${wayOut}.`,
    )
  const user = context.user ? config.getUser(context.user) : { name: 'nobody' }
  if (user === null)
    throw wrong(
      `The context "${name}" in ${place} names the user "${context.user}", which is not there: add it, or ${wayOut}.`,
    )
  checkFiles([
    {
      file: cluster.caFile,
      field: `certificate-authority of the cluster "${cluster.name}"`,
      place,
    },
    { file: tokenFileOf(user), field: 'token of the service account', place },
    { file: user.certFile, field: `client-certificate of the user "${user.name}"`, place },
    { file: user.keyFile, field: `client-key of the user "${user.name}"`, place },
  ])
  return {
    config: plain({ cluster, user }),
    cluster: openly(cluster),
    user,
    howFound: options.inCluster === true ? 'the pod it runs in' : `context ${name} of ${place}`,
    identity:
      options.inCluster === true ? 'service account of the pod' : `user "${user.name}" of ${place}`,
  }
}

export interface ListedContext {
  readonly name: string
  readonly cluster: string
  readonly user: string
}

export interface ContextList {
  readonly contexts: readonly ListedContext[]
  /** The one that is meant when none is named; null: the file does not say. */
  readonly current: string | null
}

/**
 * The contexts of the kubeconfig, by name; whether they can be used is seen when one is. Throws
 * AppError badRequest when the file cannot be read.
 */
export function listContexts(options: KubeconfigOptions): ContextList {
  const config = load(options, placeOf(options))
  const contexts = config.getContexts().map(({ name, cluster, user }) => ({ name, cluster, user }))
  const current = options.context ?? config.getCurrentContext()
  return {
    contexts: contexts.toSorted((one, other) => one.name.localeCompare(other.name)),
    current: contexts.some(({ name }) => name === current) ? current : null,
  }
}

const placeOf = ({ inCluster, kubeconfigPath }: KubeconfigOptions): string =>
  inCluster === true ? 'the pod' : (kubeconfigPath ?? 'the kubeconfig')

/** The library does not say what a provider's configuration holds. */
function tokenFileOf({ authProvider }: User): string | undefined {
  const provider = z
    .object({ name: z.literal('tokenFile'), config: z.object({ tokenFile: z.string() }) })
    .safeParse(authProvider)
  return provider.data?.config.tokenFile
}

/** A configuration of just this cluster and user; the library drops the authority without a user. */
function plain({ cluster, user }: { readonly cluster: Cluster; readonly user: User }): KubeConfig {
  const config = new KubeConfig()
  config.loadFromClusterAndUser(openly(cluster), user)
  return config
}

/** The way into a cluster with somebody's token in place of our own credentials; null: with those. */
export function configAs({ config, cluster }: KubeAccess, token: string | null): KubeConfig {
  return token === null ? config : plain({ cluster, user: { name: 'asker', token } })
}

/** The library refuses plain http unless it is told that no certificate is wanted. */
function openly(cluster: Cluster): Cluster {
  return cluster.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster
}

function wrong(message: string, cause?: unknown): AppError {
  return new AppError('badRequest', message, { cause })
}

function load(options: KubeconfigOptions, place: string): KubeConfig {
  const { kubeconfigPath, inCluster, serviceAccountFolder } = options
  const config = new KubeConfig()
  try {
    if (inCluster === true) config.loadFromCluster()
    else if (kubeconfigPath === undefined) config.loadFromDefault()
    else config.loadFromFile(kubeconfigPath)
  } catch (error) {
    const reason = sayReason(error)
    const isMissing = error instanceof Error && 'code' in error && typeof error.code === 'string'
    throw wrong(
      isMissing
        ? `The kubeconfig ${place} cannot be read (${String(error.code)}): ${wayOut}.`
        : `The kubeconfig ${place} is not one (${reason}): mend it, or ${wayOut}.`,
      error,
    )
  }
  if (inCluster === true && config.getCurrentCluster()?.server.includes('undefined') !== false)
    throw wrong(
      'This is no pod of a cluster (KUBERNETES_SERVICE_HOST is not set): leave --in-cluster out.',
    )
  if (inCluster === true && serviceAccountFolder !== undefined)
    moveServiceAccount(config, serviceAccountFolder)
  return config
}

/** The same server, with the token and the authority of another folder. */
function moveServiceAccount(config: KubeConfig, folder: string): void {
  const server = config.getCurrentCluster()?.server ?? ''
  const caFile = path.join(folder, 'ca.crt')
  const tokenFile = path.join(folder, 'token')
  const [cluster, user, name] = ['inCluster', 'inClusterUser', config.getCurrentContext()]
  config.loadFromOptions({
    clusters: [{ name: cluster, server, caFile, skipTLSVerify: false }],
    users: [{ name: user, authProvider: { name: 'tokenFile', config: { tokenFile } } }],
    contexts: [{ name, cluster, user }],
    currentContext: name,
  })
}

function sayReason(error: unknown): string {
  // The library reads fields of whatever the file holds, and an empty file holds nothing.
  if (!(error instanceof Error) || error instanceof TypeError) return 'it holds no configuration'
  return error.message.split('\n')[0] ?? ''
}

function choose(config: KubeConfig, context: string | undefined, place: string): void {
  if (context === undefined) return
  if (config.getContextObject(context) === null)
    throw wrong(`The kubeconfig ${place} has no context "${context}": ${choices(config)}.`)
  config.setCurrentContext(context)
}

function noContext(config: KubeConfig, place: string): AppError {
  const name = config.getCurrentContext() as string | undefined
  return wrong(
    name === undefined || name === ''
      ? `The kubeconfig ${place} has no current-context: ${choices(config)}.`
      : `The kubeconfig ${place} names the context "${name}", which is not there: ${choices(config)}.`,
  )
}

function choices(config: KubeConfig): string {
  const names = config.getContexts().map(({ name }) => name)
  return names.length === 0
    ? `it has none at all, so ${wayOut}`
    : `choose one with --context (${names.join(', ')})`
}

interface NamedFile {
  readonly file: string | undefined
  readonly field: string
  readonly place: string
}

function checkFiles(files: readonly NamedFile[]): void {
  for (const { file, field, place } of files) {
    if (file === undefined) continue
    try {
      accessSync(file, constants.R_OK)
    } catch (error) {
      throw wrong(`The ${field} in ${place} is the file ${file}, which cannot be read.`, error)
    }
  }
}
