import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { Command, CommanderError } from 'commander'
import { parse as parseYaml } from 'yaml'
import { z } from '#contract/setup.ts'
import { configuredPresetsSchema } from './configured-presets.ts'
import { detailRowSchema, extraGroupingSchema } from './configured-rows.ts'
import { dashboardLinkSchema } from './http/dashboard-links.ts'
import { AppError } from './errors.ts'
import { traceApiNames } from './seams/trace-calls.ts'

const address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
const seconds = z.coerce.number().positive()
const header = z
  .string()
  .regex(/^[A-Za-z0-9-]+:\s*\S.*$/, 'must be written "Name: value"')
  .transform((text): [string, string] => {
    const colon = text.indexOf(':')
    return [text.slice(0, colon), text.slice(colon + 1).trim()]
  })
const headers = z
  .union([z.string().transform((text) => [text]), z.array(z.string())])
  .pipe(z.array(header))
const hostName = z
  .string()
  .trim()
  .regex(/^[a-zA-Z0-9.-]+$/, 'must be names of hosts, without scheme and port')

const origin = z
  .string()
  .refine((text) => URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text), {
    error: 'must be origins such as https://portal.example, without a path',
  })
const labelName = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be the name of a label')
const yes = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])

interface Setting {
  readonly schema: z.ZodType
  readonly help: string | null // null: only in the file
  readonly isFlag?: boolean
  readonly isList?: boolean
}

const schemasOf = <Settings extends Record<string, Setting>>(
  of: Settings,
): { [Name in keyof Settings]: Settings[Name]['schema'] } =>
  Object.fromEntries(Object.entries(of).map(([name, { schema }]) => [name, schema])) as {
    [Name in keyof Settings]: Settings[Name]['schema']
  }

/**
 * Where the back ends of one cluster are, and what they want to see. Those that are named for the
 * context that is looked at first are sent to no other: the file has others under `perContext:`.
 */
const ofOneCluster = {
  serviceAccountFolder: {
    schema: z.string().optional(),
    help: 'folder with the token and the ca.crt for --in-cluster, where it is not the usual one',
  },
  clusterName: {
    schema: z.string().optional(),
    help: "the cluster's name in the labels of the telemetry (found by itself where the mesh says it)",
  },
  prometheus: { schema: address.optional(), help: 'address of Prometheus or a store like it' },
  prometheusHeader: {
    schema: headers.optional(),
    help: 'header for the metric store, such as "X-Scope-OrgID: team"; may be repeated',
    isList: true,
  },
  prometheusTokenFile: { schema: z.string().optional(), help: 'file with a bearer token for it' },
  prometheusUser: { schema: z.string().optional(), help: 'user for basic authentication' },
  prometheusPasswordFile: { schema: z.string().optional(), help: 'file with that password' },
  prometheusCaFile: { schema: z.string().optional(), help: 'PEM file of the authority it trusts' },
  tracing: {
    schema: address.optional(),
    help: 'address of the trace store (Jaeger, Tempo or Zipkin)',
  },
  tracingApi: {
    schema: z.enum(traceApiNames).optional(),
    help: `what it speaks (${traceApiNames.join(', ')}), where that is not found right by itself`,
  },
  tracingHeader: {
    schema: headers.optional(),
    help: 'header for the trace store, such as "X-Scope-OrgID: team"; may be repeated',
    isList: true,
  },
  tracingTokenFile: { schema: z.string().optional(), help: 'file with a bearer token for it' },
  tracingExternal: {
    schema: address.optional(),
    help: "address of the trace store's page for the browser, when it is another",
  },
  tracingTraceLink: {
    schema: address
      .refine((text) => text.includes('$traceId'), { error: 'must have $traceId in it' })
      .optional(),
    help: 'where the browser finds one trace, for stores without a page, such as https://grafana/explore?…$traceId…',
  },
  tracingCaFile: {
    schema: z.string().optional(),
    help: 'PEM file of the authority that the trace store is trusted by',
  },
} as const satisfies Record<string, Setting>

/**
 * All settings, one flat list. Each can be given as an option (`--prometheus-ca-file`), in the
 * environment (`ALIDADE_PROMETHEUS_CA_FILE`) or in the file named by `--config`
 * (`prometheusCaFile:`); the first of these that has it wins.
 */
const settings = {
  host: { schema: z.string().default('127.0.0.1'), help: 'address to listen on' },
  port: { schema: z.coerce.number().int().min(0).max(65535).default(20001), help: 'port; 0: any' },
  basePath: {
    schema: z
      .string()
      .regex(/^(\/[A-Za-z0-9._~-]+)*\/?$/, 'must look like /mesh')
      .transform((text) => text.replace(/\/$/, ''))
      .default(''),
    help: 'path under which a proxy shows the console, such as /mesh',
  },
  auth: {
    schema: z.enum(['anonymous', 'token']).default('anonymous'),
    help: "anonymous: everybody reads with the server's own rights; token: a Kubernetes bearer token on each request",
  },
  iKnow: {
    schema: yes.default(false),
    help: 'allow --auth anonymous on an address that others can reach',
    isFlag: true,
  },
  kubeconfig: { schema: z.string().optional(), help: 'kubeconfig file of the cluster' },
  context: {
    schema: z.string().optional(),
    help: 'context in the kubeconfig that is looked at first',
  },
  contexts: {
    schema: z
      .union([z.string().transform((text) => text.split(',')), z.array(z.string())])
      .optional(),
    help: 'contexts in it that can be chosen besides; all of them when left out, none with --auth token',
    isList: true,
  },
  inCluster: {
    schema: yes.default(false),
    help: 'use the service account of the pod that the console runs in',
    isFlag: true,
  },
  ...ofOneCluster,
  prometheusDeadline: { schema: seconds.default(30), help: 'seconds that a query may take' },
  prometheusMaxAnswerMb: {
    schema: z.coerce.number().positive().default(512),
    help: 'largest answer that is read, in MB',
  },
  pollSeconds: {
    schema: z.coerce.number().int().min(5).max(600).default(15),
    help: 'seconds between two questions to the metric store while somebody looks',
  },
  seriesBudget: {
    schema: z.coerce.number().int().positive().default(200_000),
    help: 'more series than this, and queries are narrowed to the namespaces asked for',
  },
  openBudget: {
    schema: z.coerce.number().int().min(10).max(5000).default(150),
    help: 'how many nodes are drawn before namespaces stay closed',
  },
  healthMetrics: {
    schema: yes.default(false),
    help: 'tell the health of the mesh at /metrics, which names namespaces and workloads to whoever reads it',
    isFlag: true,
  },
  embedIn: {
    schema: z
      .union([z.string().transform((text) => text.split(',')), z.array(z.string())])
      .pipe(z.array(origin))
      .default([]),
    help: 'origins whose pages may show the console in a frame, and are told there what is looked at',
    isList: true,
  },
  allowedHosts: {
    schema: z
      .union([z.string().transform((text) => text.split(',')), z.array(z.string())])
      .pipe(z.array(hostName))
      .default([]),
    help: 'names under which the console is reached beside its address, with --auth anonymous',
    isList: true,
  },
  dashboards: {
    schema: z.string().optional(),
    help: 'folder with dashboards of your own, one YAML file each; one of the same id replaces ours',
  },
  namespaceLabel: {
    schema: labelName.default('namespace'),
    help: "what the metric store calls the namespace of a pod's own metrics",
  },
  podLabel: { schema: labelName.default('pod'), help: '… and the name of the pod' },
  grafana: {
    schema: address.optional(),
    help: 'address of Grafana for the browser; dashboardLinks in the file say which dashboards, others by their whole address',
  },
  grafanaInternal: {
    schema: address.optional(),
    help: 'its address for the server, which looks dashboards up by their titles, when it is another',
  },
  grafanaHeader: {
    schema: headers.optional(),
    help: 'header for it, such as "X-Grafana-Org-Id: 2"; may be repeated',
    isList: true,
  },
  grafanaTokenFile: {
    schema: z.string().optional(),
    help: 'file with the token of a service account for it',
  },
  logLevel: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    help: 'least severe log line that is written',
  },
  perContext: {
    schema: z.record(z.string(), z.strictObject(schemasOf(ofOneCluster))).default({}),
    help: null,
  },
  health: { schema: z.unknown().optional(), help: null },
  findPresets: { schema: configuredPresetsSchema.optional(), help: null },
  hidePresets: { schema: configuredPresetsSchema.optional(), help: null },
  dashboardLinks: { schema: z.array(dashboardLinkSchema).max(50).optional(), help: null },
  detailRows: { schema: z.array(detailRowSchema).max(20).optional(), help: null },
  chartGroupings: { schema: z.array(extraGroupingSchema).max(20).optional(), help: null },
} as const satisfies Record<string, Setting>

const configSchema = z.strictObject({
  ...schemasOf(settings),
  /** Where the log goes; null when nowhere is said. */
  tracesEndpoint: z.string().nullable(),
})

export type Config = z.infer<typeof configSchema>

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const optionOf = (name: string): string => `--${kebab(name)}`
const variableOf = (name: string): string =>
  `ALIDADE_${kebab(name).replaceAll('-', '_').toUpperCase()}`

/** `--help` was asked for and has been printed. */
export class HelpShown extends Error {}

function readOptions(argv: readonly string[]): Record<string, unknown> {
  const command = new Command('alidade')
    .description('One console for any service mesh. Without back ends, npm start shows the lab.')
    .option('--config <file>', 'YAML file with any of these settings')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  for (const [name, setting] of Object.entries<Setting>(settings)) {
    if (setting.help === null) continue
    const argument =
      setting.isFlag === true ? '' : setting.isList === true ? ' <text...>' : ' <value>'
    command.option(`${optionOf(name)}${argument}`, setting.help)
  }
  try {
    command.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.helpDisplayed') throw new HelpShown()
    const text = error.message
      .replace(/^error: /, '')
      .replaceAll('\n', ' ')
      .replace(/\.$/, '')
    throw new AppError('badRequest', `${text}. See npm start -- --help.`)
  }
  return command.opts()
}

function readFile(file: string): Record<string, unknown> {
  let content: unknown
  try {
    content = parseYaml(readFileSync(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown reason'
    throw new AppError(
      'badRequest',
      `The configuration file ${file} cannot be read: ${reason ?? ''}`,
    )
  }
  const parsed = z.record(z.string(), z.unknown()).safeParse(content ?? {})
  if (parsed.success) return parsed.data
  throw new AppError(
    'badRequest',
    `The configuration file ${file} must be a list of "name: value".`,
  )
}

function readEnvironment(env: NodeJS.ProcessEnv): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(settings)
      .map((name) => [name, env[variableOf(name)]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  )
}

const loopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/**
 * The settings of this process, checked. Throws AppError with one sentence that names the setting
 * and the way out, or HelpShown.
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): Config {
  const { config: fileName, ...options } = readOptions(argv)
  const file = typeof fileName === 'string' ? fileName : env['ALIDADE_CONFIG']
  const given = {
    ...(file === undefined ? {} : readFile(file)),
    ...readEnvironment(env),
    ...options,
    tracesEndpoint:
      env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? null,
  }
  const parsed = configSchema.safeParse(given)
  if (!parsed.success) throw new AppError('badRequest', sayWhatIsWrong(parsed.error))
  const config = parsed.data
  if (config.auth === 'anonymous' && !loopback(config.host) && !config.iKnow)
    throw new AppError(
      'badRequest',
      `--auth anonymous on ${config.host} would show the mesh to everybody who reaches that address: use --auth token, or add --i-know.`,
    )
  return config
}

function sayWhatIsWrong(error: z.ZodError): string {
  const [issue] = error.issues
  if (issue === undefined) return 'The settings cannot be read.'
  if (issue.code === 'unrecognized_keys')
    return `There is no setting ${issue.keys.join(', ')}. The settings are listed by npm start -- --help.`
  const name = String(issue.path[0] ?? '')
  return `${optionOf(name)} (${variableOf(name)}): ${issue.message}.`
}

const nothingNamed = {
  clusterName: undefined,
  prometheus: undefined,
  prometheusHeader: undefined,
  prometheusTokenFile: undefined,
  prometheusUser: undefined,
  prometheusPasswordFile: undefined,
  prometheusCaFile: undefined,
  tracing: undefined,
  tracingApi: undefined,
  tracingHeader: undefined,
  tracingTokenFile: undefined,
  tracingExternal: undefined,
  tracingTraceLink: undefined,
  tracingCaFile: undefined,
  serviceAccountFolder: undefined,
} as const satisfies Record<keyof typeof ofOneCluster, undefined>

/** The settings for another context than the one that is looked at first. */
export const settingsOfOther = (config: Config, context: string): Config => ({
  ...config,
  ...nothingNamed,
  context,
  ...config.perContext[context],
})

/** Whether argv or the environment names a back end; if not, `npm start` shows the lab. */
export function namesBackEnd(argv: readonly string[], env: NodeJS.ProcessEnv): boolean {
  const options = [
    '--kubeconfig',
    '--in-cluster',
    '--prometheus',
    '--tracing',
    '--config',
    '--context',
  ]
  const variables = ['KUBECONFIG', 'IN_CLUSTER', 'PROMETHEUS', 'TRACING', 'CONFIG']
  return (
    argv.some((arg) => options.some((name) => arg === name || arg.startsWith(`${name}=`))) ||
    variables.some((name) => env[`ALIDADE_${name}`] !== undefined)
  )
}
