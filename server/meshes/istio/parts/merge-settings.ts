import { stringify } from 'yaml'
import { Field } from '../../../seams/field.ts'
import { parseMesh } from '../lookup/mesh-settings.ts'

type Settings = Readonly<Record<string, unknown>>

/**
 * What istiod makes of a shared MeshConfig and its own: a field of its own replaces the shared one,
 * but the defaults of proxies and of providers are put together field by field, providers by their
 * names, and aliases of the trust domain are those of both. What neither says is not told: it is as
 * usual. Null when one of them is no YAML.
 *
 * @see https://github.com/istio/istio/blob/master/pkg/config/mesh/mesh.go ApplyMeshConfig
 */
export function mergeSettings(shared: string, own: string): string | null {
  const [below, above] = [readText(shared), readText(own)]
  if (below === null || above === null) return null
  const merged = {
    ...below,
    ...above,
    ...ofBoth('defaultConfig', { below, above }, mergeProxy),
    ...ofBoth('defaultProviders', { below, above }, mergeFields),
    ...ofBoth('extensionProviders', { below, above }, mergeProviders),
    ...ofBoth('trustDomainAliases', { below, above }, mergeAliases),
  }
  return stringify(merged)
}

function readText(text: string): Settings | null {
  if (text.trim() === '') return {}
  const { value } = parseMesh(text)
  return isSettings(value) ? value : null
}

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Both {
  readonly below: Settings
  readonly above: Settings
}

function ofBoth(
  name: string,
  { below, above }: Both,
  merge: (below: unknown, above: unknown) => unknown,
): Settings {
  if (below[name] === undefined || above[name] === undefined) return {}
  return { [name]: merge(below[name], above[name]) }
}

function mergeFields(below: unknown, above: unknown): unknown {
  return isSettings(below) && isSettings(above) ? { ...below, ...above } : above
}

function mergeProxy(below: unknown, above: unknown): unknown {
  if (!isSettings(below) || !isSettings(above)) return above
  const metadata = ofBoth('proxyMetadata', { below, above }, mergeFields)
  return { ...below, ...above, ...metadata }
}

function mergeProviders(below: unknown, above: unknown): unknown {
  const [older, newer] = [listOf(below), listOf(above)]
  if (older === null || newer === null) return above
  const byName = new Map(newer.map((one) => [nameOf(one), one]))
  const known = new Set(older.map(nameOf))
  return [
    ...older.map((one) => byName.get(nameOf(one)) ?? one),
    ...newer.filter((one) => !known.has(nameOf(one))),
  ]
}

const nameOf = (provider: unknown): string => new Field(provider).get('name').text() ?? ''

function mergeAliases(below: unknown, above: unknown): unknown {
  const [older, newer] = [listOf(below), listOf(above)]
  if (older === null || newer === null) return above
  return [...new Set([...older, ...newer].map(String))].sort()
}

const listOf = (value: unknown): readonly unknown[] | null => (Array.isArray(value) ? value : null)
