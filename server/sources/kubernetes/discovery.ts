import type { KubeConnection } from './connection.ts'
import { KubeFailure } from './kube-failure.ts'
import { isRaw, listAt, objectAt, textAt, textsAt, type Raw } from './raw.ts'
import { apiPath, type Resource } from './resource.ts'

/**
 * The kinds of these API groups that the server has and that can be listed and watched, each at
 * the version that the server prefers among those that have it. A group that is not there is
 * simply left out. Throws KubeFailure.
 */
export async function discover(
  connection: Pick<KubeConnection, 'request'>,
  groups: readonly string[],
): Promise<readonly Resource[]> {
  const found = await Promise.all(groups.map((group) => discoverGroup(connection, group)))
  return found.flat()
}

async function discoverGroup(
  connection: Pick<KubeConnection, 'request'>,
  group: string,
): Promise<readonly Resource[]> {
  const answer = await ask(connection, `/apis/${group}`)
  const served = listAt(answer, 'versions').flatMap((raw) => textAt(raw, 'version') ?? [])
  const preferred = textAt(objectAt(answer, 'preferredVersion'), 'version')
  const versions = [...new Set(preferred === null ? served : [preferred, ...served])]
  const lists = await Promise.all(
    versions.map(async (version) => ({
      version,
      resources: listAt(await ask(connection, apiPath({ group, version })), 'resources'),
    })),
  )
  const byPlural = new Map<string, Resource>()
  for (const { version, resources } of lists)
    for (const raw of resources) {
      const plural = textAt(raw, 'name') ?? ''
      const kind = textAt(raw, 'kind')
      const verbs = textsAt(raw, 'verbs')
      const isReadable = verbs.includes('list') && verbs.includes('watch')
      // A name with a slash is a part of another object, such as its status.
      if (kind !== null && isReadable && !plural.includes('/') && !byPlural.has(plural))
        byPlural.set(plural, { group, version, plural, kind })
    }
  return [...byPlural.values()]
}

async function ask(connection: Pick<KubeConnection, 'request'>, path: string): Promise<Raw> {
  try {
    const answer = await connection.request({ path })
    return isRaw(answer) ? answer : {}
  } catch (error) {
    if (error instanceof KubeFailure && (error.httpStatus === 404 || error.httpStatus === 403))
      return {}
    throw error
  }
}
