import { Bullseye, Spinner } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { ClientProvider, useClient } from '../api/client-context.ts'
import { useContexts } from '../api/queries.ts'
import { contextParameter } from '../components/context-search.ts'
import { t } from '../i18n/t.ts'

/**
 * Everything below asks about the context that the address names. The one that the console started
 * with is the same one whether it is named or not.
 */
export function ContextScope({ children }: { children: ReactNode }): ReactNode {
  const [search] = useSearchParams()
  const client = useClient()
  const { data: contexts, isPending } = useContexts()
  const asked = search.get(contextParameter)
  if (asked === null || asked === '')
    return <ClientProvider value={client.inContext(null)}>{children}</ClientProvider>
  if (isPending)
    return (
      <Bullseye>
        <Spinner aria-label={t('Loading the contexts')} />
      </Bullseye>
    )
  const isDefault = contexts?.some(({ name, isDefault: is }) => is && name === asked) ?? false
  return (
    <ClientProvider value={client.inContext(isDefault ? null : asked)}>{children}</ClientProvider>
  )
}
