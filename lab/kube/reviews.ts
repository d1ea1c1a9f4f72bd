import type { ObjectReader } from '../seams.ts'
import { isRecord, listAt, recordAt, stringAt } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import { findPermission, rulesFor } from './access.ts'
import type { AccessAsk } from './access.ts'
import { findUser } from './users.ts'
import type { LabUser } from './users.ts'

/** Answers of the kinds that are asked and not kept. */
export function answerReview(
  kind: string,
  ask: { readonly objects: ObjectReader; readonly user: LabUser; readonly body: unknown },
): Json {
  const { objects, user, body } = ask
  const spec = recordAt(body, 'spec')
  const head = { kind, metadata: { creationTimestamp: null } }
  switch (kind) {
    case 'SelfSubjectReview':
      return { ...head, apiVersion: authentication, status: { userInfo: userInfo(user) } }
    case 'TokenReview':
      return { ...head, apiVersion: authentication, spec, status: tokenStatus(spec) }
    case 'SelfSubjectRulesReview':
      return { ...head, apiVersion: authorization, spec, status: rulesStatus(objects, user, spec) }
    case 'SubjectAccessReview':
      return {
        ...head,
        apiVersion: authorization,
        spec,
        status: accessStatus(objects, readSubject(spec), spec),
      }
    default:
      return { ...head, apiVersion: authorization, spec, status: accessStatus(objects, user, spec) }
  }
}

const authentication = 'authentication.k8s.io/v1'
const authorization = 'authorization.k8s.io/v1'

function readSubject(spec: Json): LabUser {
  const groups = listAt(spec, 'groups').filter((group) => typeof group === 'string')
  return { name: stringAt(spec, 'user'), groups }
}

function userInfo(user: LabUser): Json {
  return { username: user.name, uid: user.name, groups: user.groups }
}

function tokenStatus(spec: Json): Json {
  const user = findUser(stringAt(spec, 'token'))
  if (user === null) return { authenticated: false, error: 'invalid bearer token', user: {} }
  return {
    authenticated: true,
    user: userInfo(user),
    audiences: ['https://kubernetes.default.svc'],
  }
}

function accessStatus(objects: ObjectReader, user: LabUser, spec: Json): Json {
  const reason = findPermission(objects, user, readAccessAsk(spec))
  if (reason === null) return { allowed: false }
  return { allowed: true, ...(reason === '' ? {} : { reason }) }
}

function readAccessAsk(spec: Json): AccessAsk {
  const path = recordAt(spec, 'nonResourceAttributes')
  if (Object.keys(path).length > 0) {
    return { verb: stringAt(path, 'verb'), path: stringAt(path, 'path') }
  }
  const attributes = recordAt(spec, 'resourceAttributes')
  const subresource = stringAt(attributes, 'subresource')
  const resource = stringAt(attributes, 'resource')
  return {
    verb: stringAt(attributes, 'verb'),
    group: stringAt(attributes, 'group'),
    resource: subresource === '' ? resource : `${resource}/${subresource}`,
    namespace: stringAt(attributes, 'namespace'),
    name: stringAt(attributes, 'name'),
  }
}

function rulesStatus(objects: ObjectReader, user: LabUser, spec: Json): Json {
  const rules = rulesFor(objects, user, stringAt(spec, 'namespace')).map(({ rule }) => rule)
  const isForPaths = (rule: Json): boolean => isRecord(rule) && 'nonResourceURLs' in rule
  return {
    resourceRules: rules.filter((rule) => !isForPaths(rule)),
    nonResourceRules: rules.filter(isForPaths),
    incomplete: false,
  }
}
