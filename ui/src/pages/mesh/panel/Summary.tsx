import type { ReactNode } from 'react'
import type { MeshState } from '#contract/mesh.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { isUnwell } from '../unwell.ts'
import { kindOrder, kindWords, mtlsWords, sayReason, titleOf } from '../words.ts'
import { Fact, Facts } from './Facts.tsx'

export interface SummaryProps {
  readonly state: MeshState
  readonly onChoose: (id: string) => void
}

/** The mesh as a whole: what it is, how many there are of each kind, and what is not well. */
export function Summary({ state, onChoose }: SummaryProps): ReactNode {
  const byKind = Map.groupBy(state.parts, ({ kind }) => kind)
  const unwell = state.parts.filter(isUnwell)
  return (
    <>
      {state.meshes.map(({ cluster, mesh, version, hasAmbient, mtls, lookedFor }) => (
        <section key={`${cluster}/${mesh ?? ''}`} className="al-mesh-section" aria-label={cluster}>
          <h2>
            {mesh ?? 'No mesh found'} {version}
          </h2>
          <Facts>
            <Fact term="Cluster">{cluster}</Fact>
            {mesh === null ? (
              <Fact term="Looked for">{lookedFor.join('; ')}</Fact>
            ) : (
              <>
                <Fact term="mTLS">{mtls === null ? null : mtlsWords[mtls.state].long}</Fact>
                <Fact term="Data plane">{hasAmbient ? 'Sidecars and ambient' : 'Sidecars'}</Fact>
              </>
            )}
          </Facts>
        </section>
      ))}
      <section className="al-mesh-section" aria-label="Not well">
        <h3>Not well</h3>
        {unwell.length === 0 && <p className="al-good">Nothing</p>}
        <ul className="al-reasons">
          {unwell.map((part) => (
            <li key={part.id}>
              <HealthBadge status={part.status} isCompact />
              <span>
                <button type="button" className="al-mesh-link" onClick={() => onChoose(part.id)}>
                  {titleOf(part)}
                </button>{' '}
                <span className="al-quiet">{kindWords[part.kind].one.toLowerCase()}</span>
                <div>{part.reasons[0] !== undefined && sayReason(part.reasons[0])}</div>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="al-mesh-section" aria-label="Parts">
        <h3>Parts</h3>
        <Facts>
          {kindOrder.flatMap((kind) => {
            const own = byKind.get(kind)
            return own === undefined
              ? []
              : [
                  <Fact key={kind} term={kindWords[kind].many}>
                    {String(own.length)}
                  </Fact>,
                ]
          })}
        </Facts>
      </section>
      {state.isCut && (
        <p className="al-mesh-section al-quiet">
          Parts in namespaces that you may not see, and of kinds that you may not list, are left
          out.
        </p>
      )}
    </>
  )
}
