import {
  Button,
  MenuToggle,
  Select,
  SelectList,
  SelectOption,
  TextInputGroup,
  TextInputGroupMain,
  TextInputGroupUtilities,
} from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon'
import { useId, type ReactNode } from 'react'
import { inSentence, t } from '../i18n/t.ts'
import { formatWhole } from '../lib/decimal.ts'
import './components.css'
import { useChoosing, type Choosing, type ChoosingAsk } from './use-choosing.ts'

export interface NameChoiceProps extends ChoosingAsk {
  readonly label: string // Service
  readonly none: string // what stands there while nothing is chosen
  /** Why names are not known, or not all of them. */
  readonly trouble?: string | undefined
  readonly isDisabled?: boolean
}

/**
 * One of any number of names: typing finds it, arrows and Enter take it. What is typed may be taken
 * as it is, too, since whoever lists the names may not know all of them.
 */
export function NameChoice(props: NameChoiceProps): ReactNode {
  const { label, trouble, isDisabled = false } = props
  const choosing = useChoosing(props)
  const { isOpen, open, close, choose } = choosing
  const id = useId()
  return (
    <Select
      isOpen={isOpen}
      variant="typeahead"
      onOpenChange={(isOn) => (isOn ? open() : close())}
      onOpenChangeKeys={['Escape']}
      onSelect={(_, name) => choose(String(name))}
      popperProps={{ minWidth: '16rem', maxWidth: 'min(32rem, 92vw)' }}
      maxMenuHeight="24rem"
      isScrollable
      aria-label={label}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="typeahead"
          className="al-name-choice"
          isExpanded={isOpen}
          isDisabled={isDisabled}
          aria-label={t('Choices: {{label}}', { label })}
          {...(trouble === undefined ? {} : { status: 'warning' })}
          onClick={() => (isOpen ? close() : open())}
        >
          <Field {...props} choosing={choosing} id={id} isDisabled={isDisabled} />
        </MenuToggle>
      )}
    >
      <Names {...props} choosing={choosing} id={id} />
    </Select>
  )
}

interface PartProps extends NameChoiceProps {
  readonly choosing: Choosing
  readonly id: string
}

const optionId = (id: string, index: number): string => `${id}-${index}`

function Field({ label, none, value, isDisabled = false, choosing, id }: PartProps): ReactNode {
  const { input, isOpen, text, active, open, type, choose, press } = choosing
  return (
    <TextInputGroup isPlain isDisabled={isDisabled}>
      <TextInputGroupMain
        innerRef={input}
        value={text}
        placeholder={none}
        aria-label={label}
        role="combobox"
        isExpanded={isOpen}
        aria-controls={`${id}-list`}
        {...(isOpen && active >= 0 ? { 'aria-activedescendant': optionId(id, active) } : {})}
        inputProps={{
          'aria-autocomplete': 'list',
          autoComplete: 'off',
          spellCheck: false,
          maxLength: 300,
          title: value,
          onKeyDown: press,
          onClick: () => {
            if (!isOpen) input.current?.select() // typing replaces it
            open()
          },
        }}
        onChange={(_, typed) => type(typed)}
      />
      {value !== '' && !isDisabled && (
        <TextInputGroupUtilities>
          <Button
            variant="plain"
            size="sm"
            icon={<TimesIcon />}
            aria-label={t('Clear {{word}}', { word: inSentence(label) })}
            onClick={() => choose('')}
          />
        </TextInputGroupUtilities>
      )}
    </TextInputGroup>
  )
}

function Names({ label, value, trouble, choosing, id }: PartProps): ReactNode {
  const { options, known, more, active } = choosing
  return (
    <SelectList id={`${id}-list`} aria-label={label}>
      {options.map((name, index) => (
        <SelectOption
          key={name}
          id={optionId(id, index)}
          value={name}
          isSelected={name === value}
          isFocused={index === active}
        >
          {index < known ? name : t('Use “{{name}}”', { name })}
        </SelectOption>
      ))}
      {more > 0 && (
        <SelectOption isDisabled>
          {t('{{amount}} more: type on', { amount: formatWhole(more) })}
        </SelectOption>
      )}
      {known === 0 && <SelectOption isDisabled>{trouble ?? t('None of that name')}</SelectOption>}
    </SelectList>
  )
}
