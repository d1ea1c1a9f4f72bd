import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { annotationInvalid } from './annotation-invalid.ts'

const given = (name: string, value: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { ${name}: "${value}" } }`
const traffic = 'traffic.sidecar.istio.io'
const at = (name: string): string[] => [`web metadata.annotations["${name}"]`]

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a mode that is none',
    yaml: given('sidecar.istio.io/interceptionMode', 'redirect'),
    hits: at('sidecar.istio.io/interceptionMode'),
  },
  {
    desc: 'finds a port that is none',
    yaml: given('status.sidecar.istio.io/port', '70000'),
    hits: at('status.sidecar.istio.io/port'),
  },
  {
    desc: 'finds a name among ports',
    yaml: given(`${traffic}/excludeOutboundPorts`, '3306,mysql'),
    hits: at(`${traffic}/excludeOutboundPorts`),
  },
  {
    desc: 'finds an address without its range',
    yaml: given(`${traffic}/includeOutboundIPRanges`, '10.0.0.0/8,192.168.1.1'),
    hits: at(`${traffic}/includeOutboundIPRanges`),
  },
  {
    desc: 'finds a star where it means nothing',
    yaml: given(`${traffic}/excludeInboundPorts`, '*'),
    hits: at(`${traffic}/excludeInboundPorts`),
  },
  {
    desc: 'finds yes for true',
    yaml: given('sidecar.istio.io/inject', 'yes'),
    hits: at('sidecar.istio.io/inject'),
  },
  {
    desc: 'is content with ranges of both kinds',
    yaml: given(`${traffic}/includeOutboundIPRanges`, '10.0.0.0/8, fd00::/8'),
    hits: [],
  },
  {
    desc: 'is content with all ports',
    yaml: given(`${traffic}/includeInboundPorts`, '*'),
    hits: [],
  },
  {
    desc: 'is content with nothing at all',
    yaml: given(`${traffic}/excludeInboundPorts`, ''),
    hits: [],
  },
  {
    desc: 'lets annotations without a form be',
    yaml: given('sidecar.istio.io/proxyCPU', 'much'),
    hits: [],
  },
]

describe('annotation-invalid', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(annotationInvalid, rest)).toEqual(hits)
  })
})
