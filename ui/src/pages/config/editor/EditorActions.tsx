import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import { saveFile } from './save-file.ts'
import type { Editing } from './use-editing.ts'

export interface EditorActionsProps {
  readonly editing: Editing
  readonly isReadOnly: boolean
  readonly isComparing: boolean
  readonly patch: string | null
  readonly fileName: string
  readonly onCompare: () => void
  readonly onSave: () => void
}

export function EditorActions(props: EditorActionsProps): ReactNode {
  const { editing, isReadOnly, isComparing, patch, fileName } = props
  const { isBusy, isChanged, base } = editing
  const isIdle = isReadOnly || !isChanged || isBusy
  return (
    <div className="al-editor-actions" role="toolbar" aria-label={t('Editor')}>
      <Button
        variant="primary"
        size="sm"
        isDisabled={isIdle}
        isLoading={isBusy}
        onClick={props.onSave}
        title="Ctrl+S"
      >
        {t('Save')}
      </Button>
      <Button
        variant="secondary"
        size="sm"
        isDisabled={isIdle}
        onClick={() => editing.send({ isDryRun: true, isAware: true })}
      >
        {t('Dry run')}
      </Button>
      <Button
        variant="secondary"
        size="sm"
        aria-pressed={isComparing}
        isDisabled={!isChanged && !isComparing}
        onClick={props.onCompare}
      >
        {t('Difference')}
      </Button>
      <Button
        variant="link"
        size="sm"
        isDisabled={patch === null}
        onClick={() => patch !== null && saveFile(`${fileName}.patch.yaml`, patch)}
      >
        {t('Download as patch')}
      </Button>
      <Button variant="link" size="sm" isDisabled={isIdle} onClick={() => editing.change(base)}>
        {t('Undo all')}
      </Button>
    </div>
  )
}
