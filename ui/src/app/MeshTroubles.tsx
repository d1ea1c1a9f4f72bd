import { Button, Popover } from '@patternfly/react-core'
import { ClusterIcon } from '@patternfly/react-icons/dist/esm/icons/cluster-icon'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { MeshPart, MeshState } from '#contract/mesh.ts'
import { useContextSearch } from '../components/context-search.ts'
import { HealthBadge } from '../components/HealthBadge.tsx'
import { partKindWords, sayReason, titleOfPart } from '../components/part-words.ts'
import { isUnwell } from '../components/unwell.ts'
import { inSentence, t } from '../i18n/t.ts'

/** How many parts of the mesh are not well, and which and why on demand; nothing where all are. */
export function MeshTroubles({ state }: { readonly state: MeshState }): ReactNode {
  const unwell = state.parts.filter(isUnwell)
  if (unwell.length === 0) return null
  const isCore = unwell.some((part) => part.isCore && part.status === 'failure')
  return (
    <Popover
      aria-label={t('The mesh')}
      position="bottom-end"
      minWidth="22rem"
      maxWidth="30rem"
      bodyContent={<TroublesBody unwell={unwell} />}
    >
      <Button
        variant="plain"
        size="sm"
        className="al-status-button"
        aria-label={t('{{count}} parts of the mesh not well', { count: unwell.length })}
      >
        <ClusterIcon />
        <b className={isCore ? 'al-bad' : 'al-warn'}>{unwell.length}</b>
      </Button>
    </Popover>
  )
}

/** Each leads to its place on the page. */
function TroublesBody({ unwell }: { readonly unwell: readonly MeshPart[] }): ReactNode {
  const search = useContextSearch()
  return (
    <div className="al-status">
      <h2 className="al-popover-title">{t('The mesh')}</h2>
      <Troubles parts={unwell.filter(({ isCore }) => isCore)} heading={t('Not well')} />
      <Troubles
        parts={unwell.filter(({ isCore }) => !isCore)}
        heading={t('Add-ons that are not well')}
      />
      <p>
        <Link to={{ pathname: '/mesh', search }}>{t('The mesh, part by part')}</Link>
      </p>
    </div>
  )
}

interface TroublesProps {
  readonly parts: readonly MeshPart[]
  readonly heading: string
}

function Troubles({ parts, heading }: TroublesProps): ReactNode {
  const context = useContextSearch()
  if (parts.length === 0) return null
  return (
    <>
      <h3>{heading}</h3>
      <ul className="al-status-rows">
        {parts.map((part) => {
          const search = new URLSearchParams(context)
          search.set('part', part.id)
          const [worst] = part.reasons
          return (
            <li key={part.id}>
              <HealthBadge status={part.status} isCompact />
              <span>
                <Link to={{ pathname: '/mesh', search: search.toString() }}>
                  {titleOfPart(part)}
                </Link>{' '}
                <span className="al-status-quiet">{inSentence(partKindWords[part.kind].one)}</span>
                {worst !== undefined && <div>{sayReason(worst)}</div>}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
