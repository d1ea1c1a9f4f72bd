import { Button } from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon'
import type { ReactNode } from 'react'
import { healthStatuses } from '#contract/health.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { t } from '../../../i18n/t.ts'
import {
  badgeLines,
  dotLooks,
  lineLooks,
  lockLines,
  markLooks,
  roleLines,
  shapeLines,
} from './legend-lines.ts'
import { LegendBadge, LegendGlyph, LegendShape } from './LegendSign.tsx'

/** What shapes, colours, lines and signs say. */
export function Legend({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <section className="al-legend" data-over-picture aria-label={t('Legend')}>
      <header>
        <h2>{t('Legend')}</h2>
        <Button
          variant="plain"
          size="sm"
          aria-label={t('Close the legend')}
          icon={<TimesIcon />}
          onClick={onClose}
        />
      </header>
      <Group title={t('Shapes')}>
        {shapeLines.map(({ word, ...shape }) => (
          <li key={word}>
            <LegendShape {...shape} /> {word}
          </li>
        ))}
      </Group>
      <Group title={t('Roles, in the shape')}>
        {roleLines.map(({ glyph, word }) => (
          <li key={word}>
            <LegendGlyph glyph={glyph} /> {word}
          </li>
        ))}
      </Group>
      <Group title={t('Health')}>
        {healthStatuses.map((status) => (
          <li key={status}>
            <HealthBadge status={status} />
          </li>
        ))}
      </Group>
      <Group title={t('Lines: the wider, the busier')}>
        {lineLooks.map(({ look, word }) => (
          <li key={look}>
            <i className={`al-line al-line-${look}`} /> {word}
          </li>
        ))}
      </Group>
      <Group title={t('Locks, on edges')}>
        {lockLines.map(({ word, ...lock }) => (
          <li key={word}>
            <LegendGlyph {...lock} /> {word}
          </li>
        ))}
      </Group>
      <Group title={t('Two moments compared')}>
        <li>{t('In words, at nodes and edges: new, slower, fails more …')}</li>
        <li>
          <i className="al-line al-line-idle" /> {t('Gone, with its earlier numbers')}
        </li>
      </Group>
      <Group title={t('Badges, at corners')}>
        {badgeLines.map(({ word, ...badge }) => (
          <li key={word}>
            <LegendBadge {...badge} /> {word}
          </li>
        ))}
      </Group>
      <Group title={t('While you look')}>
        {markLooks.map(({ look, word }) => (
          <li key={look}>
            <i className={`al-mark-look al-mark-look-${look}`}>
              {look === 'tag' && t('caller · 2 →')}
            </i>{' '}
            {word}
          </li>
        ))}
      </Group>
      <Group title={t('Moving dots, when shown')}>
        {dotLooks.map(({ look, word }) => (
          <li key={look}>
            <i className={`al-dot-look al-dot-look-${look}`} /> {word}
          </li>
        ))}
      </Group>
    </section>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </>
  )
}
