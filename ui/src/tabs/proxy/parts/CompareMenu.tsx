import {
  Divider,
  MenuToggle,
  Select,
  SelectGroup,
  SelectList,
  SelectOption,
} from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { formatInstant } from '../../../lib/age.ts'
import { readAgainst, writeAgainst, type Against } from '../url.ts'
import type { Moment } from '../use-look.ts'
import { t } from '../../../i18n/t.ts'

export interface CompareMenuProps {
  readonly against: Against | null
  readonly others: readonly string[] // pods
  readonly kept: readonly Moment[] // of this pod
  readonly now: number
  readonly onChoose: (against: Against | null) => void
}

const nothing = ''

/** What the proxy is laid beside: another pod of the same subject, or itself at an earlier moment. */
export function CompareMenu(props: CompareMenuProps): ReactNode {
  const { against, others, kept, now, onChoose } = props
  const [isOpen, setIsOpen] = useState(false)
  const chosen = against === null ? nothing : writeAgainst(against)
  const momentText = ({ takenAt }: Moment): string =>
    t('at {{time}}', { time: formatInstant(takenAt, now) })
  const said =
    against === null
      ? t('nothing')
      : against.kind === 'pod'
        ? against.pod
        : keptText(
            kept.find(({ snapshot }) => snapshot === against.snapshot),
            momentText,
          )
  return (
    <Select
      isOpen={isOpen}
      selected={chosen}
      onOpenChange={setIsOpen}
      onSelect={(_, value) => {
        setIsOpen(false)
        onChoose(readAgainst(String(value)))
      }}
      popperProps={{ maxWidth: '92vw' }}
      maxMenuHeight="24rem"
      isScrollable
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          isExpanded={isOpen}
          aria-label={t('Compare with: {{what}}', { what: said })}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span className="al-quiet">{t('Compare with')}</span> {said}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={t('Compare with')}>
        <SelectOption value={nothing} isSelected={chosen === nothing}>
          {t('Nothing')}
        </SelectOption>
      </SelectList>
      <Divider />
      <SelectGroup label={t('Another pod')}>
        <SelectList aria-label={t('Another pod')}>
          {others.map((pod) => (
            <SelectOption key={pod} value={pod} isSelected={pod === chosen}>
              {pod}
            </SelectOption>
          ))}
          {others.length === 0 && (
            <SelectOption isDisabled>{t('There is no other proxy')}</SelectOption>
          )}
        </SelectList>
      </SelectGroup>
      <SelectGroup label={t('This pod at a moment that was kept')}>
        <SelectList aria-label={t('This pod at a moment that was kept')}>
          {kept.map((moment) => {
            const value = writeAgainst({ kind: 'moment', snapshot: moment.snapshot })
            return (
              <SelectOption key={value} value={value} isSelected={value === chosen}>
                {momentText(moment)}
              </SelectOption>
            )
          })}
          {kept.length === 0 && <SelectOption isDisabled>{t('None has been kept')}</SelectOption>}
        </SelectList>
      </SelectGroup>
    </Select>
  )
}

function keptText(moment: Moment | undefined, text: (moment: Moment) => string): string {
  return moment === undefined ? t('an earlier moment') : text(moment)
}
