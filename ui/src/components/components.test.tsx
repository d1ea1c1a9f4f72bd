import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { healthStatuses } from '#contract/health.ts'
import type { Mtls } from '#contract/traffic.ts'
import { aQuery, aRequestReason, noon, someHttp, someRates } from '../../test-support/builders.ts'
import { ClassBar } from './ClassBar.tsx'
import { EvidencePopover } from './EvidencePopover.tsx'
import { explainFlags } from './flag-words.ts'
import { HealthBadge } from './HealthBadge.tsx'
import { HealthReasons } from './HealthReasons.tsx'
import { MtlsLock } from './MtlsLock.tsx'
import { RateTable } from './RateTable.tsx'

describe('HealthBadge', () => {
  it.each(healthStatuses)('says %s in words, with an icon', (status) => {
    const { container } = render(<HealthBadge status={status} />)
    expect(container.textContent).not.toBe('')
    expect(container.querySelector('svg')).not.toBeNull()
  })

  it('tells its word to screen readers when it stands for itself as an icon', () => {
    render(<HealthBadge status="degraded" isCompact />)
    expect(screen.getByText('Degraded')).toBeInTheDocument()
  })
})

describe('HealthReasons', () => {
  it.each([
    {
      desc: 'responses above a tolerance',
      reason: aRequestReason(),
      text: '25% of inbound HTTP requests had code 5xx (1 rps of 4 rps).',
    },
    {
      desc: 'no response',
      reason: aRequestReason({ codes: '-', protocol: 'grpc', direction: 'outbound' }),
      text: '25% of outbound gRPC requests had no response (1 rps of 4 rps).',
    },
    {
      desc: 'faults made on purpose',
      reason: aRequestReason({ injectedPerSecond: 0.5 }),
      text: '25% of inbound HTTP requests had code 5xx (1 rps of 4 rps). 0.50 rps of them were injected on purpose.',
    },
    {
      desc: 'pods',
      reason: {
        kind: 'replicas' as const,
        status: 'degraded' as const,
        workload: 'reviews-v2',
        desired: 3,
        current: 3,
        available: 2,
        syncedProxies: 2,
      },
      text: 'reviews-v2: 2 of 3 pods available, 3 running, 2 proxies in sync.',
    },
  ])('spells out $desc', ({ reason, text }) => {
    render(<HealthReasons health={{ status: reason.status, reasons: [reason] }} />)
    expect(screen.getByText(text)).toBeInTheDocument()
  })

  it.each([
    { desc: 'more pods than asked for', current: 4, says: true },
    { desc: 'as many as asked for', current: 3, says: false },
  ])('says that it is a roll-out where there are $desc', ({ current, says }) => {
    const reason = {
      kind: 'replicas' as const,
      status: says ? ('failure' as const) : ('healthy' as const),
      workload: 'reviews-v2',
      desired: 3,
      current,
      available: 3,
      syncedProxies: null,
    }
    render(<HealthReasons health={{ status: reason.status, reasons: [reason] }} />)
    expect(screen.queryAllByText(/a roll-out\. It passes within moments/)).toHaveLength(
      says ? 1 : 0,
    )
  })

  it('says of what is healthy without a reason that nothing counts against it', () => {
    render(<HealthReasons health={{ status: 'healthy', reasons: [] }} />)
    expect(screen.getByText(/nothing that it answered counts against it/)).toBeInTheDocument()
  })

  it('says that nothing was measured', () => {
    render(<HealthReasons health={{ status: 'none', reasons: [] }} />)
    expect(screen.getByText(/Nothing was measured/)).toBeInTheDocument()
  })
})

describe('MtlsLock', () => {
  const principals = { sourcePrincipals: [], destinationPrincipals: [] }
  const rows: { mtls: Mtls; text: RegExp }[] = [
    { mtls: { share: 1, basis: 'destination', ...principals }, text: /All of it, as the dest/ },
    { mtls: { share: 0.5, basis: 'mixed', ...principals }, text: /50% of it, as several/ },
    { mtls: { share: 0.9999, basis: 'waypoint', ...principals }, text: />99.9% of it/ },
    { mtls: { share: 0, basis: 'principals', ...principals }, text: /Plain text, read from/ },
    { mtls: { share: null, basis: null, ...principals }, text: /Unknown/ },
  ]
  it('says that a callee has no proxy, where nobody could tell more', () => {
    const untold = { share: null, basis: null, ...principals }
    const { container } = render(<MtlsLock mtls={untold} bare="bridge-v1" />)
    expect(container.textContent).toMatch(/^\s*Plain text, .*: bridge-v1 has no proxy$/)
  })

  it.each(rows)('says $text of $mtls.share', ({ mtls, text }) => {
    const { container } = render(<MtlsLock mtls={mtls} />)
    expect(container.textContent).toMatch(text)
  })
})

describe('RateTable', () => {
  const none = { http: null, grpc: null, tcp: null }

  it('has a line for each protocol and direction that there is', () => {
    const grpc = { ...none, grpc: { requestsPerSecond: 0, errorRatio: null, perSecondByClass: {} } }
    const tcp = { ...none, tcp: { sentBytesPerSecond: 1234, receivedBytesPerSecond: null } }
    render(
      <RateTable
        caption="Traffic"
        rows={[
          { label: 'In', traffic: someHttp(4, 0.25) },
          { label: 'Out', traffic: grpc },
          { label: 'Inside', traffic: tcp },
        ]}
      />,
    )
    const rows = screen.getAllByRole('row').map((row) => row.textContent)
    expect(rows.slice(1)).toEqual([
      'InHTTP4 rps25%',
      'OutgRPC0 rps–',
      'InsideTCP↑ 1.23 kB/s  ↓ unknown–',
    ])
  })

  it('says that there is none', () => {
    render(<RateTable caption="Traffic" rows={[{ label: 'In', traffic: none }]} />)
    expect(screen.getByText('No traffic in this window.')).toBeInTheDocument()
  })
})

describe('ClassBar', () => {
  it('names each class with its rate', () => {
    render(<ClassBar rates={someRates(4, 0.25)} />)
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'OK 3 rps',
      '5xx 1 rps',
    ])
  })
})

describe('explainFlags', () => {
  it.each([
    { flags: '-', expected: [] },
    { flags: '', expected: [] },
    { flags: 'NR', expected: ['No route matches the request'] },
    { flags: 'UF, ZZ', expected: ['The connection failed', 'Flag ZZ'] },
    { flags: 'ZZ', expected: ['Flag ZZ'] },
  ])('says "$flags" in words', ({ flags, expected }) => {
    const words = { NR: 'no route matches the request', UF: 'the connection failed' }
    expect(explainFlags(flags, words)).toEqual(expected)
  })
})

describe('EvidencePopover', () => {
  it('tells query, window, instant, cost and reporter, and copies the query', async () => {
    const user = userEvent.setup()
    render(
      <EvidencePopover
        subject="TCP"
        queries={[aQuery({ at: noon, isRecorded: true })]}
        windowSeconds={600}
        reporter="the caller’s proxy"
      />,
    )
    await user.click(screen.getByRole('button', { name: 'Evidence for TCP' }))
    expect(await screen.findByText('Counted by the caller’s proxy.')).toBeInTheDocument()
    expect(
      screen.getByText(
        /metrics at 21 Nov.* over 10 min · 42 series in 12 ms · from recording rules/,
      ),
    ).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Copy the query for requests' }))
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeInTheDocument()
    expect(await navigator.clipboard.readText()).toBe(aQuery().promql)
  })

  it('says when no query feeds a number', async () => {
    render(<EvidencePopover subject="TCP" queries={[]} windowSeconds={60} reporter={null} />)
    await userEvent.click(screen.getByRole('button', { name: 'Evidence for TCP' }))
    expect(await screen.findByText(/was not asked for, or has failed/)).toBeInTheDocument()
  })
})
