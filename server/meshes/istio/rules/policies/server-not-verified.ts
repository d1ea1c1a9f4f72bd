import type { Field } from '../../../../seams/field.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import { fqdnOf, serviceOf } from '../../lookup/fqdn.ts'
import { destinationRuleKind } from '../../lookup/mtls.ts'
import { tlsSettingsOf, type TlsSetting } from './tls-settings.ts'

/** TLS to a server of which nobody says who vouches for it. */
export const serverNotVerified: Rule = {
  id: 'MC136',
  aka: ['IST0128', 'IST0129'],
  severity: 'warning',
  title: 'TLS without saying who vouches for the server',
  cause:
    'tls has mode SIMPLE or MUTUAL, and neither caCertificates nor credentialName; or insecureSkipVerify is on. Without either the certificates of the operating system are used (older versions of Istio check nothing at all), which seldom fit services inside of a cluster.',
  effect:
    'The handshake fails where a private authority signed the certificate; with insecureSkipVerify anybody may pose as the server.',
  repair:
    'Name the authority in caCertificates or in the Secret of credentialName; leave it out on purpose for hosts of the outside world with public certificates.',
  source:
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  differs:
    'For hosts outside of the mesh a note: proxies check public certificates by the authorities of their system.',
  kinds: [destinationRuleKind],
  needs: [],
  check: function* ({ spec, namespace }) {
    const host = spec.get('host').text() ?? ''
    const isInside = serviceOf(fqdnOf(host, namespace)) !== null
    for (const setting of tlsSettingsOf(spec)) {
      const mode = setting.field.get('mode').text()
      if (mode !== 'SIMPLE' && mode !== 'MUTUAL') continue
      const hit = hitFor(setting, host, isInside)
      if (hit !== null) yield { ...hit, values: { host, mode } }
    }
  },
}

function hitFor({ field, part }: TlsSetting, host: string, isInside: boolean): Hit | null {
  const to = part === '' ? host : `${host}, ${part}`
  const skip = field.get('insecureSkipVerify')
  if (skip.flag() === true) {
    return {
      field: skip,
      message: `Nobody checks that the server is ${to}: insecureSkipVerify is on`,
    }
  }
  if (isSaid(field.get('caCertificates')) || isSaid(field.get('credentialName'))) return null
  const outcome = isInside
    ? 'which seldom vouch for services of a cluster'
    : 'which is right for public certificates only'
  return {
    field,
    ...(isInside ? {} : { severity: 'info' }),
    message: `For ${to} nobody is named who vouches for the server: proxies use the authorities of their operating system, ${outcome}`,
  }
}

const isSaid = (field: Field): boolean => (field.text() ?? '') !== ''
