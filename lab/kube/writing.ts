import type { KubeObject } from '../seams.ts'
import { readKubeObject, stringAt } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import { StoreError } from '../store/object-store.ts'
import { admitObject, withDefaults } from './admission.ts'
import type { Admitted } from './admission.ts'
import { applyJsonPatch } from './json-patch.ts'
import { applyConfig, bookUpdate } from './managed-fields.ts'
import { applyMergePatch, applyStrategicPatch } from './merge-patch.ts'
import { findObject } from './reading.ts'
import { isTrue } from './request-info.ts'
import { apiVersionOf, groupKindOfType } from './resource-types.ts'
import { scaleOf, withScale } from './scale.ts'
import {
  alreadyExists,
  conflict,
  invalidOptions,
  KubeStatusError,
  notFound,
  unversioned,
} from './status.ts'
import {
  asObject,
  checkNamespace,
  dryCreated,
  generatedName,
  isDryRun,
  managerOf,
  placeOf,
  readGiven,
  validationOf,
  withoutStatus,
} from './write-ask.ts'
import type { WriteAsk, Written } from './write-ask.ts'

/** @throws KubeStatusError AlreadyExists, Invalid, NotFound for the namespace */
export function createObject(ask: WriteAsk): Written {
  const { store, request } = ask
  const { type } = request
  const given = readGiven(ask)
  const name = given.metadata.name || generatedName(ask, given.metadata)
  const object: KubeObject = { ...given, metadata: { ...given.metadata, name } }
  checkNamespace(ask)
  const { resourceVersion, ...metadata } = object.metadata
  if (resourceVersion !== undefined && resourceVersion !== '') {
    throw new KubeStatusError(
      'Unknown',
      'resourceVersion should not be set on objects to be created',
    )
  }
  const filled = withDefaults(withoutStatus(ask, { ...object, metadata }), {
    nextClusterAddress: () =>
      `10.97.${Math.floor(ask.random() * 250)}.${1 + Math.floor(ask.random() * 250)}`,
  })
  const admitted = admitObject(type, filled, validationOf(ask))
  const booked = asObject(bookUpdate(null, admitted.object, managerOf(ask)))
  if (store.get(groupKindOfType(type), booked.metadata.namespace ?? '', name) !== null) {
    throw alreadyExists(type, name)
  }
  const stored = isDryRun(ask) ? dryCreated(ask, booked) : store.create(booked)
  return { code: 201, object: stored, warnings: admitted.warnings }
}

/** PUT. @throws KubeStatusError NotFound, Conflict, Invalid */
export function updateObject(ask: WriteAsk): Written {
  const live = findObject(ask.store, ask.request)
  if (ask.request.subresource === 'scale') return save(ask, live, withScale(live, ask.body))
  const given = readGiven(ask)
  if (ask.request.type.isCustom && (given.metadata.resourceVersion ?? '') === '') {
    throw unversioned(ask.request.type, given.metadata.name)
  }
  return save(ask, live, given)
}

/** PATCH in any of its four forms. @throws KubeStatusError */
export function patchObject(ask: WriteAsk): Written {
  const { request, contentType, body } = ask
  if (contentType.startsWith('application/apply-patch')) return applyObject(ask)
  const live = findObject(ask.store, request)
  const target: Json = request.subresource === 'scale' ? scaleOf(live) : live
  const patched = patchWith(target, contentType, body)
  if (request.subresource === 'scale') return save(ask, live, withScale(live, patched))
  const object = readKubeObject(patched)
  if (object === null) throw new KubeStatusError('BadRequest', 'the patch leaves no object')
  return save(ask, live, object)
}

function patchWith(target: Json, contentType: string, body: unknown): unknown {
  switch (contentType.split(';')[0]?.trim()) {
    case 'application/json-patch+json':
      return applyJsonPatch(target, body)
    case 'application/merge-patch+json':
      return applyMergePatch(target, body)
    case 'application/strategic-merge-patch+json':
      if (target['apiVersion'] !== undefined && isCustomGroup(stringAt(target, 'apiVersion'))) break
      return applyStrategicPatch(target, body)
    default:
  }
  throw new KubeStatusError(
    'UnsupportedMediaType',
    'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
  )
}

function isCustomGroup(apiVersion: string): boolean {
  return apiVersion.includes('.istio.io/') || apiVersion.startsWith('gateway.networking.k8s.io/')
}

function applyObject(ask: WriteAsk): Written {
  const { store, request } = ask
  const { type, name, query } = request
  if ((query.get('fieldManager') ?? '') === '') {
    throw invalidOptions('PatchOptions', {
      reason: 'FieldValueRequired',
      message: 'Required value: is required for apply patch',
      field: 'fieldManager',
    })
  }
  const given = readGiven(ask)
  if (given.metadata['managedFields'] !== undefined) {
    throw new KubeStatusError('BadRequest', 'metadata.managedFields must be nil')
  }
  const namespace = type.isNamespaced ? request.namespace : ''
  const live = store.get(groupKindOfType(type), namespace, name)
  const admitted = admitObject(type, given, validationOf(ask))
  const merged = applyConfig({
    live: live ?? { apiVersion: given.apiVersion, kind: given.kind, metadata: { name } },
    config: admitted.object,
    manager: managerOf(ask),
    isForced: isTrue(query.get('force') ?? 'false'),
  })
  const object = asObject(merged)
  if (live !== null) {
    const saved = store.get(groupKindOfType(type), namespace, name) ?? live
    return { ...finish(ask, saved, object), warnings: admitted.warnings }
  }
  checkNamespace(ask)
  const located = { ...object, metadata: { ...object.metadata, ...placeOf(ask) } }
  const filled = withDefaults(withoutStatus(ask, located), {
    nextClusterAddress: () => `10.97.250.${1 + Math.floor(ask.random() * 250)}`,
  })
  const stored = isDryRun(ask) ? dryCreated(ask, filled) : store.create(filled)
  return { code: 201, object: stored, warnings: admitted.warnings }
}

function save(ask: WriteAsk, live: KubeObject, given: KubeObject): Written {
  const { type, name, subresource } = ask.request
  const { uid, resourceVersion = '' } = given.metadata
  if (uid !== undefined && uid !== live.metadata.uid) throw conflict(type, name)
  if (resourceVersion !== '' && resourceVersion !== live.metadata.resourceVersion) {
    throw conflict(type, name)
  }
  const admitted = admitChange(ask, given)
  const isApart = type.subresources.includes('status')
  const wanted =
    subresource === 'status' ? withStatus(live, given) : isApart ? withStatus(given, live) : given
  const after = subresource === 'status' ? wanted : { ...wanted, ...specOf(admitted.object) }
  const booked = asObject(bookUpdate(live, after, managerOf(ask)))
  return { ...finish(ask, live, booked), warnings: admitted.warnings }
}

/** Strictness is told in other words to a patch, which holds only part of the object. */
function admitChange(ask: WriteAsk, given: KubeObject): Admitted {
  try {
    return admitObject(ask.request.type, given, validationOf(ask))
  } catch (error) {
    const isStrict = error instanceof KubeStatusError && error.reason === 'BadRequest'
    if (!isStrict || ask.request.verb !== 'patch') throw error
    const why = error.message.slice(error.message.indexOf('strict decoding error'))
    const message = `Invalid value: ${JSON.stringify(JSON.stringify(given))}: ${why}`
    throw new KubeStatusError('Invalid', ` "" is invalid: patch: ${message}`, {
      causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }],
    })
  }
}

function finish(ask: WriteAsk, live: KubeObject, object: KubeObject): Written {
  const { type, name } = ask.request
  const { deletionTimestamp } = live.metadata
  const { uid, creationTimestamp, resourceVersion } = live.metadata
  const kept = {
    ...(uid === undefined ? {} : { uid }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
  }
  const metadata = { ...object.metadata, ...placeOf(ask), ...kept, name }
  const preferred = type.versions[0] ?? 'v1'
  const after = { ...object, apiVersion: apiVersionOf(type.group, preferred), metadata }
  if (isDryRun(ask)) return { code: 200, object: after, warnings: [] }
  try {
    return { code: 200, object: ask.store.update(after), warnings: [] }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw error.failure === 'missing' ? notFound(type, name) : conflict(type, name)
  }
}

/** Where status is a resource of its own, only that one writes it. */
function withStatus(object: KubeObject, { status }: KubeObject): KubeObject {
  const others = Object.entries(object).filter(([key]) => key !== 'status')
  return asObject({ ...Object.fromEntries(others), ...(status === undefined ? {} : { status }) })
}

function specOf({ spec }: KubeObject): Partial<KubeObject> {
  return spec === undefined ? {} : { spec }
}
