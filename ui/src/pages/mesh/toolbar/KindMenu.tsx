import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { MeshPart } from '#contract/mesh.ts'
import { t } from '../../../i18n/t.ts'
import { partKinds, partKindWords } from '../../../components/part-words.ts'

export interface KindMenuProps {
  readonly parts: readonly MeshPart[]
  readonly without: readonly string[] // kinds
  readonly onChange: (without: readonly string[]) => void
}

/** Which kinds of parts are shown. */
export function KindMenu({ parts, without, onChange }: KindMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const there = partKinds.filter((kind) => parts.some((part) => part.kind === kind))
  const hidden = there.filter((kind) => without.includes(kind)).length
  const toggle = (kind: string): void =>
    onChange(without.includes(kind) ? without.filter((one) => one !== kind) : [...without, kind])
  return (
    <Select
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={(_, kind) => toggle(String(kind))}
      toggle={(ref) => (
        <MenuToggle ref={ref} isExpanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {hidden === 0 ? t('Kinds') : t('Kinds, {{hidden}} hidden', { hidden })}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={t('Kinds that are shown')}>
        {there.map((kind) => (
          <SelectOption key={kind} value={kind} hasCheckbox isSelected={!without.includes(kind)}>
            {partKindWords[kind].many}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}
