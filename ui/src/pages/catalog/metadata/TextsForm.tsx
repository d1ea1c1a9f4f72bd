import { Alert, Button, Form } from '@patternfly/react-core'
import { PlusCircleIcon } from '@patternfly/react-icons/dist/esm/icons/plus-circle-icon'
import type { ReactNode } from 'react'
import {
  natureOfPart,
  type Metadata,
  type MetadataOutcome,
  type TextPart,
} from '#contract/metadata.ts'
import { LeaveGuard } from '../../../components/LeaveGuard.tsx'
import { inSentence, t } from '../../../i18n/t.ts'
import './metadata.css'
import { TextsLine } from './TextsLine.tsx'
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
          <TextsLine
            key={row.id}
            row={row}
            number={index + 1}
            isLong={natureOfPart[part] === 'annotation'}
            problem={problems.get(row.id) ?? null}
            onChange={draft.put}
            onRemove={draft.remove}
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
