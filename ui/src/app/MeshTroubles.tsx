import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { MeshPart, MeshState } from '#contract/mesh.ts'
import { useContextSearch } from '../components/context-search.ts'
import { HealthBadge } from '../components/HealthBadge.tsx'
import { partKindWords, sayReason, titleOfPart } from '../components/part-words.ts'
import { isUnwell } from '../components/unwell.ts'
import { inSentence, t } from '../i18n/t.ts'

/** The parts of the mesh that are not well and why, each leading to its place on the page. */
export function MeshTroubles({ state }: { readonly state: MeshState }): ReactNode {
  const search = useContextSearch()
  const unwell = state.parts.filter(isUnwell)
  const core = unwell.filter(({ isCore }) => isCore)
  const rest = unwell.filter(({ isCore }) => !isCore)
  return (
    <>
      <Troubles parts={core} heading={t('Not well')} />
      <Troubles parts={rest} heading={t('Add-ons that are not well')} />
      {unwell.length === 0 && (
        <p className="al-status-quiet">{t('Every part of the mesh that you may see is well.')}</p>
      )}
      <p>
        <Link to={{ pathname: '/mesh', search }}>{t('The mesh, part by part')}</Link>
      </p>
    </>
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
