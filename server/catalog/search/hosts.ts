import { Field } from '../../seams/field.ts'
import type { ConfigObject } from '../../seams/inventory.ts'

const withinCluster = /\.svc(\.|$)/

/**
 * Hosts that an object of the configuration names for the world outside, by the fields that mesh
 * APIs and the Gateway API keep them in. Services of the cluster have names of their own and are
 * left out, and so are hosts that mean all.
 */
export function hostsOf({ spec }: ConfigObject): readonly string[] {
  const root = new Field(spec)
  const told = [
    ...root.get('hosts').texts(),
    ...root.get('hostnames').texts(),
    root.get('host').text(),
    ...root
      .get('servers')
      .items()
      .flatMap((server) => server.get('hosts').texts()),
    ...root
      .get('listeners')
      .items()
      .map((listener) => listener.get('hostname').text()),
  ]
  const hosts = told.flatMap((text) => (text === null ? [] : [withoutNamespace(text)]))
  return [...new Set(hosts)].filter(isOutside)
}

/** `bookinfo/api.example.com`: for the callers of one namespace. */
const withoutNamespace = (host: string): string => host.slice(host.lastIndexOf('/') + 1)

const isOutside = (host: string): boolean => host.includes('.') && !withinCluster.test(host)
