import type { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { isAmbientWorkload } from '../../lookup/ambient.ts'
import { serviceFor } from '../../lookup/hosts.ts'
import { asksForSidecar, hasSidecar } from '../../lookup/injection.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import {
  destinationRuleKind,
  meshMode,
  namespaceMode,
  peerAuthenticationKind,
  reachOf,
  workloadMode,
  type EffectiveMode,
} from '../../lookup/mtls.ts'
import { workloadsOfService } from '../../lookup/selectors.ts'
import { writeName } from './policy-object.ts'
import { replaceBy } from '../../../../seams/fix.ts'
import { tlsSettingsOf, type TlsSetting } from './tls-settings.ts'

/** What clients that obey these modes do in the eyes of a server that wants a certificate. */
const withoutCertificate: Readonly<Record<string, string>> = {
  DISABLE: 'speak plain text',
  SIMPLE: 'show no certificate',
}

/** Clients told to come without a certificate, servers told to want one. */
export const strictRefusesClients: Rule = {
  id: 'MC132',
  aka: ['KIA0207', 'KIA0208'],
  severity: 'error',
  title: 'Destination rule turns mutual TLS off, servers insist on it',
  cause:
    'The destination rule lets clients speak plain text, or TLS without a certificate of their own, to workloads for which a PeerAuthentication says STRICT.',
  effect: 'The servers close every such connection: 503 with the flag UC or UF at the client.',
  repair:
    'Remove tls from the destination rule, or say ISTIO_MUTUAL; or make the servers PERMISSIVE.',
  source:
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule',
  differs:
    'Rules for one host and for single ports are looked at too, not only those for a namespace or the mesh.',
  kinds: [destinationRuleKind],
  needs: [peerAuthenticationKind],
  check: function* (subject, view) {
    const settings = tlsSettingsOf(subject.spec).filter(({ field }) => wayOf(field) !== undefined)
    if (settings.length === 0) return
    const strict = strictFor(subject, view)
    if (strict === null) return
    // Without auto mTLS a wide rule that turns it on would change what narrower ones lose.
    const isSafe =
      meshSettings(view).isAutoMtls ||
      reachOf(subject.spec.get('host').text() ?? '').kind === 'some'
    for (const setting of settings) {
      const hit = hitFor(subject, setting, strict)
      yield isSafe ? { ...hit, ...fixFor(setting) } : hit
    }
  },
}

const wayOf = (tls: Field): string | undefined => withoutCertificate[tls.get('mode').text() ?? '']

interface Strict {
  readonly from: KubeObject | null
  readonly servers: string
  readonly related: readonly KubeObject[]
}

function strictFor({ spec, namespace }: Subject, view: View): Strict | null {
  const host = spec.get('host').text() ?? ''
  const reach = reachOf(host)
  if (reach.kind === 'mesh') return asStrict(meshMode(view), 'the servers of the mesh')
  if (reach.kind === 'namespace') {
    return asStrict(namespaceMode(view, reach.namespace), `the servers of ${reach.namespace}`)
  }
  const service = serviceFor(view, host, namespace)
  return service === null ? null : strictBehind(service, view)
}

function asStrict({ mode, from }: EffectiveMode, servers: string): Strict | null {
  if (mode !== 'STRICT' || from === null) return null
  return { from, servers, related: [from] }
}

/** A workload behind the service that is in the mesh and takes nothing else, on any of its ports. */
function strictBehind(service: KubeObject, view: View): Strict | null {
  for (const workload of workloadsOfService(view, service)) {
    const isInMesh =
      hasSidecar(workload.pod) ||
      asksForSidecar(view, workload) ||
      isAmbientWorkload(view, workload)
    if (!isInMesh) continue
    const { mode, from, byPort } = workloadMode(view, workload.namespace, workload.labels)
    const isEverywhere = [...byPort.values()].every((one) => one === 'STRICT')
    if (mode !== 'STRICT' || from === null || !isEverywhere) continue
    return { from, servers: workload.name, related: [from, workload.object] }
  }
  return null
}

function hitFor({ spec }: Subject, { field, part }: TlsSetting, strict: Strict): Hit {
  const mode = field.get('mode')
  const host = spec.get('host').text() ?? ''
  const to = part === '' ? host : `${host}, ${part}`
  const policy = strict.from === null ? '' : ` (${writeName(strict.from)})`
  return {
    field: mode,
    message: `Clients ${wayOf(field) ?? ''} to ${to}, and ${strict.servers} ${strict.servers.startsWith('the ') ? 'take' : 'takes'} nothing but mutual TLS${policy}`,
    values: { host, mode: mode.text() ?? '' },
    related: strict.related,
  }
}

function fixFor({ field }: TlsSetting): Pick<Hit, 'fix'> {
  const mode = field.get('mode')
  return mode.text() === 'DISABLE' ? { fix: replaceBy(mode, 'ISTIO_MUTUAL') } : {}
}
