import { useEffect } from 'react'
import { useClient } from '../api/client-context.ts'

/** The title of the window: whoever has a tab for each cluster, or for each thing, tells them apart. */
export function useTitle(title: string): void {
  const { context } = useClient()
  useEffect(() => {
    document.title = [title, context, 'Alidade'].filter((part) => part !== null).join(' · ')
  }, [title, context])
}
