import { Alert, Button, Form, TextArea, TextInput } from '@patternfly/react-core'
import { PlusCircleIcon } from '@patternfly/react-icons/dist/esm/icons/plus-circle-icon'
import { TrashIcon } from '@patternfly/react-icons/dist/esm/icons/trash-icon'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { textProblemWords } from '#contract/label-rules.ts'
import {
  natureOfPart,
  type Metadata,
  type MetadataOutcome,
  type TextPart,
} from '#contract/metadata.ts'
import { LeaveGuard } from '../../../components/LeaveGuard.tsx'
import { inSentence, t } from '../../../i18n/t.ts'
import type { DraftRow, RowProblem } from './draft.ts'
import './metadata.css'
import { TextsOutcome } from './TextsOutcome.tsx'
import { useTextsDraft } from './use-texts-draft.ts'
import { partEffects, partWords } from './words.ts'

export interface TextsFormProps {
  readonly metadata: Metadata
  readonly part: TextPart
  readonly onDone: (outcome: Extract<MetadataOutcome, { readonly kind: 'done' }>) => void
  readonly onCancel: () => void
}

/** Labels or annotations as lines to change. What is wrong is said at the line, before a save. */
export function TextsForm({ metadata, part, onDone, onCancel }: TextsFormProps): ReactNode {
  const draft = useTextsDraft({ begin: metadata.state, part, onDone })
  const { rows, changes, problems, isBusy, sent } = draft
  const canSend = changes.length > 0 && problems.size === 0 && !isBusy
  return (
    <Form
      className="al-texts-form"
      aria-label={t('Edit {{title}}', { title: inSentence(partWords[part]) })}
      onSubmit={(event) => {
        event.preventDefault()
        draft.send({ isDryRun: false, isAware: false })
      }}
    >
      <LeaveGuard isChanged={changes.length > 0}>
        {t('What you have typed here is lost then.')}
      </LeaveGuard>
      <Caution metadata={metadata} part={part} />
      <ul className="al-texts-rows">
        {rows.map((row, index) => (
          <Line
            key={row.id}
            row={row}
            number={index + 1}
            isLong={natureOfPart[part] === 'annotation'}
            problem={problems.get(row.id) ?? null}
            onChange={draft.put}
            onRemove={() => draft.remove(row.id)}
          />
        ))}
        {rows.length === 0 && <li className="al-quiet">{t('None.')}</li>}
      </ul>
      <Button variant="link" size="sm" isInline icon={<PlusCircleIcon />} onClick={draft.add}>
        {t('Add another')}
      </Button>
      {sent !== null && (
        <TextsOutcome
          sent={sent}
          onAnyway={() => draft.send({ isDryRun: false, isAware: true })}
          onGoOn={draft.goOn}
        />
      )}
      <div className="al-texts-actions">
        <Button type="submit" size="sm" isDisabled={!canSend} isLoading={isBusy}>
          {t('Save')}
        </Button>
        <Button
          variant="secondary"
          size="sm"
          isDisabled={!canSend}
          onClick={() => draft.send({ isDryRun: true, isAware: false })}
        >
          {t('Dry run')}
        </Button>
        <Button variant="link" size="sm" onClick={onCancel}>
          {t('Cancel')}
        </Button>
        <span className="al-quiet" role="status">
          {changes.length === 0
            ? t('Nothing is changed')
            : t('{{count}} changes', { count: changes.length })}
        </span>
      </div>
    </Form>
  )
}

/** Who keeps the object as they want it, and what a change brings about. */
function Caution({ metadata, part }: Pick<TextsFormProps, 'metadata' | 'part'>): ReactNode {
  const effect = partEffects[part]
  return (
    <>
      {metadata.owners.map(({ tool, name, evidence }) => (
        <Alert
          key={tool}
          variant="warning"
          isInline
          isPlain
          title={
            name === null
              ? t('{{tool}} keeps this object', { tool })
              : t('{{tool}} keeps this object ({{name}})', { tool, name })
          }
        >
          {t(
            'What is changed here may be undone: change it at its source. Known by {{evidence}}.',
            { evidence },
          )}
        </Alert>
      ))}
      {effect !== null && <Alert variant="info" isInline isPlain title={effect} />}
    </>
  )
}

interface LineProps {
  readonly row: DraftRow
  readonly number: number
  readonly isLong: boolean
  readonly problem: RowProblem | null
  readonly onChange: (row: DraftRow) => void
  readonly onRemove: () => void
}

const fieldWords = { key: t('Key'), value: t('Value') } as const

function Line({ row, number, isLong, problem, onChange, onRemove }: LineProps): ReactNode {
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
        onClick={onRemove}
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
}
