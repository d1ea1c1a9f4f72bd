import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, Rule } from '../../../../seams/rule.ts'
import { selectorOfGateway, serversOf } from '../../lookup/gateways.ts'
import { gatewayKind } from '../../lookup/kinds.ts'
import { hasLabels } from '../../lookup/selectors.ts'

/** Gateways by the certificate that their servers show. */
const gatewaysByCertificate: Index = {
  id: 'gateways by certificate',
  kinds: [gatewayKind],
  keysOf: (gateway) => serversOf(gateway).flatMap(({ field }) => keysOf(field.get('tls'))),
}

type Tls = ReturnType<typeof serversOf>[number]['field']

function keysOf(tls: Tls): readonly string[] {
  const credential = tls.get('credentialName').text() ?? ''
  if (credential !== '') return [`credential ${credential}`]
  const certificate = tls.get('serverCertificate').text() ?? ''
  const key = tls.get('privateKey').text() ?? ''
  return certificate === '' || key === '' ? [] : [`file ${certificate} ${key}`]
}

export const gatewayCertificateTwice: Rule = {
  id: 'MC304',
  aka: ['IST0138'],
  severity: 'warning',
  title: 'Two Gateways of one proxy show the same certificate',
  cause: 'Another Gateway whose selector finds the same proxy has a server with this certificate.',
  effect:
    'Browsers reuse one HTTP/2 connection for all hosts of a certificate; requests to the hosts of the other Gateway then get 404.',
  repair: 'Put the hosts that share a certificate into one server of one Gateway.',
  source:
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate',
  kinds: [gatewayKind],
  needs: [],
  *check({ object }, view) {
    for (const { field } of serversOf(object)) {
      const tls = field.get('tls')
      for (const key of keysOf(tls)) {
        const others = rivalsOf(view.find(gatewaysByCertificate, key), object)
        if (others.length === 0) continue
        const names = others.map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`)
        const credential = tls.get('credentialName')
        yield {
          field: credential.isPresent ? credential : tls.get('serverCertificate'),
          message: `Gateway ${names.join(', ')} shows the same certificate on the same proxy`,
          values: { certificate: key, gateways: names.join(', ') },
          related: others,
        }
      }
    }
  },
}

/** So many are named: one certificate for hundreds of Gateways is not unusual. */
const mostNamed = 10

function rivalsOf(gateways: readonly KubeObject[], own: KubeObject): readonly KubeObject[] {
  const rivals: KubeObject[] = []
  for (const gateway of gateways) {
    if (gateway !== own && isOneProxy(own, gateway)) rivals.push(gateway)
    if (rivals.length === mostNamed) break
  }
  return rivals
}

/** One selector asks for all that the other asks for. */
function isOneProxy(one: KubeObject, other: KubeObject): boolean {
  const [mine, its] = [selectorOfGateway(one), selectorOfGateway(other)]
  return hasLabels(mine, its) || hasLabels(its, mine)
}
