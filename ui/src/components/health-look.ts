import { CheckCircleIcon } from '@patternfly/react-icons/dist/esm/icons/check-circle-icon'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { MinusCircleIcon } from '@patternfly/react-icons/dist/esm/icons/minus-circle-icon'
import { PauseCircleIcon } from '@patternfly/react-icons/dist/esm/icons/pause-circle-icon'
import { TimesCircleIcon } from '@patternfly/react-icons/dist/esm/icons/times-circle-icon'
import type { ComponentType } from 'react'
import type { HealthStatus } from '#contract/health.ts'
import { t } from '../i18n/t.ts'

export interface HealthLook {
  readonly word: string
  readonly Icon: ComponentType<{ className?: string }>
}

/** How each status is said and drawn; its colour is the class `al-health-<status>`. */
export const healthLooks = {
  failure: { word: t('Failure'), Icon: TimesCircleIcon },
  degraded: { word: t('Degraded'), Icon: ExclamationTriangleIcon },
  notReady: { word: t('Not ready'), Icon: PauseCircleIcon },
  healthy: { word: t('Healthy'), Icon: CheckCircleIcon },
  none: { word: t('No health data'), Icon: MinusCircleIcon },
} as const satisfies Record<HealthStatus, HealthLook>
