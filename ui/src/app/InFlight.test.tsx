import { useQuery } from '@tanstack/react-query'
import { screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, it } from 'vitest'
import { createFakeApi } from '../../test-support/fake-api.ts'
import { renderConsole } from '../../test-support/render-console.tsx'
import { InFlight } from './InFlight.tsx'

it('says that answers are waited for, once that is more than a moment, and until they are there', async () => {
  const answers: (() => void)[] = []
  function Asking(): ReactNode {
    useQuery({
      queryKey: ['slow'],
      queryFn: () => new Promise<number>((resolve) => answers.push(() => resolve(1))),
    })
    return null
  }
  renderConsole(
    <>
      <InFlight />
      <Asking />
    </>,
    { api: createFakeApi() },
  )
  expect(screen.queryByRole('progressbar')).not.toBeInTheDocument()
  expect(await screen.findByRole('progressbar', { name: 'Waiting for answers' })).toBeVisible()
  answers.forEach((answer) => answer())
  await waitFor(() => expect(screen.queryByRole('progressbar')).not.toBeInTheDocument())
})
