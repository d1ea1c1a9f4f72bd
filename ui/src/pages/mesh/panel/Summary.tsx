import type { ReactNode } from 'react'
import type { MeshState } from '#contract/mesh.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { inSentence, t } from '../../../i18n/t.ts'
import { isUnwell } from '../../../components/unwell.ts'
import {
  partKinds,
  partKindWords,
  meshMtlsWords,
  sayReason,
  titleOfPart,
} from '../../../components/part-words.ts'

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
            {mesh ?? t('No mesh found')} {version}
          </h2>
          <Facts>
            <Fact term={t('Cluster')}>{cluster}</Fact>
            {mesh === null ? (
              <Fact term={t('Looked for')}>{lookedFor.join('; ')}</Fact>
            ) : (
              <>
                <Fact term="mTLS">{mtls === null ? null : meshMtlsWords[mtls.state].long}</Fact>
                <Fact term={t('Data plane')}>
                  {hasAmbient ? t('Sidecars and ambient') : t('Sidecars')}
                </Fact>
              </>
            )}
          </Facts>
        </section>
      ))}
      <section className="al-mesh-section" aria-label={t('Not well')}>
        <h3>{t('Not well')}</h3>
        {unwell.length === 0 &&
          (state.isCut ? (
            <p className="al-quiet">{t('Nothing of what you may see')}</p>
          ) : (
            <p className="al-good">{t('Nothing')}</p>
          ))}
        <ul className="al-reasons">
          {unwell.map((part) => (
            <li key={part.id}>
              <HealthBadge status={part.status} isCompact />
              <span>
                <button type="button" className="al-mesh-link" onClick={() => onChoose(part.id)}>
                  {titleOfPart(part)}
                </button>{' '}
                <span className="al-quiet">{inSentence(partKindWords[part.kind].one)}</span>
                <div>{part.reasons[0] !== undefined && sayReason(part.reasons[0])}</div>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="al-mesh-section" aria-label={t('Parts')}>
        <h3>{t('Parts')}</h3>
        <Facts>
          {partKinds.flatMap((kind) => {
            const own = byKind.get(kind)
            return own === undefined
              ? []
              : [
                  <Fact key={kind} term={partKindWords[kind].many}>
                    {String(own.length)}
                  </Fact>,
                ]
          })}
        </Facts>
      </section>
      {state.isCut && (
        <p className="al-mesh-section al-quiet">
          {t(
            'Parts in namespaces that you may not see, and of kinds that you may not list, are left out.',
          )}
        </p>
      )}
    </>
  )
}
