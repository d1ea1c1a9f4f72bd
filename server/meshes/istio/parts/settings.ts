import type { ReadMeshSettings } from '../../../seams/mesh-parts.ts'
import { parseMesh } from '../lookup/mesh-settings.ts'

const tlsVersions: Readonly<Record<string, string>> = { TLSV1_2: 'TLS 1.2', TLSV1_3: 'TLS 1.3' }

/**
 * What the mesh as a whole is set to, out of the data of its ConfigMap; what it does not say is as
 * usual.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export function readSettings(data: Readonly<Record<string, string>>): ReadMeshSettings {
  const mesh = parseMesh(data['mesh'] ?? '')
  const minTls = mesh.get('meshMTLS', 'minProtocolVersion').text() ?? ''
  return {
    minTls: tlsVersions[minTls] ?? 'TLS 1.2',
    outbound:
      mesh.get('outboundTrafficPolicy', 'mode').text() === 'REGISTRY_ONLY' ? 'registered' : 'any',
    trustDomain: mesh.get('trustDomain').text() ?? 'cluster.local',
    rootNamespace: mesh.get('rootNamespace').text() ?? 'istio-system',
    isAutoMtls: mesh.get('enableAutoMtls').flag() ?? true,
  }
}
