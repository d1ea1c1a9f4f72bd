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
import { count } from '../../../lib/plural.ts'
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
      aria-label={`Edit ${partWords[part].toLowerCase()}`}
      onSubmit={(event) => {
        event.preventDefault()
        draft.send({ isDryRun: false, isAware: false })
      }}
    >
      <LeaveGuard isChanged={changes.length > 0}>What you have typed here is lost then.</LeaveGuard>
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
        {rows.length === 0 && <li className="al-quiet">None.</li>}
      </ul>
      <Button variant="link" size="sm" isInline icon={<PlusCircleIcon />} onClick={draft.add}>
        Add another
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
          Save
        </Button>
        <Button
          variant="secondary"
          size="sm"
          isDisabled={!canSend}
          onClick={() => draft.send({ isDryRun: true, isAware: false })}
        >
          Dry run
        </Button>
        <Button variant="link" size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <span className="al-quiet" role="status">
          {changes.length === 0 ? 'Nothing is changed' : count(changes.length, 'change')}
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
          title={`${tool} keeps this object${name === null ? '' : ` (${name})`}`}
        >
          What is changed here may be undone: change it at its source. Known by {evidence}.
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

const fieldWords = { key: 'Key', value: 'Value' } as const

function Line({ row, number, isLong, problem, onChange, onRemove }: LineProps): ReactNode {
  const { key, value, fixed } = row
  const wordsId = useId()
  const name = key === '' ? `line ${number}` : key
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
        aria-label={`Key of line ${number}`}
        value={key}
        isDisabled={fixed !== null}
        onChange={(_, next) => onChange({ ...row, key: next.trim() })}
        {...look('key')}
      />
      {isLong ? (
        <TextArea
          aria-label={`Value of ${name}`}
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
          aria-label={`Value of ${name}`}
          value={value}
          isDisabled={fixed !== null}
          onChange={(_, next) => setValue(next)}
          {...look('value')}
        />
      )}
      <Button
        variant="plain"
        size="sm"
        aria-label={`Remove ${name}`}
        icon={<TrashIcon />}
        isDisabled={fixed !== null}
        onClick={onRemove}
      />
      {problem !== null && (
        <p id={wordsId} className="al-bad al-texts-said">
          {fieldWords[problem.field]} of line {number}: {textProblemWords[problem.problem]}
        </p>
      )}
      {fixed !== null && <p className="al-quiet al-texts-said">{fixed}</p>}
    </li>
  )
}
