/** How a trace of a batch looks: a proxy's two halves of each call, an application between them. */
const services = 200
const namespaces = 20
const perChunk = 4000
/** Calls that each call makes below it, by its depth: deep here, wide there. */
const fan = [40, 10, 5, 4, 3]

interface MadeSpan {
  readonly service: number
  readonly span: OtlpSpan
}

interface OtlpSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly object[]
  readonly status: object
}

const text = (key: string, value: string): object => ({ key, value: { stringValue: value } })
const clientKind = 3
const serverKind = 2

/** So many spans of one trace that began at an instant, parents before children. */
export function makeTrace(traceId: string, spans: number, startMs: number): readonly MadeSpan[] {
  const startNs = BigInt(startMs) * 1_000_000n
  const made: MadeSpan[] = []
  const waiting = [{ parent: '', depth: 0, fromUs: 0, untilUs: 60_000_000 }]
  for (let at = 0; made.length < spans && at < waiting.length; at += 1) {
    const { parent, depth, fromUs, untilUs } = waiting[at] ?? {
      parent: '',
      depth: 0,
      fromUs: 0,
      untilUs: 0,
    }
    const service = (at * 7) % services
    const spanId = (made.length + 1).toString(16).padStart(16, '0')
    const span = {
      ...{ traceId, spanId, parentSpanId: parent },
      name: `GET /step/${at % 50}`,
      kind: at % 2 === 0 ? serverKind : clientKind,
      startTimeUnixNano: String(startNs + BigInt(fromUs) * 1000n),
      endTimeUnixNano: String(startNs + BigInt(untilUs) * 1000n),
      attributes: [
        text('component', 'proxy'),
        text('http.method', 'GET'),
        text('http.status_code', at % 97 === 0 ? '503' : '200'),
        text('http.url', `http://service-${service}.team-${service % namespaces}:8080/step/${at}`),
        text('user_agent', 'bench/1.0'),
        text('response_flags', at % 97 === 0 ? 'UH' : '-'),
      ],
      status: at % 97 === 0 ? { code: 2 } : {},
    }
    made.push({ service, span })
    const children = fan[depth] ?? 2
    const share = (untilUs - fromUs) / (children + 1)
    for (let child = 0; child < children && waiting.length < spans; child += 1)
      waiting.push({
        ...{ parent: spanId, depth: depth + 1 },
        fromUs: Math.round(fromUs + child * share),
        untilUs: Math.round(fromUs + (child + 0.9) * share),
      })
  }
  return made
}

/** Sends spans as OTLP over HTTP. Throws when the store does not take them. */
export async function sendTrace(otlpHttpUrl: string, spans: readonly MadeSpan[]): Promise<void> {
  for (let at = 0; at < spans.length; at += perChunk) {
    const byService = Map.groupBy(spans.slice(at, at + perChunk), ({ service }) => service)
    const resourceSpans = [...byService].map(([service, own]) => ({
      resource: {
        attributes: [text('service.name', `service-${service}.team-${service % namespaces}`)],
      },
      scopeSpans: [{ spans: own.map(({ span }) => span) }],
    }))
    const answer = await fetch(`${otlpHttpUrl}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resourceSpans }),
    })
    if (!answer.ok) throw new Error(`The store took no spans: ${await answer.text()}`)
  }
}
