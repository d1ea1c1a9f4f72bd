import { Button, TextArea, TextInput } from '@patternfly/react-core'
import { TrashIcon } from '@patternfly/react-icons/dist/esm/icons/trash-icon'
import { memo, useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { textProblemWords } from '#contract/label-rules.ts'
import { t } from '../../../i18n/t.ts'
import type { DraftRow, RowProblem } from './draft.ts'

export interface TextsLineProps {
  readonly row: DraftRow
  readonly number: number
  readonly isLong: boolean
  readonly problem: RowProblem | null
  readonly onChange: (row: DraftRow) => void
  readonly onRemove: (id: number) => void
}

const fieldWords = { key: t('Key'), value: t('Value') } as const

/** A key and its value. Drawn again only when it changes: there may be hundreds. */
export const TextsLine = memo(function TextsLine(props: TextsLineProps): ReactNode {
  const { row, number, isLong, problem, onChange, onRemove } = props
  const { key, value, fixed } = row
  const wordsId = useId()
  const name = key === '' ? t('line {{number}}', { number }) : key
  const keyField = useRef<HTMLInputElement>(null)
  const [isNew] = useState(key === '' && value === '')
  // Whoever adds a line goes on in it.
  useEffect(() => {
    if (isNew) keyField.current?.focus()
  }, [isNew])
  const look = (field: 'key' | 'value') =>
    problem?.field === field
      ? { validated: 'error' as const, 'aria-describedby': wordsId, 'aria-invalid': true }
      : {}
  const setValue = (next: string): void => onChange({ ...row, value: next })
  return (
    <li className="al-texts-row">
      <TextInput
        ref={keyField}
        aria-label={t('Key of line {{number}}', { number })}
        value={key}
        isDisabled={fixed !== null}
        onChange={(_, next) => onChange({ ...row, key: next.trim() })}
        {...look('key')}
      />
      {isLong ? (
        <TextArea
          aria-label={t('Value of {{name}}', { name })}
          value={value}
          rows={1}
          autoResize
          resizeOrientation="vertical"
          isDisabled={fixed !== null}
          onChange={(_, next) => setValue(next)}
          {...look('value')}
        />
      ) : (
        <TextInput
          aria-label={t('Value of {{name}}', { name })}
          value={value}
          isDisabled={fixed !== null}
          onChange={(_, next) => setValue(next)}
          {...look('value')}
        />
      )}
      <Button
        variant="plain"
        size="sm"
        aria-label={t('Remove {{name}}', { name })}
        icon={<TrashIcon />}
        isDisabled={fixed !== null}
        onClick={() => onRemove(row.id)}
      />
      {problem !== null && (
        <p id={wordsId} className="al-bad al-texts-said">
          {t('{{field}} of line {{number}}: {{problem}}', {
            field: fieldWords[problem.field],
            number,
            problem: textProblemWords[problem.problem],
          })}
        </p>
      )}
      {fixed !== null && <p className="al-quiet al-texts-said">{fixed}</p>}
    </li>
  )
})
