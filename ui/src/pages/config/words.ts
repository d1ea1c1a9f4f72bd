import { CheckCircleIcon } from '@patternfly/react-icons/dist/esm/icons/check-circle-icon'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { InfoCircleIcon } from '@patternfly/react-icons/dist/esm/icons/info-circle-icon'
import { MinusCircleIcon } from '@patternfly/react-icons/dist/esm/icons/minus-circle-icon'
import { TimesCircleIcon } from '@patternfly/react-icons/dist/esm/icons/times-circle-icon'
import type { ComponentType } from 'react'
import type { UnknownKindText, Validity } from '#contract/config.ts'
import { t } from '../../i18n/t.ts'

export interface ValidityLook {
  readonly word: string
  readonly many: string // as a choice beside a number
  readonly Icon: ComponentType<{ className?: string }>
}

/** How each state is said and drawn; its colour is the class `al-state-<validity>`. */
export const validityLooks = {
  error: { word: t('Error'), many: t('Errors'), Icon: TimesCircleIcon },
  warning: { word: t('Warning'), many: t('Warnings'), Icon: ExclamationTriangleIcon },
  info: { word: t('Note'), many: t('Notes'), Icon: InfoCircleIcon },
  valid: { word: t('Valid'), many: t('Valid'), Icon: CheckCircleIcon },
  notChecked: { word: t('Not checked'), many: t('Not checked'), Icon: MinusCircleIcon },
} as const satisfies Record<Validity, ValidityLook>

export const unknownReasons = {
  forbidden: t('the console may not list them'),
  unavailable: t('the cluster did not give them'),
  notSynced: t('they are being read for the first time'),
  notRead: t('the console does not read them'),
} as const satisfies Record<UnknownKindText['reason'], string>

/** `networking.example.io/Gateway` → `Gateway`; the group tells apart only where it must. */
export function shortKind(kind: string): string {
  return kind.slice(kind.lastIndexOf('/') + 1)
}
