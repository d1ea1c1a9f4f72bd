import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { outboundModeUnsaid } from './outbound-mode-unsaid.ts'

const sidecar = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: it}, spec: ${spec}}\n---\n`
const place = 'it spec.outboundTrafficPolicy'

const cases: readonly RuleCase[] = [
  { desc: 'finds nothing said', yaml: sidecar('{outboundTrafficPolicy: {}}'), hits: [place] },
  {
    desc: 'finds an empty mode',
    yaml: sidecar('{outboundTrafficPolicy: {mode: ""}}'),
    hits: [place],
  },
  {
    desc: 'finds something else said',
    yaml: sidecar('{outboundTrafficPolicy: {egressProxy: {host: a}}}'),
    hits: [place],
  },
  { desc: 'lets a mode be', yaml: sidecar('{outboundTrafficPolicy: {mode: ALLOW_ANY}}'), hits: [] },
  {
    desc: 'lets the other mode be',
    yaml: sidecar('{outboundTrafficPolicy: {mode: REGISTRY_ONLY}}'),
    hits: [],
  },
  { desc: 'lets no policy be', yaml: sidecar('{egress: []}'), hits: [] },
  {
    desc: 'lets nonsense be',
    yaml: sidecar('{outboundTrafficPolicy: 7}') + sidecar('{outboundTrafficPolicy: []}'),
    hits: [],
  },
]

describe('outboundModeUnsaid', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(outboundModeUnsaid, one)).toEqual(one.hits)
  })
})
