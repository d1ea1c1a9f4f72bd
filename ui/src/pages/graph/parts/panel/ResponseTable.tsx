import type { ReactNode } from 'react'
import type { EdgeTcp } from '#contract/traffic.ts'
import { explainFlags } from '../../../../components/flag-words.ts'
import { t } from '../../../../i18n/t.ts'
import { formatShare } from '../../../../lib/ratio.ts'
import { usePanel } from './panel-context.ts'

type Share = EdgeTcp['responses'][number]

export interface ResponseTableProps {
  readonly responses: readonly Share[]
  readonly format: (perSecond: number) => string
  readonly label: string // "HTTP requests"
}

/** Responses by code and flag, the flags in words. */
export function FlagTable({ responses, format, label }: ResponseTableProps): ReactNode {
  const { flagWords } = usePanel().graph
  const rows = sumBy(responses, ({ code, flags }) => `${code}\n${flags}`)
  return (
    <table className="al-rates" aria-label={t('{{label}} by code and flag', { label })}>
      <Head columns={[t('Code and flag')]} />
      <tbody>
        {rows.map(({ key, first: { code, flags }, ...numbers }) => (
          <tr key={key}>
            <th scope="row">
              {wordOfCode(code)} {flags !== '-' && flags !== '' && <code>{flags}</code>}
              {explainFlags(flags, flagWords).map((sentence) => (
                <div key={sentence} className="al-quiet">
                  {sentence}
                </div>
              ))}
            </th>
            <Numbers {...numbers} format={format} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Responses by the host that was asked for, and how each answered. */
export function HostTable({ responses, format, label }: ResponseTableProps): ReactNode {
  const rows = sumBy(responses, ({ host, code }) => `${host}\n${code}`)
  if (rows.every(({ first }) => first.host === ''))
    return <p className="al-quiet">{t('No proxy told which host was asked for.')}</p>
  return (
    <table className="al-rates" aria-label={t('{{label}} by host', { label })}>
      <Head columns={[t('Host that was asked for'), 'Code']} />
      <tbody>
        {rows.map(({ key, first: { host, code }, ...numbers }) => (
          <tr key={key}>
            <th scope="row" className="al-breakable">
              {host === '' ? t('unknown') : host}
            </th>
            <td>{wordOfCode(code)}</td>
            <Numbers {...numbers} format={format} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface Sum {
  readonly key: string
  readonly first: Share
  readonly perSecond: number
  readonly share: number | null // of them all; null when nothing flows
}

/** Adds up what has the same key, largest first. */
function sumBy(responses: readonly Share[], keyOf: (share: Share) => string): Sum[] {
  const all = responses.reduce((sum, { perSecond }) => sum + perSecond, 0)
  return [...Map.groupBy(responses, keyOf)]
    .flatMap(([key, ones]) => {
      const [first] = ones
      const perSecond = ones.reduce((sum, one) => sum + one.perSecond, 0)
      return first === undefined
        ? []
        : [{ key, first, perSecond, share: all === 0 ? null : perSecond / all }]
    })
    .sort((a, b) => b.perSecond - a.perSecond)
}

function Numbers(props: {
  perSecond: number
  share: number | null
  format: (perSecond: number) => string
}): ReactNode {
  const { perSecond, share, format } = props
  return (
    <>
      <td className="al-num">{format(perSecond)}</td>
      <td className="al-num">{share === null ? '–' : formatShare(share)}</td>
    </>
  )
}

function Head({ columns }: { columns: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        {columns.map((word) => (
          <th key={word} scope="col">
            {word}
          </th>
        ))}
        <th scope="col" className="al-num">
          {t('Rate')}
        </th>
        <th scope="col" className="al-num">
          {t('Share')}
        </th>
      </tr>
    </thead>
  )
}

function wordOfCode(code: string): string {
  if (code === '-') return t('No response')
  return code === '' ? t('Connections') : code
}
