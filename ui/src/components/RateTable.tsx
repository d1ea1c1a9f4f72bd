import type { ReactNode } from 'react'
import type { NodeTraffic, RequestRates, TcpRates } from '#contract/traffic.ts'
import { t } from '../i18n/t.ts'
import { formatBytesRate } from '../lib/bytes.ts'
import { formatRps } from '../lib/rate.ts'
import { formatShare } from '../lib/ratio.ts'
import './components.css'

export interface TrafficRow {
  readonly label: string
  readonly traffic: NodeTraffic
}

/** Rates by direction and protocol. What is not there gets no row; nothing at all is said so. */
export function RateTable(props: { caption: string; rows: readonly TrafficRow[] }): ReactNode {
  const rows = props.rows.flatMap(({ label, traffic }) => linesOf(label, traffic))
  if (rows.length === 0) return <p className="al-quiet">{t('No traffic in this window.')}</p>
  return (
    <table className="al-rates" aria-label={props.caption}>
      <thead>
        <tr>
          <th scope="col">{t('Direction')}</th>
          <th scope="col">{t('Protocol')}</th>
          <th scope="col" className="al-num">
            {t('Rate')}
          </th>
          <th scope="col" className="al-num">
            {t('Errors')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.label} ${row.protocol}`}>
            <th scope="row">{row.label}</th>
            <td>{row.protocol}</td>
            <td className="al-num">{row.rate}</td>
            <td className={row.hasErrors ? 'al-num al-bad' : 'al-num'}>{row.errors}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface Line {
  readonly label: string
  readonly protocol: string
  readonly rate: string
  readonly errors: string
  readonly hasErrors: boolean
}

function linesOf(label: string, { http, grpc, tcp }: NodeTraffic): Line[] {
  return [
    ...(http === null ? [] : [requestLine(label, 'HTTP', http)]),
    ...(grpc === null ? [] : [requestLine(label, 'gRPC', grpc)]),
    ...(tcp === null
      ? []
      : [{ label, protocol: 'TCP', rate: formatTcp(tcp), errors: '–', hasErrors: false }]),
  ]
}

function requestLine(label: string, protocol: string, rates: RequestRates): Line {
  const { requestsPerSecond, errorRatio } = rates
  return {
    label,
    protocol,
    rate: formatRps(requestsPerSecond),
    errors: errorRatio === null ? '–' : formatShare(errorRatio),
    hasErrors: errorRatio !== null && errorRatio > 0,
  }
}

/** Both ways, from the client's seat. */
export function formatTcp({ sentBytesPerSecond, receivedBytesPerSecond }: TcpRates): string {
  const one = (rate: number | null): string => (rate === null ? 'unknown' : formatBytesRate(rate))
  return `↑ ${one(sentBytesPerSecond)}  ↓ ${one(receivedBytesPerSecond)}`
}
