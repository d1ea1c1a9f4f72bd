import { Button, Skeleton } from '@patternfly/react-core'
import { ExternalLinkAltIcon } from '@patternfly/react-icons/dist/esm/icons/external-link-alt-icon'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { AccessField, LogLineExplained } from '#contract/logs.ts'
import { useExplained } from '../../../api/log-queries.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { t } from '../../../i18n/t.ts'
import type { ShownLine } from '../line-store.ts'
import { objectIn, partsOf } from '../look.ts'
import { traceAddress } from '../trace-link.ts'
import type { ViewInAddress } from '../use-logs.ts'
import { CopyButton } from './CopyButton.tsx'

export interface LineDetailsProps {
  readonly line: ShownLine
  readonly address: ViewInAddress
  readonly link: string
}

/** A line told field by field, and the ways on from it. */
export function LineDetails({ line, address, link }: LineDetailsProps): ReactNode {
  const { data, error } = useExplained(line)
  const object = objectIn(line)
  const { namespace, pod, container } = partsOf(line.source)
  return (
    <div className="al-logs-details">
      <p className="al-quiet">
        {namespace} / {pod} / {container}
        {line.at !== null && ` · ${new Date(line.at).toISOString()}`}
      </p>
      <Ways line={line} address={address} link={link} explained={data} />
      {error !== null && <p className="al-bad">{error.message}</p>}
      {data === undefined && error === null && (
        <Skeleton width="40%" screenreaderText={t('Reading')} />
      )}
      <Told explained={data} object={object} />
      <pre className="al-logs-whole">{object === null ? line.text : pretty(object)}</pre>
    </div>
  )
}

interface WaysProps extends LineDetailsProps {
  readonly explained: LogLineExplained | undefined
}

function Ways({ line, address, link, explained }: WaysProps): ReactNode {
  return (
    <div className="al-logs-ways">
      <CopyButton text={line.text} label={t('Copy the line')} />
      <CopyButton text={link} label={t('Copy a link to the line')} />
      {line.requestId !== null && (
        <Button
          variant="link"
          size="sm"
          isInline
          onClick={() => address.change({ show: line.requestId ?? '', regex: false, line: '' })}
        >
          {t('Only lines of this request')}
        </Button>
      )}
      {explained !== undefined && <TraceLink explained={explained} atMs={line.at} />}
    </div>
  )
}

interface ToldProps {
  readonly explained: LogLineExplained | undefined
  readonly object: Readonly<Record<string, unknown>> | null
}

/** Fields in words where the format is known, else those of the object that the line is. */
function Told({ explained, object }: ToldProps): ReactNode {
  if (explained !== undefined && explained.fields.length > 0)
    return <Fields explained={explained} />
  return object === null ? null : <JsonTable object={object} />
}

const pretty = (object: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(object, null, 2)

function TraceLink({
  explained,
  atMs,
}: {
  explained: LogLineExplained
  atMs: number | null
}): ReactNode {
  const search = useContextSearch()
  const own = traceAddress({ explained, atMs, search })
  if (explained.requestId === null && explained.traceId === null) return null
  if (own === null)
    return (
      <span className="al-quiet">
        {t('No trace: {{reason}}', { reason: explained.tracesReason ?? '' })}
      </span>
    )
  return (
    <>
      <Link to={own}>{t('Open the trace')}</Link>
      {explained.tracesUrl !== null && (
        <a href={explained.tracesUrl} target="_blank" rel="noreferrer">
          {t('in the trace store')} <ExternalLinkAltIcon />
        </a>
      )}
    </>
  )
}

function Fields({ explained }: { explained: LogLineExplained }): ReactNode {
  const [documented] = explained.fields.flatMap(({ address }) => address ?? [])
  return (
    <table className="al-logs-fields">
      <caption>
        {t('Written in {{format}}', { format: explained.format ?? t('unknown') })}
        {documented !== undefined && (
          <>
            {' · '}
            <a href={documented} target="_blank" rel="noreferrer">
              {t('documentation')}
            </a>
          </>
        )}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('Field')}</th>
          <th scope="col">{t('Value')}</th>
          <th scope="col">{t('What it says')}</th>
        </tr>
      </thead>
      <tbody>
        {explained.fields.map((field, index) => (
          // A format may name a value twice.
          <FieldRow key={`${field.key} ${String(index)}`} field={field} />
        ))}
      </tbody>
    </table>
  )
}

function FieldRow({ field }: { field: AccessField }): ReactNode {
  const { name, value, meaning, inWords } = field
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        {value === null ? <span className="al-quiet">{t('none')}</span> : <code>{value}</code>}
      </td>
      <td>
        {inWords !== null && <b>{inWords}. </b>}
        <span className="al-quiet">{meaning}</span>
      </td>
    </tr>
  )
}

function JsonTable({ object }: { object: Readonly<Record<string, unknown>> }): ReactNode {
  return (
    <table className="al-logs-fields">
      <caption>{t('Fields of the line')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Field')}</th>
          <th scope="col">{t('Value')}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(object).map(([key, value]) => (
          <tr key={key}>
            <th scope="row">{key}</th>
            <td>
              <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
