import { CheckCircleIcon } from '@patternfly/react-icons/dist/esm/icons/check-circle-icon'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { InfoCircleIcon } from '@patternfly/react-icons/dist/esm/icons/info-circle-icon'
import { MinusCircleIcon } from '@patternfly/react-icons/dist/esm/icons/minus-circle-icon'
import { TimesCircleIcon } from '@patternfly/react-icons/dist/esm/icons/times-circle-icon'
import type { ComponentType } from 'react'
import type { UnknownKindText, Validity } from '#contract/config.ts'

export interface ValidityLook {
  readonly word: string
  readonly many: string // as a choice beside a number
  readonly Icon: ComponentType<{ className?: string }>
}

/** How each state is said and drawn; its colour is the class `al-state-<validity>`. */
export const validityLooks = {
  error: { word: 'Error', many: 'Errors', Icon: TimesCircleIcon },
  warning: { word: 'Warning', many: 'Warnings', Icon: ExclamationTriangleIcon },
  info: { word: 'Note', many: 'Notes', Icon: InfoCircleIcon },
  valid: { word: 'Valid', many: 'Valid', Icon: CheckCircleIcon },
  notChecked: { word: 'Not checked', many: 'Not checked', Icon: MinusCircleIcon },
} as const satisfies Record<Validity, ValidityLook>

export const unknownReasons = {
  forbidden: 'the console may not list them',
  unavailable: 'the cluster did not give them',
  notSynced: 'they are being read for the first time',
  notRead: 'the console does not read them',
} as const satisfies Record<UnknownKindText['reason'], string>

/** `networking.example.io/Gateway` → `Gateway`; the group tells apart only where it must. */
export function shortKind(kind: string): string {
  return kind.slice(kind.lastIndexOf('/') + 1)
}
