import { useSearchParams } from 'react-router'

/** Name of the parameter of the address that holds the chosen context. */
export const contextParameter = 'context'

/** What a link must carry so that it stays in the context that is looked at. */
export function useContextSearch(): string {
  const [search] = useSearchParams()
  const name = search.get(contextParameter)
  return name === null || name === ''
    ? ''
    : `?${new URLSearchParams({ [contextParameter]: name }).toString()}`
}
