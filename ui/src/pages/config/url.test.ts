import { describe, expect, it } from 'vitest'
import { askOf, defaultView, isFiltered, readView, writeView, type ConfigView } from './url.ts'

const rich: ConfigView = {
  namespaces: ['shop', 'bank'],
  kinds: ['networking.example.io/Gateway', 'Service'],
  severities: ['error'],
  rules: ['MC200'],
  validities: ['error', 'notChecked'],
  text: 'cart & co',
  sort: 'name',
  order: 'desc',
  page: 3,
  object: { group: '', kind: 'Service', namespace: 'shop', name: 'cart' },
  task: 'edit',
}

describe('the address of the configuration', () => {
  it.each([
    { desc: 'the usual view', view: defaultView },
    { desc: 'a rich view', view: rich },
  ])('reads back $desc as it wrote it', ({ view }) => {
    const search = new URLSearchParams(writeView(view).toString())
    expect(readView(search)).toEqual({ view, unread: [] })
  })

  it('is empty for the usual view, and keeps what is not its own', () => {
    expect(writeView(defaultView).toString()).toBe('')
    expect(writeView(defaultView, new URLSearchParams('context=west&page=9')).toString()).toBe(
      'context=west',
    )
  })

  it.each([
    { search: 'sort=colour&find=x', unread: ['sort'] },
    { search: 'page=0', unread: ['page'] },
    { search: 'object=Service', unread: ['object'] },
    { search: 'object=a/b/c/d/e', unread: ['object'] },
    { search: 'task=dance', unread: ['task'] },
    { search: 'validities=error,fine', unread: ['validities'] },
  ])('says what it cannot read of $search', ({ search, unread }) => {
    expect(readView(new URLSearchParams(search)).unread).toEqual(unread)
  })

  it('asks the server for one page of what is chosen', () => {
    expect(askOf({ ...rich, severities: [], page: 2 })).toEqual({
      namespaces: 'shop,bank',
      kinds: 'networking.example.io/Gateway,Service',
      rules: 'MC200',
      validities: 'error,notChecked',
      text: 'cart & co',
      sort: 'name',
      order: 'desc',
      offset: 100,
      limit: 100,
    })
  })

  it('knows whether anything is left out', () => {
    expect(isFiltered(defaultView)).toBe(false)
    expect(isFiltered({ ...defaultView, page: 2, sort: 'kind' })).toBe(false)
    expect(isFiltered({ ...defaultView, rules: ['MC200'] })).toBe(true)
  })
})
