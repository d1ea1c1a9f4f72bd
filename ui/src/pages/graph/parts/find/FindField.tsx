import {
  Button,
  TextInputGroup,
  TextInputGroupMain,
  TextInputGroupUtilities,
  Tooltip,
} from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon'
import { useId, type ReactNode } from 'react'
import type { Preset } from '#contract/status.ts'
import { inSentence, t } from '../../../../i18n/t.ts'
import { ErrorNote } from './ErrorNote.tsx'
import { PresetMenu } from './PresetMenu.tsx'
import { SuggestionList } from './SuggestionList.tsx'
import { useLine, type Line, type LineAsk } from './use-line.ts'

export interface FindFieldProps extends LineAsk {
  readonly word: string // Find, Hide
  readonly icon: ReactNode
  readonly presets: readonly Preset[]
  /** What it came to: `12 found`. Null: nothing is asked. */
  readonly result: ReactNode
  readonly onHelp: () => void
}

/** One of the two fields, with its list, its error, its presets and its result. */
export function FindField(props: FindFieldProps): ReactNode {
  const { word, presets, applied, result, onHelp } = props
  const line = useLine(props)
  const id = useId()
  const { text, error, completion, submit } = line
  const isListed = completion.suggestions.length > 0
  const isInForce = text.trim() === (applied ?? '')

  return (
    <div className="al-find-field" role="search" aria-label={word}>
      <TextInputGroup className={error === null ? '' : 'al-find-wrong'}>
        <Input {...props} line={line} id={id} isListed={isListed} />
        <TextInputGroupUtilities>
          {isInForce ? result : <span className="al-quiet al-find-enter">{t('Enter ↵')}</span>}
          {text !== '' && (
            <Tooltip content={t('Clear (Escape)')}>
              <Button
                variant="plain"
                size="sm"
                icon={<TimesIcon />}
                aria-label={t('Clear {{word}}', { word: inSentence(word) })}
                onClick={() => submit('')}
              />
            </Tooltip>
          )}
          <PresetMenu word={word} presets={presets} onChoose={submit} onHelp={onHelp} />
        </TextInputGroupUtilities>
      </TextInputGroup>
      {isListed && (
        <SuggestionList
          id={`${id}-list`}
          word={word}
          suggestions={completion.suggestions}
          active={completion.active}
          onTake={line.take}
        />
      )}
      {error !== null && !isListed && (
        <ErrorNote
          id={`${id}-error`}
          word={word}
          text={text}
          error={error}
          onFix={(better) => {
            submit(better)
            line.input.current?.focus()
          }}
        />
      )}
    </div>
  )
}

interface InputProps extends Pick<FindFieldProps, 'word' | 'icon'> {
  readonly line: Line
  readonly id: string
  readonly isListed: boolean
}

function Input({ word, icon, line, id, isListed }: InputProps): ReactNode {
  const { input, text, error, completion, change, press } = line
  const { active } = completion
  return (
    <TextInputGroupMain
      innerRef={input}
      icon={icon}
      value={text}
      placeholder={word}
      aria-label={word}
      role="combobox"
      isExpanded={isListed}
      aria-controls={`${id}-list`}
      {...(active === null ? {} : { 'aria-activedescendant': `${id}-list-${active}` })}
      inputProps={{
        'aria-autocomplete': 'list',
        'aria-invalid': error !== null,
        'aria-describedby': error === null ? undefined : `${id}-error`,
        autoComplete: 'off',
        spellCheck: false,
        'data-find': word === t('Find') ? '' : undefined,
        onKeyDown: press,
      }}
      onChange={(event, value) => change(value, event)}
      onBlur={completion.close}
    />
  )
}
