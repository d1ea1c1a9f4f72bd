import type { ControlPlaneDetails } from '#contract/mesh.ts'
import { AppError } from '../errors.ts'
import { readCertificates } from '../mesh/certificates.ts'
import { readLimits } from '../mesh/limits.ts'
import { Field } from '../seams/field.ts'
import type { Identity } from '../seams/identity.ts'
import type { ConfigMapPlace, FoundComponent, MeshParts } from '../seams/mesh-parts.ts'
import { ObjectCallError, type ObjectCalls } from '../seams/object-calls.ts'

export interface ControlPlaneAsk {
  readonly component: FoundComponent
  readonly parts: MeshParts
  readonly calls: ObjectCalls
  readonly identity: Identity
  readonly signal: AbortSignal
  readonly at: number // epoch ms
}

type What = ControlPlaneDetails['missing'][number]['what']
type SettingsText = ControlPlaneDetails['standard']

const callMs = 10_000

/**
 * What a control plane is set to, what it signs with and what it may take, read with the rights of
 * whoever asks when they look. What fails or is refused is named and takes nothing else with it.
 */
export async function readControlPlane(ask: ControlPlaneAsk): Promise<ControlPlaneDetails> {
  const { component, parts, at } = ask
  const missing: ControlPlaneDetails['missing'] = []
  const attempt = async <Value>(what: What, read: () => Promise<Value>): Promise<Value | null> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const isForbidden = error instanceof ObjectCallError && error.failure.kind === 'forbidden'
      missing.push({ what, isForbidden, message: error.message })
      return null
    }
  }
  const shared = parts.sharedSettingsOf(component)
  const [standardText, sharedText, signing, limits] = await Promise.all([
    attempt('settings', () => readSettings(ask, parts.settingsOf(component))),
    shared === null ? null : attempt('settings', () => readSettings(ask, shared)),
    attempt('signing', () => readSigning(ask)),
    attempt('limits', () => readOwnLimits(ask)),
  ])
  return {
    at,
    effective: effectiveOf(parts, { standard: standardText, shared: sharedText, missing }),
    ...{ standard: standardText, shared: sharedText, signing: signing ?? [], limits, missing },
  }
}

function effectiveOf(
  parts: MeshParts,
  known: { standard: SettingsText; shared: SettingsText; missing: ControlPlaneDetails['missing'] },
): string | null {
  const { standard, shared, missing } = known
  // Half of it would be taken for the whole.
  if (missing.some(({ what }) => what === 'settings')) return null
  if (standard === null && shared === null) return null
  return parts.mergeSettings(shared?.text ?? '', standard?.text ?? '')
}

/** Null: there is no such ConfigMap, or it has no settings. */
async function readSettings(
  { calls, identity, signal, parts }: ControlPlaneAsk,
  place: ConfigMapPlace,
): Promise<SettingsText> {
  const object = { group: '', kind: 'ConfigMap', ...place }
  const read = await orNothing(calls.get(identity, object, { signal, deadlineMs: callMs }))
  const text = new Field(read).get('data', parts.settingsKey).text()
  return text === null ? null : { object, text }
}

async function readSigning(ask: ControlPlaneAsk): Promise<ControlPlaneDetails['signing']> {
  const { calls, identity, signal, parts, component, at } = ask
  const { namespace } = component
  const found = await Promise.all(
    parts.signingSecrets.map(async (name) => {
      const options = { signal, deadlineMs: callMs }
      const read = await orNothing(calls.certificatesOf(identity, { namespace, name }, options))
      return (read ?? []).map((one) => ({ ...one, name }))
    }),
  )
  return found
    .flat()
    .flatMap(({ name, entry, pem }) =>
      readCertificates(pem, `Secret ${namespace}/${name} ${entry}`, at),
    )
}

async function readOwnLimits(ask: ControlPlaneAsk): Promise<ControlPlaneDetails['limits']> {
  const { calls, identity, signal, component } = ask
  const { workloadKind: kind, namespace, name } = component
  const ref = { group: 'apps', kind, namespace, name }
  return readLimits(await calls.get(identity, ref, { signal, deadlineMs: callMs }))
}

/** Null for what is not there. */
async function orNothing<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ObjectCallError && error.failure.kind === 'notFound') return null
    throw error
  }
}
