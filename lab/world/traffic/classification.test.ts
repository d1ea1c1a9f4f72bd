import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../seams.ts'
import { anObject, fromClient, fromServer, run, shares, shop } from './fixtures.ts'
import type { ProxyReport } from './report.ts'

const forApi = { selector: { matchLabels: { app: 'api' } } }

function plugin(condition: string, fields: Readonly<Record<string, unknown>> = {}): KubeObject {
  return anObject('WasmPlugin', 'operations', {
    pluginConfig: {
      attributes: [
        { output_attribute: 'istio_operationId', match: [{ value: 'ListThings', condition }] },
      ],
    },
    ...fields,
  })
}

function telemetry(mode: string, fields: Readonly<Record<string, unknown>> = {}): KubeObject {
  const value = "filter_state['wasm.istio_operationId']"
  const tagOverrides = { request_operation: { value } }
  return anObject('Telemetry', 'operations', {
    metrics: [{ overrides: [{ match: { metric: 'REQUEST_COUNT', mode }, tagOverrides }] }],
    ...fields,
  })
}

/** Which operations the two ends of web → api count, as shares. */
function operations(objects: readonly KubeObject[]): readonly Readonly<Record<string, number>>[] {
  const outcome = run({ topology: shop(), objects })
  const toApi = ({ service }: ProxyReport): boolean => service.name === 'api'
  return [fromClient(outcome), fromServer(outcome)].map((reports) =>
    shares(reports.filter(toApi), ({ operation }) => operation),
  )
}

interface Case {
  readonly desc: string
  readonly objects: readonly KubeObject[]
  readonly client: string
  readonly server: string
}

const path = "request.url_path.startsWith('/') && request.method == 'GET'"

const cases: readonly Case[] = [
  { desc: 'nothing says so: no label', objects: [], client: '', server: '' },
  {
    desc: 'both ends count by operation',
    objects: [plugin(path), telemetry('CLIENT_AND_SERVER')],
    client: 'ListThings',
    server: 'ListThings',
  },
  {
    desc: 'only the server does',
    objects: [plugin(path), telemetry('SERVER')],
    client: '',
    server: 'ListThings',
  },
  {
    desc: 'the plugin runs in one workload',
    objects: [plugin(path, forApi), telemetry('CLIENT_AND_SERVER')],
    client: 'unknown',
    server: 'ListThings',
  },
  {
    desc: 'the label is asked for in one workload',
    objects: [plugin(path), telemetry('CLIENT_AND_SERVER', forApi)],
    client: '',
    server: 'ListThings',
  },
  {
    desc: 'another method',
    objects: [plugin("request.method == 'PUT'"), telemetry('SERVER')],
    client: '',
    server: 'unknown',
  },
  {
    desc: 'a condition beyond what is simulated holds for nothing',
    objects: [plugin('has(request.time)'), telemetry('SERVER')],
    client: '',
    server: 'unknown',
  },
]

describe('request classification', () => {
  it.each(cases)('$desc', ({ objects, client, server }) => {
    expect(operations(objects)).toEqual([{ [client]: 1 }, { [server]: 1 }])
  })
})
