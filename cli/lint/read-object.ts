import type { FieldPath } from '#contract/validations.ts'
import type { KubeObject } from '../../server/seams/kube-object.ts'

interface Read {
  readonly at: FieldPath
  /** Or why it is none. */
  readonly object: KubeObject | string
}

type AnyRecord = Readonly<Record<string, unknown>>

/** Kinds of Kubernetes, and of what meshes bring, that live in no namespace. */
const ofClusters = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
])

/** The object in a document, or those of a List. Without a namespace it is in the given one. */
export function readObject(value: unknown, namespace: string): readonly Read[] {
  if (value === null || value === undefined) return []
  const items = listItems(value)
  if (items === null) return readOne(value, { at: [], namespace })
  return items.flatMap((item, index) => readOne(item, { at: ['items', index], namespace }))
}

function readOne(
  value: unknown,
  { at, namespace }: { readonly at: FieldPath; readonly namespace: string },
): readonly Read[] {
  const object = asObject(value, namespace)
  if (typeof object === 'string') return [{ at, object }]
  const strange = strangeTexts(value).map((reason): Read => ({
    at,
    object: `${object.kind} ${object.metadata.name}: ${reason}`,
  }))
  return [{ at, object }, ...strange]
}

/** `version: 1.0` is a number in YAML, and the API server refuses it. */
function strangeTexts(value: unknown): readonly string[] {
  const metadata = isRecord(value) ? value['metadata'] : null
  if (!isRecord(metadata)) return []
  return (['labels', 'annotations'] as const).flatMap((name) => {
    const given = metadata[name]
    if (given === undefined || given === null) return []
    if (!isRecord(given)) return [`metadata.${name} is no map of texts.`]
    return Object.entries(given)
      .filter(([, text]) => typeof text !== 'string')
      .map(
        ([key, text]) => `metadata.${name}.${key} is no text: write "${String(text)}" in quotes.`,
      )
  })
}

function listItems(value: unknown): readonly unknown[] | null {
  if (!isRecord(value) || typeof value['kind'] !== 'string') return null
  return value['kind'].endsWith('List') && Array.isArray(value['items']) ? value['items'] : null
}

function asObject(value: unknown, namespace: string): KubeObject | string {
  if (!isRecord(value)) return 'It is no object of Kubernetes: a document is a map of fields.'
  const { apiVersion, kind, metadata } = value
  if (!isName(apiVersion)) return 'It is no object of Kubernetes: apiVersion is missing.'
  if (!isName(kind)) return 'It is no object of Kubernetes: kind is missing.'
  if (!isRecord(metadata)) return `This ${kind} has no metadata.`
  const name = metadata['name'] ?? metadata['generateName']
  if (!isName(name)) return `This ${kind} has no metadata.name.`
  const given = metadata['namespace'] ?? namespace
  if (typeof given !== 'string') return `metadata.namespace of ${kind} ${name} is no text.`
  const texts = { ...textsIn(metadata, 'labels'), ...textsIn(metadata, 'annotations') }
  const place = ofClusters.has(kind) ? {} : { namespace: given }
  return { ...value, apiVersion, kind, metadata: { ...metadata, name, ...texts, ...place } }
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Rules take labels for texts; what else people wrote is told as a problem. */
function textsIn<Name extends 'labels' | 'annotations'>(
  metadata: AnyRecord,
  name: Name,
): Partial<Record<Name, Record<string, string>>> {
  const given = metadata[name]
  if (given === undefined) return {}
  const entries = isRecord(given) ? Object.entries(given) : []
  const texts: Partial<Record<Name, Record<string, string>>> = {}
  texts[name] = Object.fromEntries(
    entries.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  )
  return texts
}

function isRecord(value: unknown): value is AnyRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
