import { render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router'
import { expect, it } from 'vitest'
import type { ValidationPlaces } from '#contract/places.ts'
import { aNode } from '../../../../canvas/fixtures/parts.ts'
import { FindingsProvider, type Findings } from '../../findings/findings-context.ts'
import { joinPlaces } from '../../findings/join-findings.ts'
import { FindingsPart } from './FindingsPart.tsx'

const counts = { error: 1, warning: 0, info: 0, acknowledged: 0 }
const places: ValidationPlaces = {
  at: 1,
  objects: [
    {
      object: { group: 'net.io', kind: 'Route', namespace: 'shop', name: 'orders' },
      validity: 'error',
      counts,
      worst: { rule: 'MC200', severity: 'error', message: 'Nobody knows odrers' },
    },
  ],
  namespaces: [{ cluster: 'main', name: 'bookinfo', counts }],
  services: [{ cluster: 'main', namespace: 'bookinfo', name: 'cart', counts, touchedBy: [0] }],
  workloads: [],
  hosts: [],
  notCheckedRules: 0,
}
const known: Findings = { places, of: joinPlaces(places) }
const service = aNode('cart', { kind: 'service', service: 'cart' })

function show(findings: Findings, part: ReactNode): void {
  render(
    <MemoryRouter initialEntries={['/graph?context=west']}>
      <FindingsProvider value={findings}>{part}</FindingsProvider>
    </MemoryRouter>,
  )
}

it('says what is wrong with what acts on a node, and leads to it', () => {
  show(known, <FindingsPart touched={(of) => of.ofNode(service)} />)
  expect(screen.getByText('1 error')).toBeInTheDocument()
  expect(screen.getByText('Nobody knows odrers')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Route orders' })).toHaveAttribute(
    'href',
    '/config?context=west&object=net.io%2FRoute%2Fshop%2Forders',
  )
})

it('leads to the list where only a number is known', () => {
  const closed = aNode('bookinfo', { kind: 'namespace' })
  show(known, <FindingsPart touched={(of) => of.ofNode(closed)} namespaces={['bookinfo']} />)
  expect(screen.getByRole('link')).toHaveAttribute(
    'href',
    '/config?context=west&namespaces=bookinfo&validities=error%2Cwarning%2Cinfo',
  )
})

it('says that nothing is known when nothing could be had', () => {
  show({ trouble: 'No answer.' }, <FindingsPart touched={(of) => of.ofNode(service)} />)
  expect(screen.getByText(/is not known: No answer\./)).toBeInTheDocument()
})

it('says nothing where nothing is wrong', () => {
  show(known, <FindingsPart touched={(of) => of.ofNode(aNode('other'))} />)
  expect(screen.queryByRole('region')).toBeNull()
})
