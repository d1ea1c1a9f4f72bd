import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { NotPassedOn } from './parts/NotPassedOn.tsx'

it('says who does not pass the trace on, how that is seen, and which headers to copy', () => {
  render(<NotPassedOn who="itself" service="cart.shop" traces={12} callers={['web-v1.shop']} />)
  expect(screen.getByText('cart.shop does not pass the trace on')).toBeVisible()
  expect(screen.getByText(/^12 traces begin with a call that cart\.shop makes/)).toBeVisible()
  for (const header of ['traceparent', 'tracestate', 'b3', 'x-b3-*', 'x-request-id'])
    expect(screen.getByText(header)).toBeVisible()
})

it('names the callers of a service that is only ever the root', () => {
  render(<NotPassedOn who="callers" service="cart.shop" traces={9} callers={['web-v1.shop']} />)
  expect(screen.getByText('Somebody does not pass the trace on to cart.shop')).toBeVisible()
  expect(screen.getByText(/callers inside the mesh: web-v1\.shop\.$/)).toBeVisible()
})
