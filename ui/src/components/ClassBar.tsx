import type { ReactNode } from 'react'
import { responseClasses, type RequestRates } from '#contract/traffic.ts'
import { formatRps } from '../lib/rate.ts'
import { classWords } from './class-words.ts'
import './components.css'

/** The classes of responses as one bar, each with its rate below. */
export function ClassBar({ rates }: { rates: RequestRates }): ReactNode {
  const parts = responseClasses
    .map((name) => ({ name, perSecond: rates.perSecondByClass[name] ?? 0 }))
    .filter(({ perSecond }) => perSecond > 0)
  if (parts.length === 0) return null
  return (
    <div className="al-class-bar">
      <div className="al-class-bar-track" aria-hidden="true">
        {parts.map(({ name, perSecond }) => (
          <span key={name} className={`al-class-${name}`} style={{ flexGrow: perSecond }} />
        ))}
      </div>
      <ul>
        {parts.map(({ name, perSecond }) => (
          <li key={name}>
            <i className={`al-class-${name}`} aria-hidden="true" />
            {classWords[name].short} <b>{formatRps(perSecond)}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}
