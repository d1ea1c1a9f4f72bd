import type { KubeConnection } from './connection.ts'
import { KubeFailure } from './kube-failure.ts'
import { isRaw, listAt, objectAt, textAt, textsAt, type Raw } from './raw.ts'
import { apiPath, type Resource } from './resource.ts'

export interface Discovered {
  readonly resources: readonly Resource[]
  /** False: some of it may not be asked for, so that a kind which is not among them may be there. */
  readonly isWhole: boolean
}

/**
 * The kinds of these API groups that the server has and that can be listed and watched, each at
 * the version that the server prefers among those that have it. A group that is not there is
 * simply left out. Throws KubeFailure.
 */
export async function discover(
  connection: Pick<KubeConnection, 'request'>,
  groups: readonly string[],
): Promise<Discovered> {
  let isWhole = true
  const ask: Ask = async (path) => {
    const answer = await read(connection, path)
    if (answer === 'forbidden') isWhole = false
    return answer === 'forbidden' ? {} : answer
  }
  const found = await Promise.all(groups.map((group) => discoverGroup(ask, group)))
  return { resources: found.flat(), isWhole }
}

type Ask = (path: string) => Promise<Raw>

async function discoverGroup(ask: Ask, group: string): Promise<readonly Resource[]> {
  const answer = await ask(`/apis/${group}`)
  const served = listAt(answer, 'versions').flatMap((raw) => textAt(raw, 'version') ?? [])
  const preferred = textAt(objectAt(answer, 'preferredVersion'), 'version')
  const versions = [...new Set(preferred === null ? served : [preferred, ...served])]
  const lists = await Promise.all(
    versions.map(async (version) => ({
      version,
      resources: listAt(await ask(apiPath({ group, version })), 'resources'),
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

async function read(
  connection: Pick<KubeConnection, 'request'>,
  path: string,
): Promise<Raw | 'forbidden'> {
  try {
    const answer = await connection.request({ path })
    return isRaw(answer) ? answer : {}
  } catch (error) {
    if (error instanceof KubeFailure && error.httpStatus === 404) return {}
    if (error instanceof KubeFailure && error.httpStatus === 403) return 'forbidden'
    throw error
  }
}
