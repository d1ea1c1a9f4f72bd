import type { ReactNode } from 'react'
import type { NodeTraffic, RequestRates } from '#contract/traffic.ts'
import { responseClasses } from '#contract/traffic.ts'
import { t } from '../i18n/t.ts'
import { formatBytesRate } from '../lib/bytes.ts'
import { formatRps } from '../lib/rate.ts'
import { formatShare } from '../lib/ratio.ts'
import { classWords } from './class-words.ts'
import './components.css'

/** What flows one way, by protocol and by how it was answered. */
export function ClassTable(props: { caption: string; traffic: NodeTraffic }): ReactNode {
  const { http, grpc, tcp } = props.traffic
  if (http === null && grpc === null && tcp === null)
    return <p className="al-quiet">{t('No traffic in this window.')}</p>
  return (
    <table className="al-rates" aria-label={props.caption}>
      <thead>
        <tr>
          <th scope="col">{t('Answered with')}</th>
          <th scope="col" className="al-num">
            {t('Rate')}
          </th>
          <th scope="col" className="al-num">
            {t('Share')}
          </th>
        </tr>
      </thead>
      {http !== null && <Requests protocol="HTTP" rates={http} />}
      {grpc !== null && <Requests protocol="gRPC" rates={grpc} />}
      {tcp !== null && (
        <tbody>
          <Line word={t('TCP, sent')} rate={bytes(tcp.sentBytesPerSecond)} share="" />
          <Line word={t('TCP, received')} rate={bytes(tcp.receivedBytesPerSecond)} share="" />
        </tbody>
      )}
    </table>
  )
}

const bytes = (rate: number | null): string => (rate === null ? 'unknown' : formatBytesRate(rate))

function Requests({ protocol, rates }: { protocol: string; rates: RequestRates }): ReactNode {
  const { requestsPerSecond: all, perSecondByClass } = rates
  const present = responseClasses.filter((name) => (perSecondByClass[name] ?? 0) > 0)
  return (
    <tbody>
      <tr className="al-rates-group">
        <th scope="row">{t('{{protocol}}, all', { protocol })}</th>
        <td className="al-num">{formatRps(all)}</td>
        <td className="al-num">{all === 0 ? '–' : formatShare(1)}</td>
      </tr>
      {present.map((name) => {
        const rate = perSecondByClass[name] ?? 0
        const share = all === 0 ? '–' : formatShare(rate / all)
        return <Line key={name} word={classWords[name].word} rate={formatRps(rate)} share={share} />
      })}
    </tbody>
  )
}

function Line({ word, rate, share }: { word: string; rate: string; share: string }): ReactNode {
  return (
    <tr>
      <th scope="row">{word}</th>
      <td className="al-num">{rate}</td>
      <td className="al-num">{share}</td>
    </tr>
  )
}
