import { useIsFetching, useIsMutating } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { t } from '../i18n/t.ts'

const patienceMs = 400

/**
 * A line under the masthead while something has been asked and not been answered for a moment:
 * what is quick is not worth a flicker.
 */
export function InFlight(): ReactNode {
  const isBusy = useIsFetching() + useIsMutating() > 0
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(isBusy), isBusy ? patienceMs : 0)
    return () => clearTimeout(timer)
  }, [isBusy])
  if (!isBusy || !isLong) return null
  return <div className="al-in-flight" role="progressbar" aria-label={t('Waiting for answers')} />
}
