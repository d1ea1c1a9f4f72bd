import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { mergeSettings } from './merge-settings.ts'

it.each([
  {
    desc: 'its own over what is shared',
    shared: 'rootNamespace: a\ntrustDomain: x',
    own: 'rootNamespace: b',
    merged: { rootNamespace: 'b', trustDomain: 'x' },
  },
  {
    desc: 'whole lists and records otherwise',
    shared: 'outboundTrafficPolicy: {mode: ALLOW_ANY, x: 1}',
    own: 'outboundTrafficPolicy: {mode: REGISTRY_ONLY}',
    merged: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
  },
  {
    desc: 'defaults of proxies field by field, and their metadata',
    shared: 'defaultConfig: {concurrency: 2, proxyMetadata: {A: one}}',
    own: 'defaultConfig: {drainDuration: 5s, proxyMetadata: {B: two}}',
    merged: {
      defaultConfig: { concurrency: 2, drainDuration: '5s', proxyMetadata: { A: 'one', B: 'two' } },
    },
  },
  {
    desc: 'providers by their names',
    shared: 'extensionProviders: [{name: a, zipkin: {port: 1}}, {name: b, zipkin: {port: 2}}]',
    own: 'extensionProviders: [{name: b, zipkin: {port: 3}}, {name: c, zipkin: {port: 4}}]',
    merged: {
      extensionProviders: [
        { name: 'a', zipkin: { port: 1 } },
        { name: 'b', zipkin: { port: 3 } },
        { name: 'c', zipkin: { port: 4 } },
      ],
    },
  },
  {
    desc: 'aliases of both',
    shared: 'trustDomainAliases: [old, older]',
    own: 'trustDomainAliases: [old, new]',
    merged: { trustDomainAliases: ['new', 'old', 'older'] },
  },
  { desc: 'nothing shared', shared: '', own: 'trustDomain: x', merged: { trustDomain: 'x' } },
])('settings put together: $desc', ({ shared, own, merged }) => {
  const text = mergeSettings(shared, own)
  expect(text === null ? null : parse(text)).toEqual(merged)
})

it('knows no settings where one of both is no YAML', () => {
  expect(mergeSettings('a: [', 'b: 1')).toBeNull()
  expect(mergeSettings('a: 1', 'just words')).toBeNull()
})
