import {
  Button,
  Divider,
  MenuFooter,
  MenuSearch,
  MenuSearchInput,
  MenuToggle,
  SearchInput,
  Select,
  SelectList,
  SelectOption,
} from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { Namespace } from '#contract/namespaces.ts'
import { useNamespaces } from '../../../../api/queries.ts'
import { t } from '../../../../i18n/t.ts'

export interface NamespaceSelectProps {
  readonly selected: readonly string[] // empty: all
  readonly onChange: (selected: readonly string[]) => void
}

/** Names alone where they are unique, `cluster/name` where two clusters have the same. */
function namesOf(namespaces: readonly Namespace[]): Map<string, Namespace> {
  const amounts = new Map<string, number>()
  for (const { name } of namespaces) amounts.set(name, (amounts.get(name) ?? 0) + 1)
  const named = namespaces.map((one) => {
    const isUnique = amounts.get(one.name) === 1
    return [isUnique ? one.name : `${one.cluster}/${one.name}`, one] as const
  })
  return new Map(named.toSorted(([a], [b]) => a.localeCompare(b)))
}

/** Chooses several; what was chosen counts when the menu closes, not at each tick. */
export function NamespaceSelect({ selected, onChange }: NamespaceSelectProps): ReactNode {
  const { data, error } = useNamespaces()
  const [draft, setDraft] = useState<ReadonlySet<string> | null>(null)
  const [search, setSearch] = useState('')
  const byName = namesOf(data?.namespaces ?? [])
  const shown = [...byName].filter(([name]) => name.includes(search.trim().toLowerCase()))

  function close(): void {
    if (draft !== null) {
      const chosen = [...draft].sort()
      if (chosen.join() !== [...selected].sort().join()) onChange(chosen)
    }
    setDraft(null)
    setSearch('')
  }

  function toggle(name: string): void {
    const next = new Set(draft)
    if (!next.delete(name)) next.add(name)
    setDraft(next)
  }

  return (
    <Select
      role="menu"
      isOpen={draft !== null}
      onOpenChange={(isOpen) => (isOpen ? setDraft(new Set(selected)) : close())}
      onSelect={(_, name) => toggle(String(name))}
      popperProps={{ minWidth: '22rem' }}
      maxMenuHeight="24rem"
      isScrollable
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          isExpanded={draft !== null}
          onClick={() => (draft === null ? setDraft(new Set(selected)) : close())}
          aria-label={t('Namespaces: {{chosen}}', { chosen: wordOf(selected) })}
        >
          <span className="al-toolbar-label">{t('Namespaces')}</span> {wordOf(selected)}
        </MenuToggle>
      )}
    >
      <MenuSearch>
        <MenuSearchInput>
          <SearchInput
            aria-label={t('Search namespaces')}
            value={search}
            onChange={(_, text) => setSearch(text)}
            onClear={() => setSearch('')}
          />
        </MenuSearchInput>
      </MenuSearch>
      <Divider />
      <SelectList aria-label={t('Namespaces')}>
        {shown.map(([name, namespace]) => (
          <SelectOption
            key={name}
            value={name}
            hasCheckbox
            isSelected={draft?.has(name) ?? false}
            description={describe(namespace)}
          >
            {name}
          </SelectOption>
        ))}
        {shown.length === 0 && (
          <SelectOption isDisabled>
            {error?.message ??
              (data === undefined ? t('Loading …') : t('No namespace of that name'))}
          </SelectOption>
        )}
      </SelectList>
      <MenuFooter className="al-menu-footer">
        <Button
          variant="link"
          size="sm"
          onClick={() => setDraft(new Set([...(draft ?? []), ...shown.map(([name]) => name)]))}
        >
          {search === '' ? t('Select each') : t('Select these')}
        </Button>
        <Button variant="link" size="sm" onClick={() => setDraft(new Set())}>
          {t('All (no filter)')}
        </Button>
        <Button size="sm" onClick={close}>
          {t('Apply')}
        </Button>
      </MenuFooter>
    </Select>
  )
}

function wordOf(selected: readonly string[]): string {
  if (selected.length === 0) return t('all')
  const [first = ''] = selected
  return selected.length === 1 ? first : t('{{amount}} selected', { amount: selected.length })
}

const dataPlaneWords = {
  sidecar: t('sidecars'),
  ambient: t('ambient'),
  none: t('not in the mesh'),
} as const satisfies Record<NonNullable<Namespace['dataPlane']>, string>

function describe(namespace: Namespace): string {
  const { dataPlane, isControlPlane, workloads, hasTraffic } = namespace
  const parts = [
    isControlPlane ? t('control plane') : null,
    dataPlane === null ? t('data plane unknown') : dataPlaneWords[dataPlane],
    workloads === null ? null : t('{{count}} workloads', { count: workloads }),
    hasTraffic === null ? null : hasTraffic ? t('has traffic') : t('no traffic'),
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
