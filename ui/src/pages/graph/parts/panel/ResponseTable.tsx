import type { ReactNode } from 'react'
import type { EdgeRequests, EdgeTcp } from '#contract/traffic.ts'
import { explainFlags } from '../../../../components/flag-words.ts'
import { formatShare } from '../../../../lib/ratio.ts'

type Share = EdgeRequests['responses'][number]

interface Row {
  readonly key: string
  readonly perSecond: number
}

/** Adds up what has the same key, largest first. */
function sumBy(responses: readonly Share[], keyOf: (share: Share) => string): Row[] {
  const sums = new Map<string, number>()
  for (const share of responses)
    sums.set(keyOf(share), (sums.get(keyOf(share)) ?? 0) + share.perSecond)
  return [...sums]
    .map(([key, perSecond]) => ({ key, perSecond }))
    .sort((a, b) => b.perSecond - a.perSecond)
}

export interface ResponseTableProps {
  readonly responses: EdgeTcp['responses']
  readonly format: (perSecond: number) => string
  readonly label: string
}

/** Responses by code and flag, the flags in words; then by host, where more than nothing is known. */
export function ResponseTable({ responses, format, label }: ResponseTableProps): ReactNode {
  const all = responses.reduce((sum, { perSecond }) => sum + perSecond, 0)
  const byCode = sumBy(responses, ({ code, flags }) => `${code}\n${flags}`)
  const byHost = sumBy(responses, ({ host }) => host)
  const numbers = (perSecond: number): ReactNode => (
    <>
      <td className="al-num">{format(perSecond)}</td>
      <td className="al-num">{all === 0 ? '–' : formatShare(perSecond / all)}</td>
    </>
  )
  return (
    <>
      <table className="al-rates" aria-label={`${label} by code and flag`}>
        <thead>
          <Head first="Code and flag" />
        </thead>
        <tbody>
          {byCode.map(({ key, perSecond }) => {
            const [code = '', flags = ''] = key.split('\n')
            return (
              <tr key={key}>
                <th scope="row">
                  {wordOfCode(code)} {flags !== '-' && flags !== '' && <code>{flags}</code>}
                  {explainFlags(flags).map((sentence) => (
                    <div key={sentence} className="al-quiet">
                      {sentence}
                    </div>
                  ))}
                </th>
                {numbers(perSecond)}
              </tr>
            )
          })}
        </tbody>
      </table>
      {byHost.some(({ key }) => key !== '') && (
        <table className="al-rates" aria-label={`${label} by host`}>
          <thead>
            <Head first="Host that was asked for" />
          </thead>
          <tbody>
            {byHost.map(({ key, perSecond }) => (
              <tr key={key}>
                <th scope="row" className="al-breakable">
                  {key === '' ? 'unknown' : key}
                </th>
                {numbers(perSecond)}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Head({ first }: { first: string }): ReactNode {
  return (
    <tr>
      <th scope="col">{first}</th>
      <th scope="col" className="al-num">
        Rate
      </th>
      <th scope="col" className="al-num">
        Share
      </th>
    </tr>
  )
}

function wordOfCode(code: string): string {
  if (code === '-') return 'No response'
  return code === '' ? 'Connections' : code
}
