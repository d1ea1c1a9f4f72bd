import { Button, Skeleton } from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon'
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react'
import type { ProxySection } from '#contract/proxy.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { useProxyDocument } from '../../../api/proxy-queries.ts'
import type { TableKind } from '../table/column.ts'
import type { RowOf } from '../../../api/proxy-queries.ts'
import type { Look } from '../use-look.ts'
import { documentOf, type PartDocument } from '../parts-of.ts'
import { Origins } from './Origins.tsx'
import { t } from '../../../i18n/t.ts'

export interface DetailsProps<Section extends ProxySection> {
  readonly row: RowOf<Section>
  readonly kind: TableKind<Section>
  readonly look: Look
  readonly at: number
}

/** A row with nothing cut off, what it was made of, and its JSON. */
export function Details<Section extends ProxySection>(props: DetailsProps<Section>): ReactNode {
  const { row, kind, look, at } = props
  const document = documentOf(kind.section, look.pod)
  const context = { at, linkTo: look.address.linkTo }
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    // On narrow screens they open below what is in sight.
    const element = place.current
    if (element !== null && 'scrollIntoView' in element)
      element.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <aside
      ref={place}
      className="al-proxy-details"
      aria-label={t('Details of {{resource}}', { resource: row.resource })}
    >
      <header>
        <h3>{row.resource}</h3>
        <Button
          variant="plain"
          size="sm"
          aria-label={t('Close the details')}
          icon={<TimesIcon />}
          onClick={() => look.address.change({ row: '' })}
        />
      </header>
      <dl className="al-proxy-facts">
        {kind.columns
          .filter(({ name, textOf }) => name !== 'origins' && textOf(row) !== '')
          .map((column) => (
            <div key={column.name}>
              <dt>{column.word}</dt>
              <dd>{column.show?.(row, context) ?? column.textOf(row)}</dd>
            </div>
          ))}
        {row.origins.length > 0 && (
          <div>
            <dt>{t('Made by')}</dt>
            <dd>
              <Origins origins={row.origins} />
            </dd>
          </div>
        )}
      </dl>
      {document !== null && (
        <ResourceJson look={look} document={document} resource={row.resource} />
      )}
    </aside>
  )
}

const JsonText = lazy(() => import('./JsonText.tsx').then((part) => ({ default: part.JsonText })))

interface ResourceJsonProps {
  readonly look: Look
  readonly document: PartDocument
  readonly resource: string
}

function ResourceJson({ look, document, resource }: ResourceJsonProps): ReactNode {
  const { data, error, refetch } = useProxyDocument({ reading: look.reading, document, resource })
  const waiting = <Skeleton height="10rem" screenreaderText={t('Reading its JSON')} />
  if (data === undefined)
    return error === null ? waiting : <Trouble error={error} onRetry={() => void refetch()} />
  return (
    <Suspense fallback={waiting}>
      <JsonText text={data} label={t('JSON of {{resource}}', { resource })} isSmall />
    </Suspense>
  )
}
