import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSources, root } from './sources.ts'

const sources = readSources()
const code = sources.filter(({ isTest }) => !isTest)
const paths = (files: typeof sources): string[] => files.map((file) => file.path)

const vendorName = /istio|linkerd|consul|envoy|kuma|cilium/i
const vendorPlaces =
  /^(server\/meshes\/|server\/proxies\/envoy\/|lab\/|test\/|bench\/|server\/[^/]+\.ts$)|^scripts\//
const domainFolders =
  /^server\/(graph|health|validations|routing|meshes|catalog|charts|logs|mesh|traces|proxies)\//
const bannedName = /(^|\/)(utils?|helpers?|common|misc|types|shared|constants)(\.tsx?$|\/)/

/** Comments may name a vendor to say where a rule comes from; code outside its folder may not. */
const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')

describe('house', () => {
  it('names vendors only where vendors live', () => {
    const strangers = code
      .filter((file) => !vendorPlaces.test(file.path))
      .filter((file) => vendorName.test(withoutComments(file.text)))
    expect(paths(strangers)).toEqual([])
  })

  it('waits for nothing in domain folders, except in gather.ts', () => {
    const waiting = code
      .filter((file) => domainFolders.test(file.path) && !file.path.endsWith('/gather.ts'))
      .filter((file) => /\b(await|Promise)\b/.test(withoutComments(file.text)))
    expect(paths(waiting)).toEqual([])
  })

  it('reads the environment in one place', () => {
    const readers = code
      .filter((file) => /^(server|contract|ui)\//.test(file.path))
      .filter((file) => file.text.includes('process.env'))
    expect(paths(readers).filter((name) => name !== 'server/main.ts')).toEqual([])
  })

  it('has no file named after nothing', () => {
    expect(paths(sources.filter((file) => bannedName.test(file.path)))).toEqual([])
  })

  it('gives every runtime dependency a line in the decisions', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const decisions = path.join(root, 'docs/decisions/dependencies.md')
    const text = existsSync(decisions) ? readFileSync(decisions, 'utf8') : ''
    const missing = Object.keys(manifest.dependencies).filter(
      (name) => !text.includes(`\`${name}\``),
    )
    expect(missing).toEqual([])
  })

  it('locks exact versions', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string> | undefined
    >
    const loose = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}).filter(
        ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
      ),
    )
    expect(loose).toEqual([])
  })
})
