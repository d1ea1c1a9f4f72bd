import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { QueryEvidence } from '#contract/graph.ts'
import { ClientProvider } from '../../../../api/client-context.ts'
import type { SeriesSubject } from '../../../../api/time-queries.ts'
import { aGraph } from '../../../../../test-support/builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../../../test-support/fake-api.ts'
import { aSeries, aSeriesLine } from '../../../../../test-support/time-builders.ts'
import { defaultView } from '../../url.ts'
import { PanelProvider } from '../panel/panel-context.ts'
import { OverTime } from './OverTime.tsx'

const place = '/api/v1/graph/series'

function renderOverTime(
  answer: unknown,
  { subject = {}, evidence = [] }: { subject?: SeriesSubject; evidence?: QueryEvidence[] } = {},
): FakeApi {
  const api = createFakeApi({ [place]: answer })
  const nothing = (): void => undefined
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <ClientProvider value={api.client}>
        <PanelProvider
          value={{
            ...{ graph: aGraph({ evidence }), view: defaultView },
            ...{ change: nothing, select: nothing, toggleNamespace: nothing },
          }}
        >
          <OverTime subject={subject} />
        </PanelProvider>
      </ClientProvider>
    </QueryClientProvider>,
  )
  return api
}

const asked = ({ requests }: FakeApi): URL[] =>
  requests.filter(({ pathname }) => pathname === place)

const aWideQuery: QueryEvidence = {
  id: 'requests',
  layer: 'requests',
  source: 'metrics',
  promql: 'x',
  at: 0,
  tookMs: 1,
  series: 50_000,
  isRecorded: false,
}

describe('OverTime', () => {
  it('draws errors with the requests that they are among, and leaves out errors there were none of', async () => {
    const lines = [
      aSeriesLine({ direction: 'in' }),
      aSeriesLine({ measure: 'httpErrors', direction: 'in', values: [0, 0, 1] }),
      aSeriesLine({ measure: 'grpc', direction: 'out' }),
      aSeriesLine({ measure: 'grpcErrors', direction: 'out', values: [0, 0, 0] }),
      aSeriesLine({ measure: 'tcpSent', unit: 'bytesPerSecond', values: [1000, 2000, 3000] }),
    ]
    renderOverTime(aSeries({ lines }), { subject: { node: 'x' } })
    expect(await screen.findByRole('slider', { name: 'HTTP requests in over time' })).toBeVisible()
    expect(screen.getByText('4 rps, 1 rps errors')).toBeVisible()
    expect(screen.getByText('4 rps')).toBeVisible()
    expect(screen.getByText('3 kB/s')).toBeVisible()
    expect(screen.getByText(/3 points, one each 10 s, each over 1 min/)).toBeVisible()
  })

  it('asks for the response time of an edge, whatever labels are shown', async () => {
    const api = renderOverTime(aSeries(), { subject: { edge: 'a→b' } })
    await screen.findByRole('slider')
    expect(asked(api)[0]?.searchParams.get('responseTime')).toBe('p95')
    expect(asked(api)[0]?.searchParams.get('edge')).toBe('a→b')
  })

  it('says why there are no curves', async () => {
    renderOverTime(aSeries({ lines: [], whyNone: 'Nobody knows who these callers are.' }))
    expect(await screen.findByText('Nobody knows who these callers are.')).toBeVisible()
  })

  it('says what failed, and asks again on demand', async () => {
    const refusal = aRefusal(502, { code: 'sourceUnavailable', message: 'It was too slow.' })
    const api = renderOverTime(refusal)
    expect(await screen.findByText(/It was too slow/)).toBeVisible()
    api.answer(place, aSeries())
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('slider')).toBeVisible()
  })

  it('asks a large mesh as a whole only when told to', async () => {
    const api = renderOverTime(aSeries(), { evidence: [aWideQuery] })
    expect(asked(api)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: /50,000 series/ }))
    expect(await screen.findByRole('slider')).toBeVisible()
  })
})
