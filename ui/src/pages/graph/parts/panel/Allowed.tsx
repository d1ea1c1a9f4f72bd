import type { ReactNode } from 'react'
import type { GraphEdge, Permit } from '#contract/graph.ts'
import { KindBadge } from '../../../../components/KindBadge.tsx'
import { kindLetters } from '../../../../components/kind-letters.ts'
import { ObjectLink } from '../../../../components/ObjectLink.tsx'
import { t } from '../../../../i18n/t.ts'
import { Section } from './Section.tsx'

const groundWords = {
  reach: t('Tells the proxies of the caller how to get there'),
  admission: t('Lets the caller in'),
  route: t('Sends on to it what arrives at the caller'),
} as const satisfies Record<Permit['ground'], string>

/** Why a line is drawn that no traffic draws: the objects that allow the call by name. */
export function Allowed({ silent }: { silent: NonNullable<GraphEdge['silent']> }): ReactNode {
  const { allowedBy, more } = silent
  return (
    <Section title={t('Allowed by')}>
      <p className="al-quiet">
        {t(
          'What the configuration says of it now. Conditions on single requests, such as paths or methods, may still forbid some.',
        )}
      </p>
      <ul className="al-panel-acting">
        {allowedBy.map((permit) => (
          <li key={[permit.cluster, permit.kind, permit.namespace, permit.name].join(' ')}>
            <KindBadge letters={kindLetters(permit.kind)} kind={permit.kind} />
            <div>
              <ObjectLink object={permit} /> <span className="al-quiet">{permit.namespace}</span>
              <div className="al-quiet">{groundWords[permit.ground]}.</div>
            </div>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="al-quiet">
          {allowedBy.length > 0
            ? t('and {{count}} more objects, or such as you may not see', { count: more })
            : t('{{count}} objects, or such as you may not see', { count: more })}
        </p>
      )}
    </Section>
  )
}
