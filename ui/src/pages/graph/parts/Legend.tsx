import { Button } from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon'
import type { ReactNode } from 'react'
import { healthStatuses } from '#contract/health.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'

const lines = [
  { look: 'healthy', word: 'Healthy' },
  { look: 'degraded', word: 'Degraded' },
  { look: 'failure', word: 'Failure' },
  { look: 'tcp', word: 'TCP' },
  { look: 'idle', word: 'Idle' },
] as const

/** What colours, lines and signs say. */
export function Legend({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <section className="al-legend" aria-label="Legend">
      <header>
        <h2>Legend</h2>
        <Button
          variant="plain"
          size="sm"
          aria-label="Close the legend"
          icon={<TimesIcon />}
          onClick={onClose}
        />
      </header>
      <h3>Health</h3>
      <ul>
        {healthStatuses.map((status) => (
          <li key={status}>
            <HealthBadge status={status} />
          </li>
        ))}
      </ul>
      <h3>Lines</h3>
      <ul>
        {lines.map(({ look, word }) => (
          <li key={look}>
            <i className={`al-line al-line-${look}`} /> {word}
          </li>
        ))}
      </ul>
      <p className="al-quiet">
        The wider, the busier. A lock: mutual TLS; half a lock: part of it. A box with a ring is a
        closed namespace: double click, or Enter, opens it.
      </p>
    </section>
  )
}
