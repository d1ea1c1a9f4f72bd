import { createContext, useContext, useSyncExternalStore } from 'react'
import { Notices, type NoticesState } from './notices.ts'

const NoticesContext = createContext<Notices | null>(null)

export const NoticesProvider = NoticesContext.Provider

const nobodys = new Notices()

/** Where to tell what has happened; without a provider above nobody reads it. */
export function useTellNotices(): Notices {
  return useContext(NoticesContext) ?? nobodys
}

export function useNotices(): NoticesState {
  const notices = useTellNotices()
  return useSyncExternalStore(notices.subscribe, notices.read)
}
