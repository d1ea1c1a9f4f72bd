import { Command, InvalidArgumentError } from 'commander'
import { startLab } from './start.ts'
import type { Lab, LabOptions } from './start.ts'
import { unsimulatedFields } from './world/traffic/unsimulated.ts'

/**
 * The lab as a program: standard output carries one line, the addresses as JSON, once all of it
 * answers; everything else goes to standard error.
 */
interface Flags {
  readonly kubernetesPort: number
  readonly prometheusPort: number
  readonly jaegerPort: number
  readonly seed: number
  readonly workloads?: number
  readonly speed: number
  readonly historySeconds?: number
  readonly anonymous?: true
  readonly untilStdinCloses?: true
}

function readNumber(text: string): number {
  const number = Number(text)
  if (Number.isFinite(number) && number >= 0) return number
  throw new InvalidArgumentError('It must be a number, not below zero.')
}

function readFlags(argv: readonly string[]): Flags {
  return new Command('lab')
    .description('A service mesh made up on this machine: Kubernetes, Prometheus and Jaeger faces')
    .option('--kubernetes-port <port>', 'port of the Kubernetes face, 0 for any', readNumber, 0)
    .option('--prometheus-port <port>', 'port of the Prometheus face, 0 for any', readNumber, 0)
    .option('--jaeger-port <port>', 'port of the Jaeger face, 0 for any', readNumber, 0)
    .option('--seed <number>', 'another seed, other traffic', readNumber, 1)
    .option('--workloads <count>', 'how many workloads in all', readNumber)
    .option('--speed <factor>', 'simulated seconds per second', readNumber, 1)
    .option('--history-seconds <seconds>', 'traffic before the start', readNumber)
    .option(
      '--anonymous',
      'requests without a token have no rights; else they are the administrator',
    )
    .option('--until-stdin-closes', 'end when standard input ends')
    .parse([...argv])
    .opts<Flags>()
}

function optionsOf(flags: Flags): LabOptions {
  return {
    seed: flags.seed,
    speed: flags.speed,
    withoutToken: flags.anonymous === true ? 'anonymous' : 'admin',
    ports: {
      kubernetes: flags.kubernetesPort,
      prometheus: flags.prometheusPort,
      jaeger: flags.jaegerPort,
    },
    ...(flags.historySeconds === undefined ? {} : { historySeconds: flags.historySeconds }),
    ...(flags.workloads === undefined ? {} : { workloads: flags.workloads }),
  }
}

function announce(lab: Lab, flags: Flags): void {
  const kinds = [
    'VirtualService',
    'DestinationRule',
    'Gateway',
    'ServiceEntry',
    'Sidecar',
    'HTTPRoute',
    'GRPCRoute',
    'Telemetry',
    'WasmPlugin',
    'EnvoyFilter',
  ]
  const security = ['PeerAuthentication', 'AuthorizationPolicy', 'RequestAuthentication']
  const objects = [...kinds, ...security].flatMap((kind) => lab.objects.list(kind))
  for (const { kind, namespace, name, fields } of unsimulatedFields(objects)) {
    console.error(`not simulated: ${kind} ${namespace}/${name}: ${fields.join(', ')}`)
  }
  if (lab.leftOut.length > 0) console.error(`left out in a world so big: ${lab.leftOut.join('; ')}`)
  const who = flags.anonymous === true ? 'nobody' : 'the administrator'
  console.error(`tokens: ${Object.values(lab.tokens).join(', ')}; without a token: ${who}`)
  const { kubernetesUrl: kubernetes, prometheusUrl: prometheus, jaegerUrl: jaeger } = lab
  console.log(JSON.stringify({ kubernetes, prometheus, jaeger }))
}

const flags = readFlags(process.argv)
const lab = await startLab(optionsOf(flags))
let isEnding = false

function end(): void {
  if (isEnding) return
  isEnding = true
  void lab.stop().then(() => process.exit(0))
}

process.on('SIGTERM', end)
process.on('SIGINT', end)
if (flags.untilStdinCloses === true) {
  process.stdin.on('end', end)
  process.stdin.on('close', end)
  process.stdin.resume()
}
announce(lab, flags)
