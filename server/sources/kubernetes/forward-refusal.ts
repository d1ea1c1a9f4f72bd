import { AppError } from '../../errors.ts'
import type { KubeConnection } from './connection.ts'
import type { ForwardService } from './forward-target.ts'
import { KubeFailure } from './kube-failure.ts'
import { isRaw, objectAt } from './raw.ts'

const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'

/** API servers ask for `get`, since it is a web socket, and from 1.35 on for `create`, too. */
const verbs = ['get', 'create'] as const

/**
 * Why a port could not be forwarded, in one sentence with the way out: the right that is missing
 * where the API server says that one is.
 */
export async function explainRefusal(
  connection: Pick<KubeConnection, 'request'>,
  { namespace, service }: ForwardService,
  error: unknown,
): Promise<AppError> {
  if (error instanceof AppError) return error
  const asked = await Promise.all(verbs.map((verb) => isDenied(connection, namespace, verb)))
  const missing = verbs.filter((_, index) => asked[index])
  const way = `The service ${namespace}/${service} cannot be reached through the Kubernetes API`
  const message =
    missing.length > 0
      ? `${way}: the console may not ${missing.join(' and ')} pods/portforward in the namespace ${namespace}; grant it that by a RoleBinding there, or name an address that it can reach.`
      : `${way} (${sayError(error)}).`
  return new AppError('unavailable', message, { cause: error })
}

/** False where the API server does not say. */
async function isDenied(
  connection: Pick<KubeConnection, 'request'>,
  namespace: string,
  verb: string,
): Promise<boolean> {
  const resource = { group: '', resource: 'pods', subresource: 'portforward' }
  try {
    const answer = await connection.request({
      path: reviews,
      method: 'POST',
      deadlineMs: 5000,
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: { namespace, verb, ...resource } },
      },
    })
    return isRaw(answer) && objectAt(answer, 'status')['allowed'] === false
  } catch (error) {
    if (error instanceof KubeFailure) return false
    throw error
  }
}

/** The library throws events of its web socket, which are no errors. */
function sayError(error: unknown): string {
  const text =
    typeof error === 'object' && error !== null && 'message' in error ? error.message : null
  return typeof text === 'string' && text !== '' ? text : 'no reason was given'
}
