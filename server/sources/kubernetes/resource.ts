/** A kind of object as the API server names it. */
export interface Resource {
  readonly group: string // empty for the core
  readonly version: string
  readonly plural: string
  readonly kind: string
}

export function apiPath({ group, version }: Pick<Resource, 'group' | 'version'>): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`
}

/** Where all objects of a kind are listed and watched. */
export function listPath(resource: Resource): string {
  return `${apiPath(resource)}/${resource.plural}`
}

/** As people and RBAC rules name it: virtualservices.networking.example.io */
export function qualifiedName({ group, plural }: Resource): string {
  return group === '' ? plural : `${plural}.${group}`
}
