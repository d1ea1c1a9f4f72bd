export interface LabUser {
  readonly name: string
  readonly groups: readonly string[]
}

/** Tokens of the lab's users; the rights hang on the names, by the cluster's own bindings. */
export const labUsers = {
  'lab-admin': { name: 'lab-admin', groups: ['system:masters', 'system:authenticated'] },
  'lab-bookinfo': { name: 'lab-bookinfo', groups: ['system:authenticated'] },
  'lab-travel': { name: 'lab-travel', groups: ['system:authenticated'] },
  'lab-nobody': { name: 'lab-nobody', groups: ['system:authenticated'] },
} as const satisfies Record<string, LabUser>

export const anonymous: LabUser = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
}

const usersByToken = new Map<string, LabUser>(Object.entries(labUsers))

export function findUser(token: string): LabUser | null {
  return usersByToken.get(token) ?? null
}

/** The token of `Authorization: Bearer …`; null when the header is not there. */
export function readToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null
  return /^Bearer\s+(.*)$/i.exec(authorization)?.[1]?.trim() ?? ''
}
