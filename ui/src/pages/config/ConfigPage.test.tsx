import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { ConfigDetails, ConfigList, ConfigRow } from '#contract/config.ts'
import type { RuleText } from '#contract/validations.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole } from '../../../test-support/render-console.tsx'
import { ConfigPage } from './ConfigPage.tsx'

const orders = { group: 'net.io', kind: 'Route', namespace: 'shop', name: 'orders' }

function aRow(fields: Partial<ConfigRow> = {}): ConfigRow {
  return {
    object: orders,
    apiVersion: 'net.io/v1',
    validity: 'error',
    counts: { error: 1, warning: 0, info: 0, acknowledged: 0 },
    rules: ['MC200'],
    worst: 'Nobody knows odrers',
    createdAt: 1_000,
    ...fields,
  }
}

function aList(fields: Partial<ConfigList> = {}): ConfigList {
  return {
    at: 61_000,
    total: 2,
    matched: 2,
    rows: [
      aRow(),
      aRow({
        object: { ...orders, kind: 'Service', group: '', name: 'cart' },
        validity: 'valid',
        rules: [],
        worst: null,
        createdAt: null,
      }),
    ],
    facets: {
      validities: [
        { value: 'error', count: 1 },
        { value: 'valid', count: 1 },
      ],
      severities: [{ value: 'error', count: 1 }],
      kinds: [
        { value: 'Service', count: 1 },
        { value: 'net.io/Route', count: 1 },
      ],
      namespaces: [{ value: 'shop', count: 2 }],
      rules: [{ value: 'MC200', count: 1 }],
    },
    unknownKinds: [],
    rights: { namespaces: 'all', hiddenKinds: [] },
    warnings: [],
    ...fields,
  }
}

const rule: RuleText = {
  id: 'MC200',
  aka: ['OLD1'],
  severity: 'error',
  title: 'Route to nobody',
  cause: 'Misspelt.',
  effect: 'It fails.',
  repair: 'Spell it.',
  source: 'https://example.io/rule',
}

const details: ConfigDetails = {
  at: 61_000,
  object: orders,
  apiVersion: 'net.io/v1',
  validity: 'error',
  createdAt: 1_000,
  yaml: 'kind: Route\nspec:\n  to: odrers\n',
  isPartial: false,
  labels: {},
  managedBy: 'Helm',
  findings: [
    {
      rule: 'MC200',
      severity: 'error',
      message: 'Nobody knows odrers',
      object: orders,
      path: ['spec', 'to'],
      values: {},
      related: [{ ...orders, name: 'twin' }],
      fix: { title: 'Name orders', patch: [{ op: 'replace', path: '/spec/to', value: "o'r" }] },
      acknowledged: null,
      line: 3,
      endLine: 3,
      fixText: 'kind: Route\nspec:\n  to: orders\n',
    },
  ],
  rules: [rule],
  notChecked: [{ rule: 'MC201', object: null, reason: 'missing', detail: 'Secret' }],
  checkedBy: 7,
  statements: [
    { by: 'status', type: 'Accepted', status: 'False', reason: 'No', message: 'odd', at: 1_000 },
  ],
  uses: [
    { object: { ...orders, kind: 'Service', name: 'odrers' }, exists: false },
    { object: { ...orders, kind: 'Secret', name: 'cert' }, exists: null },
  ],
  usedBy: [{ object: { ...orders, kind: 'Service', name: 'cart' }, exists: true }],
  touches: {
    services: [
      {
        object: { group: '', kind: 'Service', namespace: 'bank', name: 'vault' },
        node: 'service:east/bank/vault',
      },
    ],
    workloads: [
      {
        object: { group: 'apps', kind: 'Deployment', namespace: 'bank', name: 'vault-v1' },
        node: 'workload:east/bank/vault-v1',
      },
    ],
    hosts: ['api.example.com'],
    isCut: false,
  },
}

const address = '/config?object=net.io/Route/shop/orders'
const anApi = (answers: Readonly<Record<string, unknown>> = {}): FakeApi =>
  createFakeApi({
    '/api/v1/config': aList(),
    '/api/v1/config/object': details,
    '/api/v1/rules': { rules: [{ ...rule, kinds: ['net.io/Route'] }] },
    ...answers,
  })

it('lists objects with state, codes and age, and leads to each', async () => {
  const { address: now } = renderConsole(<ConfigPage />, { api: anApi(), at: '/config' })
  const row = (await screen.findByRole('link', { name: 'orders' })).closest('tr')
  expect(row).toHaveTextContent('ErrorRouteordersshopNobody knows odrersMC20060 s')
  expect(screen.getByText('2 objects')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('link', { name: 'orders' }))
  expect(now()).toBe('/config?object=net.io%2FRoute%2Fshop%2Forders')
  expect(await screen.findByRole('heading', { level: 1, name: 'Route orders' })).toBeVisible()
})

it('keeps every choice in the address, and asks by it', async () => {
  const api = anApi()
  const { address: now } = renderConsole(<ConfigPage />, { api, at: '/config?page=3' })
  await userEvent.click(await screen.findByRole('button', { name: '1 Errors' }))
  await userEvent.click(screen.getByRole('button', { name: 'Kinds: all' }))
  await userEvent.click(screen.getByRole('checkbox', { name: /Service/ }))
  await userEvent.keyboard('{Escape}')
  await userEvent.click(screen.getByRole('button', { name: 'Name' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Name, kind or message' }), 'ord')
  await expect.poll(now).toBe('/config?kinds=Service&validities=error&find=ord&sort=name')
  await expect
    .poll(() => api.requests.at(-1)?.search)
    .toBe('?kinds=Service&validities=error&text=ord&sort=name&order=asc&offset=0&limit=100')
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }))
  expect(now()).toBe('/config?sort=name')
})

it.each([
  {
    desc: 'that nothing fits',
    list: aList({ matched: 0, rows: [] }),
    says: 'None of 2 objects is all that is asked for.',
  },
  {
    desc: 'that there is nothing',
    list: aList({ total: 0, matched: 0, rows: [] }),
    says: /There is no object of the mesh/,
  },
  {
    desc: 'which kinds are not known',
    list: aList({ unknownKinds: [{ kind: 'net.io/Route', reason: 'forbidden' }] }),
    says: /net.io\/Route \(the console may not list them\)/,
  },
  {
    desc: 'which kinds the console does not read',
    list: aList({ unknownKinds: [{ kind: 'Secret', reason: 'notRead' }] }),
    says: /The console does not read Secret/,
  },
  {
    desc: 'that no namespace may be seen',
    list: aList({ rights: { namespaces: 'none', hiddenKinds: [] } }),
    says: 'You may see no namespace',
  },
  {
    desc: 'that only some namespaces are shown',
    list: aList({ rights: { namespaces: 'some', hiddenKinds: [] } }),
    says: 'Only objects of the namespaces that you may see are shown.',
  },
  {
    desc: 'which kinds the viewer may not list',
    list: aList({ rights: { namespaces: 'all', hiddenKinds: ['net.io/Route', 'Service'] } }),
    says: /You may not list Route, Service everywhere/,
  },
  {
    desc: 'how old the list is while the cluster is not reached',
    list: aList({
      warnings: [
        {
          ...{ source: 'cluster:east', layer: 'config', code: 'stale' },
          ...{ message: 'The Kubernetes API is not reached.', sinceAt: 1_000, dataAt: 1_000 },
        },
      ],
    }),
    says: '60 s old.',
  },
])('says $desc', async ({ list, says }) => {
  renderConsole(<ConfigPage />, { api: anApi({ '/api/v1/config': list }), at: '/config' })
  expect(await screen.findByText(says)).toBeInTheDocument()
})

it('says why there is no list, and asks again when told to', async () => {
  const api = anApi({
    '/api/v1/config': aRefusal(403, { code: 'forbidden', message: 'Not for you.' }),
  })
  renderConsole(<ConfigPage />, { api, at: '/config' })
  expect(await screen.findByText('Not for you.')).toBeInTheDocument()
  api.answer('/api/v1/config', aList())
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('link', { name: 'orders' })).toBeInTheDocument()
})

it('says what of the address it cannot read, and tidies it', async () => {
  const { address: now } = renderConsole(<ConfigPage />, { api: anApi(), at: '/config?sort=shoe' })
  await userEvent.click(await screen.findByRole('button', { name: 'Tidy the address' }))
  expect(now()).toBe('/config')
})

it('explains a finding, and shows its repair as a difference and a command', async () => {
  renderConsole(<ConfigPage />, { api: anApi(), at: address })
  const finding = within(await screen.findByRole('article'))
  expect(finding.getByText('Nobody knows odrers')).toBeInTheDocument()
  expect(finding.getByText('OLD1')).toBeInTheDocument()
  await userEvent.click(finding.getByRole('button', { name: 'Why, and what to do' }))
  for (const words of ['Route to nobody', 'Misspelt.', 'It fails.', 'Spell it.'])
    expect(finding.getByText(words)).toBeInTheDocument()
  await userEvent.click(finding.getByRole('button', { name: 'Repair: Name orders' }))
  const difference = finding.getByRole('group', { name: 'What changes' })
  expect(difference).toHaveTextContent('− to: odrers')
  expect(difference).toHaveTextContent('+ to: orders')
  expect(finding.getByRole('group', { name: 'command that repairs it' })).toHaveTextContent(
    String.raw`kubectl patch route.net.io orders --namespace shop --type json --patch '[{"op":"replace","path":"/spec/to","value":"o'\''r"}]'`,
  )
})

it('shows an acknowledged finding as such', async () => {
  const findings = details.findings.map((one) => ({ ...one, acknowledged: 'next week' }))
  const api = anApi({ '/api/v1/config/object': { ...details, findings } })
  renderConsole(<ConfigPage />, { api, at: address })
  expect(await screen.findByText('Acknowledged')).toBeInTheDocument()
  expect(screen.getByText(/next week/)).toBeInTheDocument()
})

it('tells what controllers say, who uses whom, what was not checked, and who keeps the object', async () => {
  renderConsole(<ConfigPage />, { api: anApi(), at: address })
  expect(await screen.findByText('Accepted: False')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'cart' })).toBeInTheDocument()
  expect(screen.getByText('not there')).toBeInTheDocument()
  expect(screen.getByText('not known')).toBeInTheDocument()
  expect(screen.getByText(/keeps this object/)).toHaveTextContent('Helm keeps this object')
  await userEvent.click(screen.getByRole('button', { name: '1 rule not checked' }))
  expect(screen.getByText(/nothing is known of Secret/)).toBeInTheDocument()
})

it('leads to the page and the place in the graph of whatever it touches', async () => {
  renderConsole(<ConfigPage />, { api: anApi(), at: `${address}&context=west` })
  const touches = within(await screen.findByRole('list', { name: 'Touches' }))
  expect(
    touches.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')]),
  ).toEqual([
    ['bank/vault', '/namespaces/bank/services/vault?context=west'],
    ['Graph', '/graph?context=west&type=service&focus=service%3Aeast%2Fbank%2Fvault'],
    ['bank/vault-v1', '/namespaces/bank/workloads/vault-v1?context=west'],
    ['Graph', '/graph?context=west&type=workload&focus=workload%3Aeast%2Fbank%2Fvault-v1'],
  ])
  expect(touches.getByText('api.example.com')).toBeInTheDocument()
})

it('says that an object is not there', async () => {
  const api = anApi({
    '/api/v1/config/object': aRefusal(404, { code: 'notFound', message: 'There is no Route x.' }),
  })
  renderConsole(<ConfigPage />, { api, at: address })
  expect(await screen.findByText('There is no Route x.')).toBeInTheDocument()
})

it('finds the form of a new object as it was left', async () => {
  const kind = { group: 'net.io', kind: 'Route', version: 'v1', resource: 'routes' }
  const kinds = [{ ...kind, isNamespaced: true }]
  const api = anApi({
    '/api/v1/config/kinds': { kinds },
    '/api/v1/config/rights': { kind: null, rights: [] },
    '/api/v1/namespaces': { namespaces: [], warnings: [] },
  })
  const show = (): { readonly unmount: () => void } =>
    renderConsole(<ConfigPage />, { api, at: '/config?task=create' })
  const { unmount } = show()
  await userEvent.type(await screen.findByRole('textbox', { name: /^Name/ }), 'orders')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: /^Kind/ }), 'net.io/Route')
  unmount()
  show()
  expect(await screen.findByRole('textbox', { name: /^Name/ })).toHaveValue('orders')
  expect(screen.getByRole('combobox', { name: /^Kind/ })).toHaveValue('net.io/Route')
  sessionStorage.clear()
})
