import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Metadata, MetadataOutcome, ObjectTexts } from '#contract/metadata.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../test-support/render-console.tsx'
import { MetadataCards } from './MetadataCards.tsx'

const object = { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'cart' }
const place = '/api/v1/metadata'

function stateOf(labels: Readonly<Record<string, string>>, version = '7'): ObjectTexts {
  const texts = Object.entries(labels).map(([key, value]) => ({
    ...{ key, value, isOfMesh: false, fixed: key === 'app' ? 'It is selected by.' : null },
  }))
  return {
    ...{ object, uid: 'u-1', resourceVersion: version },
    parts: [
      { part: 'labels', texts },
      { part: 'annotations', texts: [] },
    ],
  }
}
const state = stateOf({ app: 'cart', team: 'red' })
const metadata: Metadata = { state, owners: [], whyNot: null }
const done = (now: ObjectTexts): MetadataOutcome => ({
  ...{ kind: 'done', state: now, warnings: [], isRecorded: true },
})

function open(answer: Metadata | Response = metadata): { api: FakeApi } {
  const api = createFakeApi({ [place]: answer })
  const linkOf = (key: string, value: string) => `/workloads?labels=${key}=${value}`
  renderConsole(<MetadataCards object={object} labels={{ app: 'cart' }} linkOf={linkOf} />, { api })
  return { api }
}

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name })
const edit = async (): Promise<void> =>
  userEvent.click(await screen.findByRole('button', { name: 'Edit labels' }))
const value = (key: string): HTMLElement => screen.getByRole('textbox', { name: `Value of ${key}` })

describe('labels and annotations', () => {
  it('lead to what has the same label, and say before a letter which right is missing', async () => {
    open({ ...metadata, whyNot: 'You may not patch deployments.apps in shop.' })
    expect(await screen.findByRole('link', { name: 'red' })).toHaveAttribute(
      'href',
      '/workloads?labels=team=red',
    )
    const forbidden = await screen.findByRole('button', { name: 'Edit labels' })
    expect(forbidden).toHaveAttribute('aria-disabled', 'true')
    expect(forbidden).toHaveAttribute('title', 'You may not patch deployments.apps in shop.')
    await userEvent.click(forbidden)
    expect(screen.queryByRole('form')).not.toBeInTheDocument()
  })

  it('are changed, added and taken away, and sent as what changes', async () => {
    const { api } = open()
    await edit()
    await userEvent.clear(value('team'))
    await userEvent.type(value('team'), 'blue')
    await userEvent.click(button('Add another'))
    await userEvent.type(screen.getByRole('textbox', { name: 'Key of line 3' }), 'tier')
    await userEvent.type(value('tier'), 'front')
    expect(screen.getByText('2 changes')).toBeInTheDocument()
    const now = stateOf({ app: 'cart', team: 'blue', tier: 'front' }, '8')
    api.answer(`${place}/write`, done(now))
    api.answer(place, { ...metadata, state: now })
    await userEvent.click(button('Save'))
    expect(await screen.findByText('An Event beside the object tells of it.')).toBeInTheDocument()
    expect(api.bodies).toEqual([
      {
        ...{ object, uid: 'u-1', isDryRun: false, isAware: false },
        changes: [
          { part: 'labels', key: 'team', from: 'red', to: 'blue' },
          { part: 'labels', key: 'tier', from: null, to: 'front' },
        ],
      },
    ])
    expect(await screen.findByRole('link', { name: 'blue' })).toBeInTheDocument()
  })

  it('are tried first when somebody wants it, and stay to be saved', async () => {
    const { api } = open()
    await edit()
    await userEvent.click(button('Remove team'))
    api.answer(`${place}/write`, done(stateOf({ app: 'cart' })))
    await userEvent.click(button('Dry run'))
    expect(await screen.findByText(/the cluster would take it/)).toBeInTheDocument()
    expect(api.bodies).toMatchObject([{ isDryRun: true, changes: [{ key: 'team', to: null }] }])
    expect(button('Save')).toBeEnabled()
  })

  it('name the line and the field that Kubernetes would refuse', async () => {
    open()
    await edit()
    await userEvent.type(value('team'), ' and blue')
    expect(await screen.findByText(/^Value of line 2: The value of a label/)).toBeInTheDocument()
    expect(value('team')).toHaveAttribute('aria-invalid', 'true')
    await userEvent.click(button('Add another'))
    await userEvent.type(screen.getByRole('textbox', { name: 'Key of line 3' }), 'team')
    expect(await screen.findByText('Key of line 3: This key is there twice.')).toBeInTheDocument()
    expect(button('Save')).toBeDisabled()
  })

  it('that nobody can change are shown as they are, with the reason', async () => {
    open()
    await edit()
    expect(value('app')).toBeDisabled()
    expect(button('Remove app')).toBeDisabled()
    expect(screen.getByText('It is selected by.')).toBeInTheDocument()
  })

  it('that two have changed are put side by side, and neither change is lost', async () => {
    const { api } = open()
    await edit()
    await userEvent.clear(value('team'))
    await userEvent.type(value('team'), 'blue')
    await userEvent.click(button('Add another'))
    await userEvent.type(screen.getByRole('textbox', { name: 'Key of line 3' }), 'tier')
    const theirs = stateOf({ app: 'cart', team: 'green', since: 'then' }, '9')
    api.answer(`${place}/write`, {
      ...{ kind: 'conflict', message: 'changed', state: theirs },
      clashes: [{ part: 'labels', key: 'team', base: 'red', theirs: 'green', mine: 'blue' }],
    } satisfies MetadataOutcome)
    await userEvent.click(button('Save'))
    const conflict = within(await screen.findByRole('region', { name: 'Conflict' }))
    expect(conflict.getByRole('row', { name: /team/ })).toHaveTextContent(
      /^team.*red.*green.*blue$/,
    )
    await userEvent.click(conflict.getByRole('radio', { name: /^Theirs of team/ }))
    await userEvent.click(button('Go on with these'))
    expect(value('team')).toHaveValue('green')
    expect(value('since')).toHaveValue('then')
    expect(value('tier')).toHaveValue('')
    expect(screen.getByText('1 change')).toBeInTheDocument()
    api.answer(`${place}/write`, done(theirs))
    await userEvent.click(button('Save'))
    await waitFor(() => expect(api.bodies).toHaveLength(2))
    expect(api.bodies[1]).toMatchObject({ changes: [{ key: 'tier', from: null, to: '' }] })
  })

  it('that would make errors are saved only when told to', async () => {
    const { api } = open()
    await edit()
    await userEvent.click(button('Remove team'))
    api.answer(`${place}/write`, {
      ...{ kind: 'worse', message: '1 error would appear that is not there now.', appear: [] },
    } satisfies MetadataOutcome)
    await userEvent.click(button('Save'))
    await userEvent.click(await screen.findByRole('button', { name: 'Save all the same' }))
    await waitFor(() => expect(api.bodies).toHaveLength(2))
    expect(api.bodies[1]).toMatchObject({ isAware: true })
  })

  it('that a tool keeps say so, and what was typed stays when the server is away', async () => {
    const owners = [{ tool: 'Argo CD', name: 'shop', evidence: 'the label x' }]
    const { api } = open({ ...metadata, owners })
    await edit()
    expect(screen.getByText('Argo CD keeps this object (shop)')).toBeInTheDocument()
    await userEvent.click(button('Remove team'))
    api.answer(`${place}/write`, new Error('away'))
    await userEvent.click(button('Save'))
    expect(await screen.findByText(/what you have typed is still here/)).toBeInTheDocument()
    expect(screen.getByText('1 change')).toBeInTheDocument()
  })

  it('of an object that may not be read are those that the list tells', async () => {
    open(aRefusal(403, { code: 'forbidden', message: 'You may not read it.' }))
    expect(await screen.findByRole('link', { name: 'cart' })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /Edit/ })).not.toBeInTheDocument()
  })

  it('stay usable when there are three hundred', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`key-${index}`, `v${index}`]),
    )
    open({ ...metadata, state: stateOf(many) })
    expect(await screen.findByRole('button', { name: 'Show all 300' })).toBeInTheDocument()
    await edit()
    expect(value('key-299')).toHaveValue('v299')
  })
})
