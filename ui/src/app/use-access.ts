import { useSyncExternalStore } from 'react'
import type { AccessState } from '../api/access.ts'
import { useClient } from '../api/client-context.ts'

export function useAccess(): AccessState {
  const { access } = useClient()
  return useSyncExternalStore(access.subscribe, access.read)
}
