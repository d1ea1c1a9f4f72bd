import { Modal, ModalBody, TextInputGroup, TextInputGroupMain } from '@patternfly/react-core'
import { SearchIcon } from '@patternfly/react-icons/dist/esm/icons/search-icon'
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import type { Offers } from './build-sections.ts'
import { JumpFoot } from './JumpFoot.tsx'
import { JumpList, optionId } from './JumpList.tsx'
import { JumpState } from './JumpState.tsx'
import { useJump } from './use-jump.ts'

export interface JumpDialogProps {
  readonly offers: Offers
  readonly onClose: () => void
}

/** One field over everything that has a name here; the keyboard is enough. */
export function JumpDialog({ offers, onClose }: JumpDialogProps): ReactNode {
  const [q, setQ] = useState('')
  const jump = useJump(q, { offers, onClose })
  const list = useId()
  const { sections, active, trouble } = jump

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => jump.step(1),
      ArrowUp: () => jump.step(-1),
      PageDown: () => jump.stepSection(1),
      PageUp: () => jump.stepSection(-1),
      Enter: () => jump.enter(event.ctrlKey || event.metaKey),
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    step()
  }

  return (
    <Modal
      isOpen
      variant="medium"
      position="top"
      className="al-jump"
      aria-label={t('Search or jump to')}
      onEscapePress={onClose}
      onClose={onClose}
      elementToFocus={`#${CSS.escape(`${list}-field`)}`}
    >
      <ModalBody>
        <TextInputGroup>
          <TextInputGroupMain
            icon={<SearchIcon />}
            value={q}
            placeholder={t('A name, namespace/name, a host, the id of a trace')}
            aria-label={t('Search or jump to')}
            role="combobox"
            isExpanded={sections.length > 0}
            aria-controls={list}
            {...(active === null ? {} : { 'aria-activedescendant': optionId(list, active.id) })}
            inputId={`${list}-field`}
            inputProps={{
              'aria-autocomplete': 'list',
              autoComplete: 'off',
              spellCheck: false,
              maxLength: 300,
              onKeyDown: press,
            }}
            onChange={(_, value) => setQ(value)}
          />
        </TextInputGroup>
        <JumpState q={q} jump={jump} />
        <JumpList
          id={list}
          sections={sections}
          activeId={active?.id ?? null}
          hrefOf={jump.hrefOf}
          onPoint={jump.point}
          onChoose={(item) => jump.choose(item, false)}
        />
        <JumpFoot warnings={trouble === null ? jump.warnings : []} />
      </ModalBody>
    </Modal>
  )
}
