import { Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { ConfigDetails } from '#contract/config.ts'
import type { ObjectId } from '#contract/validations.ts'
import { useConfigObject } from '../../../api/config-queries.ts'
import { CopyText } from '../../../components/CopyText.tsx'
import { NotNew } from '../../../components/Notice.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { Trans } from '../../../i18n/Trans.tsx'
import { t } from '../../../i18n/t.ts'
import { formatAge } from '../../../lib/age.ts'
import type { ViewInAddress } from '../use-view.ts'
import { ConfigCrumbs } from './ConfigCrumbs.tsx'
import { Findings } from './Findings.tsx'
import { ObjectActions } from './ObjectActions.tsx'
import { Relations } from './Relations.tsx'
import { StateBadge } from './StateBadge.tsx'
import { Statements } from './Statements.tsx'
import { Touches } from './Touches.tsx'

// The editor's weight is for those who open an object.
const ObjectText = lazy(() =>
  import('./ObjectText.tsx').then((module) => ({ default: module.ObjectText })),
)

export interface ObjectViewProps {
  readonly object: ObjectId
  readonly address: ViewInAddress
}

/** One object: its text with the findings at their lines, and all that is known around it. */
export function ObjectView({ object, address }: ObjectViewProps): ReactNode {
  const { data, error, refetch } = useConfigObject(object)
  return (
    <div className="al-config" data-settled={data !== undefined}>
      <ConfigCrumbs object={object} address={address} />
      <header className="al-config-head">
        <h1>
          <span className="al-quiet">{object.kind}</span> {object.name}
        </h1>
        {data !== undefined && <StateBadge validity={data.validity} />}
        {data !== undefined && <ObjectActions object={object} address={address} />}
      </header>
      {data !== undefined ? (
        <Details details={data} trouble={error?.message ?? null} linkTo={address.linkTo} />
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height="20rem" screenreaderText={t('Loading the object')} />
      )}
    </div>
  )
}

interface DetailsProps {
  readonly details: ConfigDetails
  readonly trouble: string | null
  readonly linkTo: ViewInAddress['linkTo']
}

/** A line of the text to bring into sight; each wish is another one. */
export interface LineWish {
  readonly line: number
}

function Details({ details, trouble, linkTo }: DetailsProps): ReactNode {
  const [wish, setWish] = useState<LineWish | null>(null)
  const { yaml, findings, object } = details
  return (
    <>
      <Facts details={details} trouble={trouble} />
      <div className="al-config-columns">
        <section aria-label={t('Findings and relations')} className="al-config-aside">
          <Findings details={details} linkTo={linkTo} onGoTo={(line) => setWish({ line })} />
          <Statements statements={details.statements} at={details.at} />
          <Touches touches={details.touches} />
          <Relations details={details} linkTo={linkTo} />
        </section>
        <section aria-label={t('Text')} className="al-config-text">
          <Suspense fallback={<Skeleton height="20rem" screenreaderText={t('Loading the text')} />}>
            <ObjectText
              text={yaml}
              findings={findings}
              wish={wish}
              label={t('{{kind}} {{name}} as YAML', { kind: object.kind, name: object.name })}
            />
          </Suspense>
          <CopyText text={commandOf(object)} label={t('command that reads it')} />
        </section>
      </div>
    </>
  )
}

function Facts({ details, trouble }: Pick<DetailsProps, 'details' | 'trouble'>): ReactNode {
  const { apiVersion, createdAt, at, managedBy, isPartial, checkedBy } = details
  return (
    <div className="al-config-facts">
      <p>
        <code>{apiVersion}</code>
        {createdAt !== null && ` · ${t('{{age}} old', { age: formatAge(at - createdAt) })}`}
        {` · ${t('judged by {{count}} rules', { count: checkedBy })}`}
      </p>
      {managedBy !== null && (
        <p>
          <Trans
            text="<b>{{tool}}</b> keeps this object: what is changed by hand may be undone. Change it at its source."
            tags={{ b: <b /> }}
            values={{ tool: managedBy }}
          />
        </p>
      )}
      {isPartial && <p>{t('Only what the console keeps of this kind is shown.')}</p>}
      {trouble !== null && (
        <div role="status">
          <NotNew trouble={trouble} />
        </div>
      )}
    </div>
  )
}

function commandOf({ group, kind, namespace, name }: ObjectId): string {
  const type = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`
  const place = namespace === '' ? '' : ` --namespace ${namespace}`
  return `kubectl get ${type} ${name}${place} --output yaml`
}
