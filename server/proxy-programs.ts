import { istioNames } from './meshes/istio/proxy/names.ts'
import { nodeProgram } from './meshes/istio/proxy/node-program.ts'
import { proxyPrograms as istioPrograms } from './meshes/istio/proxy/pods.ts'
import { createEnvoyProgram } from './proxies/envoy/program.ts'
import type { ProxyProgram } from './seams/proxy-program.ts'

const all: readonly ProxyProgram[] = [
  createEnvoyProgram(istioPrograms.requests, istioNames),
  nodeProgram,
]

/**
 * The proxies that can be looked into, by id. The thread that reads their answers loads this and
 * nothing else of the meshes.
 */
export const proxyPrograms: ReadonlyMap<string, ProxyProgram> = new Map(
  all.map((program) => [program.id, program]),
)
