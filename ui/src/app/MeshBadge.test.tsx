import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { MeshMtls } from '#contract/mesh.ts'
import { createFakeApi } from '../../test-support/fake-api.ts'
import { aControlPlane, aMeshState, aStore } from '../../test-support/mesh-builders.ts'
import { renderConsole } from '../../test-support/render-console.tsx'
import { MeshBadge } from './MeshBadge.tsx'
import { MeshTroubles } from './MeshTroubles.tsx'

const show = (mtls: MeshMtls | null): (() => void) => {
  const state = aMeshState()
  const meshes = state.meshes.map((mesh) => ({ ...mesh, mtls }))
  return renderConsole(<MeshBadge state={{ ...state, meshes }} />, { api: createFakeApi() }).unmount
}

it('shows a lock for what the mesh as a whole does, and none where that is not known', () => {
  for (const [state, words] of [
    ['enabled', /^mTLS everywhere/],
    ['partial', /^mTLS in part/],
    ['disabled', /^No mTLS/],
  ] as const) {
    const away = show({ state, mode: 'strict', isAuto: true, from: null })
    expect(screen.getByRole('link', { name: words })).toHaveAttribute('href', '/mesh')
    away()
  }
  show(null)
  expect(screen.queryByRole('link')).not.toBeInTheDocument()
})

it('counts the parts of the mesh that are not well, the mesh itself before its add-ons', async () => {
  const failing = aControlPlane({
    status: 'failure',
    reasons: [{ kind: 'replicas', status: 'failure', ready: 0, total: 2 }],
  })
  const state = aMeshState({ parts: [aStore({ status: 'degraded' }), failing] })
  const page = renderConsole(<MeshTroubles state={state} />, { api: createFakeApi() })
  await userEvent.click(screen.getByRole('button', { name: '2 parts of the mesh not well' }))
  expect(await screen.findByText('0 of 2 pods ready')).toBeInTheDocument()
  const names = screen.getAllByRole('link').map(({ textContent }) => textContent)
  expect(names).toEqual(['controller', 'Prometheus', 'The mesh, part by part'])
  page.unmount()
  renderConsole(<MeshTroubles state={aMeshState()} />, { api: createFakeApi() })
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})
