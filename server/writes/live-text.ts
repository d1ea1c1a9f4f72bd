import { stringify } from 'yaml'
import type { KubeObject } from '../seams/kube-object.ts'
import type { LiveObject } from '../seams/object-calls.ts'

export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** What the API server writes by itself. */
const ofTheServer: ReadonlySet<string> = new Set([
  ...['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink'],
  ...['deletionTimestamp', 'deletionGracePeriodSeconds'],
])

/** The object without what only machines write: what a person edits, compares and keeps. */
export function editable({ metadata, ...object }: LiveObject): KubeObject {
  const { annotations = {}, ...rest } = metadata
  const kept = Object.entries(annotations).filter(([name]) => name !== lastApplied)
  const fields = Object.entries(rest).filter(([name]) => !ofTheServer.has(name))
  const others = Object.entries(object).filter(([name]) => name !== 'status')
  return {
    ...Object.fromEntries(others),
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: {
      ...Object.fromEntries(fields),
      name: metadata.name,
      ...(kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }),
    },
  }
}

/** As text, in an order that people know: what it is, what it is called, what it says. */
export function writeText(object: KubeObject): string {
  const { apiVersion, kind, metadata, ...rest } = object
  const { name, namespace, ...others } = metadata
  const place = namespace === undefined ? {} : { namespace }
  const ordered = { apiVersion, kind, metadata: { name, ...place, ...others }, ...rest }
  return stringify(ordered, { lineWidth: 0, aliasDuplicateObjects: false })
}

/** The draft with what the text did not show, so that writing it takes nothing away. */
export function withHidden(draft: KubeObject, live: LiveObject): LiveObject {
  const { resourceVersion, uid } = live.metadata
  const applied = live.metadata.annotations?.[lastApplied]
  const annotations = {
    ...draft.metadata.annotations,
    ...(applied === undefined ? {} : { [lastApplied]: applied }),
  }
  return {
    ...draft,
    metadata: {
      ...draft.metadata,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
      ...(uid === undefined ? {} : { uid }),
    },
    ...(live['status'] === undefined ? {} : { status: live['status'] }),
  }
}
