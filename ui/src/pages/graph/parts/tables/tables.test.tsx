import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, type ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Comparison } from '#contract/compare.ts'
import { bookinfo } from '../../../../../test-support/bookinfo.ts'
import { createFakeApi } from '../../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../../test-support/render-console.tsx'
import { aChange, aComparison } from '../../../../../test-support/time-builders.ts'
import { ComparisonProvider } from '../compare/comparison-context.ts'
import { defaultView, type GraphView } from '../../url.ts'
import { TableTwin } from './TableTwin.tsx'

let latest: GraphView = defaultView

interface TwinProps {
  readonly start: GraphView
  readonly found: ReadonlySet<string> | null
  readonly comparison: Comparison | null
}

function Twin({ start, found, comparison }: TwinProps): ReactNode {
  const [view, setView] = useState(start)
  return (
    <ComparisonProvider value={comparison}>
      <TableTwin
        graph={bookinfo()}
        view={view}
        found={found}
        onChange={(patch) => {
          latest = { ...view, ...patch }
          setView(latest)
        }}
      />
    </ComparisonProvider>
  )
}

function show(
  part: Partial<GraphView> = {},
  found: ReadonlySet<string> | null = null,
  comparison: Comparison | null = null,
): void {
  const start: GraphView = { ...defaultView, twin: 'table', ...part }
  latest = start
  renderConsole(<Twin {...{ start, found, comparison }} />, { api: createFakeApi() })
}

/** Blobs that the page gives to be saved. */
function catchSaved(): Blob[] {
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) saved.push(blob)
    return 'blob:test'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
  return saved
}

const headings = (): (string | null)[] =>
  screen.getAllByRole('columnheader').map(({ textContent }) => textContent)

const rowsIn = (name: string): HTMLElement[] =>
  within(screen.getByRole('region', { name })).getAllByRole('row').slice(1)

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the tables', () => {
  it('have a row for every element of the picture', async () => {
    show()
    expect(rowsIn('Edges')).toHaveLength(bookinfo().edges.length)
    await userEvent.click(screen.getByRole('button', { name: 'Nodes' }))
    expect(rowsIn('Nodes')).toHaveLength(bookinfo().nodes.length)
    expect(latest.twin).toBe('nodes')
  })

  it('sort the nodes by what is worst, and by whatever column one likes', async () => {
    show({ twin: 'nodes' })
    expect(rowsIn('Nodes')[0]).toHaveTextContent('ratings v1')
    await userEvent.click(screen.getByRole('button', { name: 'Callers' }))
    expect(latest.sort).toBe('-callers')
    expect(screen.getByRole('columnheader', { name: /Callers/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    await userEvent.click(screen.getByRole('button', { name: /Callers/ }))
    expect(latest.sort).toBe('callers')
  })

  it('show the columns that are chosen, and keep one', async () => {
    show({ columns: 'source,flags' })
    expect(headings()).toEqual(['Caller', 'Flags'])
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Hosts' }))
    expect(headings()).toEqual(['Caller', 'Flags', 'Hosts'])
    for (const name of ['Caller', 'Flags', 'Hosts'])
      await userEvent.click(screen.getByRole('checkbox', { name }))
    expect(headings()).toEqual(['Hosts'])
  })

  it('mark what a search found', () => {
    const [edge] = bookinfo().edges
    show({}, new Set([edge?.id ?? '']))
    expect(screen.getByText('1 found')).toBeInTheDocument()
    expect(rowsIn('Edges').filter((row) => row.classList.contains('al-found'))).toHaveLength(1)
  })

  it('are walked with the arrow keys', () => {
    show()
    const [first, second] = rowsIn('Edges').map((row) => within(row).getByRole('button'))
    if (first === undefined || second === undefined) throw new Error('There are no rows')
    first.focus()
    fireEvent.keyDown(first, { key: 'ArrowDown' })
    expect(second).toHaveFocus()
    fireEvent.keyDown(second, { key: 'ArrowUp' })
    expect(first).toHaveFocus()
  })

  it('save the shown columns and order as CSV, with bare numbers', async () => {
    const saved = catchSaved()
    show({ columns: 'source,rate,errors', sort: '-errors' })
    await userEvent.click(screen.getByRole('button', { name: 'Save as CSV' }))
    const [head, first] = ((await saved[0]?.text()) ?? '').split('\r\n')
    expect(head).toBe('"caller","requestsPerSecond","tcpBytesPerSecond","errorRatio"')
    expect(first).toBe('"reviews v2 (bookinfo)",4,,0.25')
  })

  it('tell what changed between two moments, the worst first, in the file too', async () => {
    const saved = catchSaved()
    const [, slow] = bookinfo().edges
    show({ columns: 'source,changes' }, null, aComparison({ changes: [aChange(slow?.id ?? '')] }))
    expect(headings()).toEqual(['Caller', 'Changed ↑'])
    expect(rowsIn('Edges')[0]).toHaveTextContent('slower p95 20 ms → 490 ms')
    expect(rowsIn('Edges')[1]).toHaveTextContent('–')
    await userEvent.click(screen.getByRole('button', { name: 'Save as CSV' }))
    const [head, first] = ((await saved[0]?.text()) ?? '').split('\r\n')
    expect(head).toBe('"caller","changes"')
    expect(first).toMatch(/,"slower p95 20 ms → 490 ms"$/)
  })
})
