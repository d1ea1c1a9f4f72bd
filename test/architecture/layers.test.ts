import { describe, expect, it } from 'vitest'
import { readSources } from './sources.ts'

/**
 * Who may import whom. The first pattern that fits a file decides; what it imports must begin with
 * one of the places, or be a package (contract is the exception: zod alone). `$1` is what the
 * pattern captured. A file that no pattern fits fails: nobody adds a folder quietly.
 */
const layers: readonly (readonly [file: RegExp, mayImport: readonly string[]])[] = [
  [/^contract\//, ['contract/', 'zod']],
  [/^server\/seams\//, ['contract/', 'server/seams/']],
  [/^server\/health\//, ['contract/', 'server/seams/', 'server/health/']],
  [/^server\/validations\//, ['contract/', 'server/seams/', 'server/validations/']],
  [/^server\/routing\/([^/]+)\//, ['contract/', 'server/seams/', 'server/routing/$1/']],
  [
    /^server\/(catalog|charts|logs|mesh|traces|proxies|writes)\//,
    ['contract/', 'server/seams/', 'server/health/', 'server/$1/'],
  ],
  [/^server\/graph\//, ['contract/', 'server/seams/', 'server/health/', 'server/graph/']],
  [
    /^server\/meshes\/(index|rules|conformance)\.ts$/,
    ['contract/', 'server/seams/', 'server/meshes/'],
  ],
  [
    /^server\/meshes\/([^/]+)\//,
    ['contract/', 'server/seams/', 'server/meshes/$1/', 'server/meshes/conformance.ts'],
  ],
  [/^server\/sources\/([^/]+)\//, ['contract/', 'server/seams/', 'server/sources/$1/']],
  [/^server\/sources\/[^/]+\.ts$/, ['contract/', 'server/seams/', 'server/sources/']],
  [/^server\/auth\//, ['contract/', 'server/seams/', 'server/auth/']],
  [
    /^server\/live\//,
    [
      'contract/',
      'server/seams/',
      'server/graph/',
      'server/health/',
      'server/validations/',
      'server/catalog/',
      'server/charts/',
      'server/logs/',
      'server/mesh/',
      'server/traces/',
      'server/proxies/',
      'server/writes/',
      'server/auth/',
      'server/live/',
    ],
  ],
  [
    /^server\/http\//,
    [
      'contract/',
      'server/seams/',
      'server/graph/',
      'server/health/',
      'server/validations/',
      'server/catalog/',
      'server/charts/',
      'server/logs/',
      'server/mesh/',
      'server/traces/',
      'server/proxies/',
      'server/writes/',
      'server/routing/',
      'server/auth/',
      'server/live/',
      'server/http/',
    ],
  ],
  [/^server\/[^/]+\.ts$/, ['contract/', 'server/']],
  [/^lab\//, ['lab/']],
  [/^cli\//, ['contract/', 'server/', 'cli/']],
  [/^ui\/src\/i18n\//, ['ui/src/i18n/']],
  [/^ui\/src\/lib\//, ['contract/', 'ui/src/lib/']],
  [/^ui\/src\/api\//, ['contract/', 'ui/src/lib/', 'ui/src/api/']],
  [/^ui\/src\/canvas\//, ['contract/', 'ui/src/lib/', 'ui/src/canvas/']],
  [/^ui\/src\/components\//, ['contract/', 'ui/src/lib/', 'ui/src/components/']],
  [
    /^ui\/src\/wizards\//,
    ['contract/', 'ui/src/lib/', 'ui/src/api/', 'ui/src/components/', 'ui/src/wizards/'],
  ],
  [/^ui\/src\/tabs\/index\.ts$/, ['ui/src/tabs/']],
  [
    // The dashboard of a proxy is drawn as all dashboards are.
    /^ui\/src\/tabs\/proxy\/parts\/MetricsPart\.tsx$/,
    ['contract/', 'ui/src/api/', 'ui/src/tabs/proxy/', 'ui/src/tabs/metrics/'],
  ],
  [
    /^ui\/src\/tabs\/([^/]+)\//,
    [
      'contract/',
      'ui/src/lib/',
      'ui/src/api/',
      'ui/src/canvas/',
      'ui/src/components/',
      'ui/src/tabs/tab.ts',
      'ui/src/tabs/$1/',
    ],
  ],
  [/^ui\/src\/tabs\/tab\.ts$/, ['contract/', 'ui/src/components/']],
  [/^ui\/src\/pages\/index\.ts$/, ['ui/src/pages/', 'ui/src/app/page.ts']],
  [
    /^ui\/src\/pages\/([^/]+)\//,
    [
      'contract/',
      'ui/src/lib/',
      'ui/src/api/',
      'ui/src/canvas/',
      'ui/src/components/',
      'ui/src/wizards/',
      'ui/src/tabs/',
      'ui/src/app/page.ts',
      'ui/src/pages/$1/',
    ],
  ],
  [/^ui\/src\/(app\/|main\.ts$)/, ['contract/', 'ui/src/']],
  [
    /^ui\/(dev|test-support)\/|^ui\/test-setup\.ts$|^ui\/src\/vite-env\.d\.ts$/,
    ['contract/', 'ui/'],
  ],
  [
    /^(bench|scripts|test)\//,
    ['contract/', 'server/', 'lab/', 'cli/', 'bench/', 'scripts/', 'test/', 'ui/src/'],
  ],
]

const ownFolders = /^(contract|server|ui|lab|cli|bench|scripts|test)\//
const sources = readSources()

function offences(file: (typeof sources)[number]): string[] {
  const layer = layers.find(([pattern]) => pattern.test(file.path))
  if (layer === undefined) return [`${file.path} is in no folder of the house`]
  const [pattern, places] = layer
  const captured = pattern.exec(file.path)?.[1] ?? ''
  const allowed = places.map((place) => place.replace('$1', captured))
  if (file.path.startsWith('server/')) allowed.push('server/errors.ts')
  // Words of every part of the page go through one library.
  if (file.path.startsWith('ui/src/')) allowed.push('ui/src/i18n/')
  // Tests of pure folders may use the builders; those of the page its own.
  if (file.isTest) allowed.push('test/support/', 'ui/test-support/')
  // Rules are proven by the engine that runs them.
  if (file.isTest && /^server\/meshes\/[^/]+\/rules\//.test(file.path))
    allowed.push('server/validations/')
  return file.imports
    .filter((target) => ownFolders.test(target) || file.path.startsWith('contract/'))
    .filter((target) => !allowed.some((place) => target.startsWith(place)))
    .filter((target) => !(file.isTest && !ownFolders.test(target)))
    .map((target) => `${file.path} may not import ${target}`)
}

describe('layers', () => {
  it('knows the sources', () => {
    expect(sources.length).toBeGreaterThan(30)
  })

  it('lets nobody import across a wall', () => {
    expect(sources.flatMap(offences)).toEqual([])
  })
})
