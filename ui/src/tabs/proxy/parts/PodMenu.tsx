import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { ProxyPod } from '#contract/proxy.ts'
import { roleWords } from '../words.ts'
import { t } from '../../../i18n/t.ts'

export interface PodMenuProps {
  readonly pods: readonly ProxyPod[]
  readonly pod: ProxyPod
  readonly onChoose: (pod: string) => void
}

/** Whose proxy is looked at. */
export function PodMenu({ pods, pod, onChoose }: PodMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Select
      isOpen={isOpen}
      selected={pod.pod}
      onOpenChange={setIsOpen}
      onSelect={(_, chosen) => {
        setIsOpen(false)
        onChoose(String(chosen))
      }}
      popperProps={{ maxWidth: '92vw' }}
      maxMenuHeight="24rem"
      isScrollable
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          isExpanded={isOpen}
          aria-label={t('Pod: {{pod}}', { pod: pod.pod })}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span className="al-quiet">{t('Pod')}</span> {pod.pod}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={t('Pod')}>
        {pods.map((one) => (
          <SelectOption
            key={one.pod}
            value={one.pod}
            isSelected={one.pod === pod.pod}
            description={describe(one)}
          >
            {one.pod}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}

function describe({ role, version, isReady, workload }: ProxyPod): string {
  const words = [
    role === null ? t('no proxy') : roleWords[role],
    ...(version === null ? [] : [version]),
    ...(workload === null ? [] : [workload]),
    ...(isReady ? [] : [t('not ready')]),
  ]
  return words.join(' · ')
}
