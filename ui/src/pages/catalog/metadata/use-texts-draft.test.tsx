import { act, renderHook } from '@testing-library/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { expect, it } from 'vitest'
import type { ObjectTexts } from '#contract/metadata.ts'
import { createFakeApi } from '../../../../test-support/fake-api.ts'
import { ClientProvider } from '../../../api/client-context.ts'
import { useTextsDraft } from './use-texts-draft.ts'

const state: ObjectTexts = {
  object: { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'cart' },
  ...{ uid: 'u-1', resourceVersion: '7' },
  parts: [
    {
      part: 'labels',
      texts: Array.from({ length: 300 }, (_, index) => ({
        ...{ key: `key-${index}`, value: 'v', isOfMesh: false, fixed: null },
      })),
    },
  ],
}

it('a letter in one of 300 lines leaves the others, and all that they are given, as they were', () => {
  const { client } = createFakeApi({})
  const queries = new QueryClient()
  const wrapper = ({ children }: { readonly children: ReactNode }): ReactNode => (
    <ClientProvider value={client}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </ClientProvider>
  )
  const { result } = renderHook(
    () => useTextsDraft({ begin: state, part: 'labels', onDone: () => undefined }),
    { wrapper },
  )
  const before = result.current
  const [first] = before.rows
  if (first === undefined) throw new Error('There is no line')
  act(() => before.put({ ...first, value: 'w' }))
  const after = result.current
  expect(after.changes).toHaveLength(1)
  expect(after.rows.filter((row, index) => row !== before.rows[index])).toEqual([
    { ...first, value: 'w' },
  ])
  expect(after.put).toBe(before.put)
  expect(after.remove).toBe(before.remove)
})
