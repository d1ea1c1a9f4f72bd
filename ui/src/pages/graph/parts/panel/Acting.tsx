import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ActingObject } from '#contract/explain.ts'
import { useExplanation, type ExplainSubject } from '../../../../api/queries.ts'
import { KindBadge } from '../../../../components/KindBadge.tsx'
import { kindLetters } from '../../../../components/kind-letters.ts'
import { markWords } from '../../../../components/mark-words.ts'
import { t } from '../../../../i18n/t.ts'
import { askOf } from '../../url.ts'
import { usePanel } from './panel-context.ts'
import { Section } from './Section.tsx'

const shownAtMost = 40

/** The objects of the configuration behind the badges, and those that act without one. */
export function Acting({ subject }: { subject: ExplainSubject }): ReactNode {
  const { view } = usePanel()
  const { data, error } = useExplanation(askOf(view), subject)
  const objects = data?.config ?? []
  return (
    <Section title={t('Configuration that acts here')}>
      {error !== null && <p className="al-quiet">{error.message}</p>}
      {data === undefined && error === null && <Skeleton screenreaderText={t('Loading')} />}
      {data !== undefined && objects.length === 0 && (
        <p className="al-quiet">
          {t('No object that you may see routes, limits or changes calls here.')}
        </p>
      )}
      <ul className="al-panel-acting">
        {objects.slice(0, shownAtMost).map((object) => (
          <ActingItem key={`${object.kind} ${object.namespace} ${object.name}`} object={object} />
        ))}
      </ul>
      {objects.length > shownAtMost && (
        <p className="al-quiet">
          {t('and {{count}} more objects', { count: objects.length - shownAtMost })}
        </p>
      )}
    </Section>
  )
}

function ActingItem({ object }: { object: ActingObject }): ReactNode {
  const { kind, namespace, name, marks, services } = object
  return (
    <li>
      <KindBadge letters={kindLetters(kind)} kind={kind} />
      <div>
        <span className="al-breakable">{name}</span> <span className="al-quiet">{namespace}</span>
        <div className="al-quiet">
          {marks.length === 0 ? kind : marks.map((mark) => markWords[mark]).join('. ')}
          {`. ${t('For {{services}}.', { services: services.join(', ') })}`}
        </div>
      </div>
    </li>
  )
}
