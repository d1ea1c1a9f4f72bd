import type { Rule } from '../../seams/rule.ts'
import { gatewayKind, listenersIn, listenerSetKind } from './lookup/gateway-api.ts'
import { fixName, follow, readReference } from './lookup/references.ts'

export const listenerCertificate: Rule = {
  id: 'MC423',
  aka: [],
  severity: 'error',
  title: 'A listener for TLS without its certificate',
  cause:
    'certificateRefs of a listener that ends TLS name a Secret that is not there, or name none.',
  effect: 'The listener does not come up (ResolvedRefs=False): its hosts refuse connections.',
  repair:
    'Name a Secret of type kubernetes.io/tls in the namespace of the Gateway, or use mode Passthrough.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#listenertlsconfig',
  kinds: [gatewayKind, listenerSetKind],
  needs: ['Secret'],
  *check({ object, namespace }, view) {
    for (const { field, name, protocol } of listenersIn(object)) {
      const tls = field.get('tls')
      const isEndOfTls = (tls.get('mode').text() ?? 'Terminate') === 'Terminate'
      if (!['HTTPS', 'TLS'].includes(protocol) || !isEndOfTls) continue
      const references = tls.get('certificateRefs')
      const isElsewhere = Object.keys(tls.get('options').labels()).length > 0
      if (references.items().length === 0 && !isElsewhere) {
        yield {
          field: references,
          message: `Listener ${name} ends ${protocol} but names no certificate`,
          values: { listener: name, protocol },
        }
      }
      for (const one of references.items()) {
        const secret = readReference(one, { group: '', kind: 'Secret', namespace })
        if (secret?.key !== 'Secret' || follow(view, secret) !== null) continue
        yield {
          field: one.get('name'),
          message: `There is no Secret ${secret.name} in namespace ${secret.namespace}`,
          values: { listener: name, secret: secret.name, namespace: secret.namespace },
          ...fixName(view, secret),
        }
      }
    }
  },
}
