import type { Json } from '../store/json.ts'
import { apiVersionOf, servedGroups, typesOfVersion } from './resource-types.ts'
import type { ResourceType } from './resource-types.ts'
import { NoSuchPageError } from './status.ts'

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']

export const versionInfo: Json = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.3+lab',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'go1.26.0',
  compiler: 'gc',
  platform: 'linux/amd64',
}

export function coreVersions(address: string): Json {
  const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: address }]
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs }
}

export function groupList(): Json {
  const groups = [...servedGroups()].filter(([group]) => group !== '').map(apiGroup)
  return { kind: 'APIGroupList', apiVersion: 'v1', groups }
}

/** @throws NoSuchPageError for a group that is not served */
export function oneGroup(group: string): Json {
  const versions = servedGroups().get(group)
  if (versions === undefined) throw new NoSuchPageError()
  return { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup([group, versions]) }
}

function apiGroup([name, versions]: [string, readonly string[]]): Json {
  const listed = versions.map((version) => ({
    groupVersion: apiVersionOf(name, version),
    version,
  }))
  return { name, versions: listed, preferredVersion: listed[0] }
}

/** @throws NoSuchPageError for a version that is not served */
export function resourceList(group: string, version: string): Json {
  const types = typesOfVersion(group, version)
  if (types.length === 0) throw new NoSuchPageError()
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(group, version),
    resources: types.flatMap((type) => [
      {
        name: type.plural,
        singularName: type.kind.toLowerCase(),
        namespaced: type.isNamespaced,
        kind: type.kind,
        verbs: verbsOf(type),
        ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
        ...(type.kind === 'Pod' || type.kind === 'Service' ? { categories: ['all'] } : {}),
      },
      ...type.subresources.map((subresource) => ({
        name: `${type.plural}/${subresource}`,
        singularName: '',
        namespaced: type.isNamespaced,
        ...(subresource === 'scale' ? { group: 'autoscaling', version: 'v1' } : {}),
        kind: subresource === 'scale' ? 'Scale' : type.kind,
        verbs: subresourceVerbs(subresource),
      })),
    ]),
  }
}

/** The newer form: everything in one document, what kubectl and current clients ask for first. */
export function aggregatedDiscovery(isCore: boolean): Json {
  const groups = [...servedGroups()].filter(([group]) => (group === '') === isCore)
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map(([group, versions]) => ({
      metadata: group === '' ? {} : { name: group },
      versions: versions.map((version) => ({
        version,
        freshness: 'Current',
        resources: typesOfVersion(group, version).map((type) => aggregated(type, version)),
      })),
    })),
  }
}

function aggregated(type: ResourceType, version: string): Json {
  const responseKind = { group: type.group, version, kind: type.kind }
  return {
    resource: type.plural,
    responseKind,
    scope: type.isNamespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.kind.toLowerCase(),
    verbs: verbsOf(type),
    ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
    ...(type.subresources.length > 0
      ? {
          subresources: type.subresources.map((subresource) => ({
            subresource,
            responseKind:
              subresource === 'scale'
                ? { group: 'autoscaling', version: 'v1', kind: 'Scale' }
                : responseKind,
            verbs: subresourceVerbs(subresource),
          })),
        }
      : {}),
  }
}

function verbsOf(type: ResourceType): readonly string[] {
  return type.isReview ? ['create'] : verbs
}

function subresourceVerbs(subresource: string): readonly string[] {
  return subresource === 'log' ? ['get'] : ['get', 'patch', 'update']
}

/** Enough for clients that fetch the documents and find no schema in them. */
export function openApiV2(): Json {
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: 'v1.36.3+lab' },
    paths: {},
    definitions: {},
  }
}

export function openApiV3Index(): Json {
  const paths = [...servedGroups()].flatMap(([group, versions]) =>
    versions.map((version) => (group === '' ? `api/${version}` : `apis/${group}/${version}`)),
  )
  return {
    paths: Object.fromEntries(
      paths.map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}?hash=lab` }]),
    ),
  }
}

export function openApiV3(): Json {
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.3+lab' },
    paths: {},
    components: { schemas: {} },
  }
}
