import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { istio } from '../../index.ts'
import { jwksFetchUnrestricted } from './jwks-fetch-unrestricted.ts'

const istiod = (containers: string, app = 'istiod'): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: istiod, namespace: istio-system, labels: {app: ${app}}}, spec: {template: {spec: {containers: ${containers}}}}}\n---\n`
const bare = istiod('[{name: discovery}]')
const set = istiod(
  '[{name: discovery, env: [{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: 169.254.0.0/16}]}]',
)
const request = (jwtRules: string): string =>
  `{apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: {name: r}, spec: {jwtRules: ${jwtRules}}}\n---\n`
const byUri = request('[{issuer: a, jwksUri: "https://a/keys"}]')
const place = 'istiod spec.template.spec.containers[0].env'

const cases: readonly RuleCase[] = [
  { desc: 'finds it by jwksUri', yaml: bare + byUri, hits: [place] },
  {
    desc: 'finds it by issuer alone',
    yaml: bare + request('[{issuer: "https://a"}]'),
    hits: [place],
  },
  {
    desc: 'finds the container among others, and an empty setting',
    yaml:
      istiod(
        '[{name: other}, {name: discovery, env: [{name: BLOCKED_CIDRS_IN_JWKS_URIS, value: ""}]}]',
      ) + byUri,
    hits: ['istiod spec.template.spec.containers[1].env'],
  },
  { desc: 'lets it be where it is set', yaml: set + byUri, hits: [] },
  { desc: 'lets it be without such objects', yaml: bare, hits: [] },
  {
    desc: 'lets keys in the object be',
    yaml: bare + request('[{issuer: a, jwks: "{}"}]'),
    hits: [],
  },
  { desc: 'lets other deployments be', yaml: istiod('[{name: app}]', 'cart') + byUri, hits: [] },
  { desc: 'lets nonsense be', yaml: istiod('7') + byUri, hits: [] },
]

describe('jwksFetchUnrestricted', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(jwksFetchUnrestricted, one)).toEqual(one.hits)
  })

  it('looks at a setting that is read from clusters', () => {
    expect(istio.needs.envNames).toContain('BLOCKED_CIDRS_IN_JWKS_URIS')
  })
})
