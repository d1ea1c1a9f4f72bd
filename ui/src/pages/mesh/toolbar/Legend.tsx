import { Button, Popover } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { healthStatuses } from '#contract/health.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { usePageKeys } from '../../../components/help/use-page-keys.ts'
import { t } from '../../../i18n/t.ts'
import { kindIcons } from '../kind-icons.ts'
import { partKinds, partKindWords } from '../../../components/part-words.ts'

/** What the signs mean, and what keys do. */
export function Legend(): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  usePageKeys({ l: () => setIsOpen(!isOpen) })
  return (
    <Popover
      aria-label={t('Legend')}
      position="bottom-end"
      isVisible={isOpen}
      shouldOpen={() => setIsOpen(true)}
      shouldClose={() => setIsOpen(false)}
      bodyContent={<LegendBody />}
    >
      <Button variant="plain" size="sm">
        {t('Legend')}
      </Button>
    </Popover>
  )
}

function LegendBody(): ReactNode {
  return (
    <div className="al-mesh-legend">
      <h2 className="al-popover-title">{t('Legend')}</h2>
      <ul>
        {partKinds.map((kind) => {
          const Icon = kindIcons[kind]
          return (
            <li key={kind}>
              <Icon /> {partKindWords[kind].one}
            </li>
          )
        })}
      </ul>
      <ul>
        {healthStatuses.map((status) => (
          <li key={status}>
            <HealthBadge status={status} />
          </li>
        ))}
      </ul>
      <p>
        {t(
          'Lines lead from who reads to what is read, and from a control plane to what it configures; a broken red one leads to or from something that fails.',
        )}
      </p>
      <p>
        {t(
          'Tab goes from box to box, Enter tells of one in the panel and lets go of it again. A heading closes and opens its kind. The table has the same in rows.',
        )}
      </p>
    </div>
  )
}
