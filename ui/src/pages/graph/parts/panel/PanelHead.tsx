import { Button } from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon'
import type { ReactNode } from 'react'
import type { Health } from '#contract/health.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { KindBadge } from '../../../../components/KindBadge.tsx'
import { t } from '../../../../i18n/t.ts'
import { usePanel } from './panel-context.ts'

export interface PanelHeadProps {
  readonly kind: string
  readonly letters?: string // of its badge; absent: it has none
  readonly title: ReactNode
  readonly place: string
  readonly health: Health
  readonly actions?: ReactNode
}

export function PanelHead(props: PanelHeadProps): ReactNode {
  const { kind, letters, title, place, health, actions } = props
  const { select } = usePanel()
  return (
    <header className="al-panel-head">
      <div className="al-panel-kind">
        <span>
          {letters === undefined ? kind : <KindBadge letters={letters} kind={kind} />}{' '}
          {letters !== undefined && <span aria-hidden="true">{kind}</span>}
        </span>
        <Button
          variant="plain"
          size="sm"
          aria-label={t('Clear the selection')}
          icon={<TimesIcon />}
          onClick={() => select(null)}
        />
      </div>
      <h2>{title}</h2>
      {place !== '' && <p className="al-quiet">{place}</p>}
      <div className="al-panel-actions">
        <HealthBadge status={health.status} />
        {actions}
      </div>
    </header>
  )
}
