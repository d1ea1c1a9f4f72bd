import type { Rule } from '../../../../seams/rule.ts'
import { annotatedKinds, istioAnnotations } from '../../lookup/annotation-fields.ts'

type Problem = (value: string) => string | null

const isPort = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= 65_535

const oneOf =
  (...allowed: readonly string[]): Problem =>
  (value) =>
    allowed.includes(value) ? null : `it must be ${allowed.join(' or ')}`

const wholeNumber: Problem = (value) => (/^\d+$/.test(value) ? null : 'it must be a whole number')

const port: Problem = (value) => (isPort(value) ? null : 'it must be a port, 0 to 65535')

const trueOrFalse: Problem = (value) =>
  /^(?:true|false|t|f|1|0)$/i.test(value) ? null : 'it must be true or false'

/** Ports with commas between them; ranges are not read. */
const portList =
  (canBeAll: boolean): Problem =>
  (value) => {
    if (value.trim() === '' || (canBeAll && value.trim() === '*')) return null
    const wrong = value.split(',').find((one) => !isPort(one.trim()))
    return wrong === undefined ? null : `${wrong.trim() || 'an empty part'} is no port`
  }

const rangeList =
  (canBeAll: boolean): Problem =>
  (value) => {
    if (value.trim() === '' || (canBeAll && value.trim() === '*')) return null
    const wrong = value.split(',').find((one) => !isRange(one.trim()))
    return wrong === undefined
      ? null
      : `${wrong.trim() || 'an empty part'} is no range of addresses such as 10.0.0.0/8`
  }

function isRange(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/')
  if (rest.length > 0 || !/^\d+$/.test(bits)) return false
  const parts = address.split('.')
  const isV4 =
    parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)
  if (isV4) return Number(bits) <= 32
  return /^[\da-f:]*:[\da-f:.]*$/i.test(address) && Number(bits) <= 128
}

/** What the injector makes of these values; with a wrong one it refuses the pod. */
const problems: Readonly<Record<string, Problem>> = {
  'sidecar.istio.io/interceptionMode': oneOf('REDIRECT', 'TPROXY', 'NONE'),
  'status.sidecar.istio.io/port': port,
  'readiness.status.sidecar.istio.io/initialDelaySeconds': wholeNumber,
  'readiness.status.sidecar.istio.io/periodSeconds': wholeNumber,
  'readiness.status.sidecar.istio.io/failureThreshold': wholeNumber,
  'traffic.sidecar.istio.io/includeOutboundIPRanges': rangeList(true),
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': rangeList(false),
  'traffic.sidecar.istio.io/includeInboundPorts': portList(true),
  'traffic.sidecar.istio.io/excludeInboundPorts': portList(false),
  'traffic.sidecar.istio.io/includeOutboundPorts': portList(true),
  'traffic.sidecar.istio.io/excludeOutboundPorts': portList(false),
  'prometheus.istio.io/merge-metrics': trueOrFalse,
  'sidecar.istio.io/inject': oneOf('true', 'false'),
}

export const annotationInvalid: Rule = {
  id: 'MC342',
  aka: ['IST0125'],
  severity: 'warning',
  title: 'An annotation of Istio with a value that cannot be read',
  cause: 'The value does not have the form that the injector wants.',
  effect:
    'The injector refuses the pod, which is then not made at all, or goes by its own default.',
  repair: 'Write the value in the form that is named.',
  source: 'https://istio.io/latest/docs/reference/config/annotations/',
  kinds: annotatedKinds,
  needs: [],
  *check(subject) {
    for (const { field, name, value, on } of istioAnnotations(subject)) {
      const problem = on === 'Pod' ? (problems[name]?.(value) ?? null) : null
      if (problem === null) continue
      yield {
        field,
        message: `${name} is ${value === '' ? 'empty' : value}; ${problem}`,
        values: { annotation: name, value },
      }
    }
  },
}
