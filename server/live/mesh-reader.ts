import { SourceUnavailableError } from '../errors.ts'
import type { KnownTags, MeshReadings } from '../mesh/mesh-input.ts'
import type { SurveyedMesh } from '../mesh/surveyed.ts'
import { readBundles } from '../mesh/webhooks.ts'
import type {
  ControlPlaneFigure,
  FigureAsk,
  FigureQuery,
  FoundComponent,
} from '../seams/mesh-parts.ts'
import { ObjectCallError } from '../seams/object-calls.ts'
import type { ClusterSource, MetricsSource } from '../seams/source.ts'
import type { LabelledVector } from '../seams/vector.ts'
import { Seldom } from './seldom.ts'

export interface MeshReaderDeps {
  readonly metrics: MetricsSource
  /** What the store calls the namespace and the name of a pod. */
  readonly labels: Omit<FigureAsk, 'windowSeconds'>
  readonly now: () => number // epoch ms
  readonly signal: AbortSignal
}

type Figures = MeshReadings['figures']
type Kept = Omit<MeshReadings, 'figures'>

interface Reading {
  /** As it was when somebody asked last: what is to be read follows it. */
  found: SurveyedMesh
  readonly figures: Seldom<Figures>
  readonly kept: Seldom<Kept>
}

const figuresEveryMs = 15_000
const keptEveryMs = 60_000
const windowSeconds = 300
const figureMs = 5_000 // whoever asks first waits for it
const nothingKept: Kept = {
  rootCertificates: new Map(),
  settings: new Map(),
  revisionByTag: 'unavailable',
  webhooks: [],
}

/**
 * What is said of a mesh beside its objects: figures of its control planes, their certificates and
 * settings, tags of revisions. Read with the rights of the console, for all who ask, and kept a
 * while; who may be told of it is decided elsewhere. What fails is not known, and nothing else is.
 */
export class MeshReader {
  readonly #deps: MeshReaderDeps
  readonly #readings = new Map<string, Reading>()

  constructor(deps: MeshReaderDeps) {
    this.#deps = deps
  }

  async read(cluster: ClusterSource, found: SurveyedMesh): Promise<MeshReadings> {
    const reading = this.#readingOf(cluster, found)
    const now = this.#deps.now()
    const [figures, kept] = await Promise.all([reading.figures.known(now), reading.kept.known(now)])
    return { ...kept, figures }
  }

  /** Without what the metric store says, which may keep one waiting. */
  async tags(cluster: ClusterSource, found: SurveyedMesh): Promise<KnownTags> {
    const kept = await this.#readingOf(cluster, found).kept.known(this.#deps.now())
    return kept.revisionByTag
  }

  #readingOf(cluster: ClusterSource, found: SurveyedMesh): Reading {
    const key = `${cluster.id} ${found.mesh.id}`
    let reading = this.#readings.get(key)
    if (reading === undefined) this.#readings.set(key, (reading = this.#open(cluster, found)))
    reading.found = found
    return reading
  }

  #open(cluster: ClusterSource, first: SurveyedMesh): Reading {
    const reading: Reading = {
      found: first,
      figures: new Seldom<Figures>(() => this.#readFigures(reading.found), {
        everyMs: figuresEveryMs,
        without: null,
      }),
      kept: new Seldom<Kept>(() => readKept(cluster, reading.found), {
        everyMs: keptEveryMs,
        without: nothingKept,
      }),
    }
    return reading
  }

  async #readFigures({ mesh }: SurveyedMesh): Promise<Figures> {
    const { labels } = this.#deps
    const queries = mesh.parts.figures({ ...labels, windowSeconds })
    const answers = await Promise.all(queries.map((query) => this.#readFigure(query)))
    return new Map(answers.filter((answer) => answer !== null))
  }

  async #readFigure({
    figure,
    promql,
  }: FigureQuery): Promise<[ControlPlaneFigure, ReadonlyMap<string, number>] | null> {
    const { metrics, labels, signal } = this.#deps
    try {
      const { vector } = await metrics.query(promql, { signal, deadlineMs: figureMs })
      return [figure, byPod(vector, labels)]
    } catch (error) {
      if (error instanceof SourceUnavailableError) return null
      throw error
    }
  }
}

/** `namespace/pod` → value; what is no number is not known. */
function byPod(
  { labelNames, strings, codes, values }: LabelledVector,
  { namespaceLabel, podLabel }: MeshReaderDeps['labels'],
): ReadonlyMap<string, number> {
  const [ofNamespace, ofPod] = [labelNames.indexOf(namespaceLabel), labelNames.indexOf(podLabel)]
  const textAt = (row: number, column: number): string =>
    strings[codes[row * labelNames.length + column] ?? 0] ?? ''
  const found = new Map<string, number>()
  if (ofNamespace < 0 || ofPod < 0) return found
  values.forEach((value, row) => {
    if (Number.isFinite(value))
      found.set(`${textAt(row, ofNamespace)}/${textAt(row, ofPod)}`, value)
  })
  return found
}

async function readKept(cluster: ClusterSource, { mesh, survey }: SurveyedMesh): Promise<Kept> {
  const { parts } = mesh
  const planes = survey.components.filter(({ role }) => role === 'controlPlane')
  const readRoot = async (namespace: string): Promise<[string, string | null]> => {
    const data = await cluster.logs.configMap(namespace, parts.rootCertificate.configMap)
    return [namespace, data?.[parts.rootCertificate.key] ?? null]
  }
  const readSettings = async (
    one: FoundComponent,
  ): Promise<[string, ReturnType<typeof parts.readSettings> | null]> => {
    const place = parts.settingsOf(one)
    const data = await cluster.logs.configMap(place.namespace, place.name)
    return [`${one.namespace}/${one.name}`, data === null ? null : parts.readSettings(data)]
  }
  const namespaces = new Set(planes.map(({ namespace }) => namespace))
  const [roots, settings, webhooks] = await Promise.all([
    Promise.all([...namespaces].map(readRoot)),
    Promise.all(planes.map(readSettings)),
    readWebhooks(cluster, parts),
  ])
  return { rootCertificates: new Map(roots), settings: new Map(settings), ...webhooks }
}

/** The webhooks of the mesh, those that stand for tags among them. */
async function readWebhooks(
  cluster: ClusterSource,
  { tags, readTag }: SurveyedMesh['mesh']['parts'],
): Promise<Pick<Kept, 'revisionByTag' | 'webhooks'>> {
  try {
    const { objects } = await cluster.calls.list({ kind: 'anonymous' }, tags)
    const found = objects.flatMap((object) => {
      const read = readTag(object)
      const { name } = object.metadata
      return read === null ? [] : [{ ...read, name, bundles: readBundles(object) }]
    })
    return {
      revisionByTag: new Map(
        found.flatMap(({ tag, revision }) => (tag === null ? [] : [[tag, revision] as const])),
      ),
      webhooks: found.map(({ name, revision, bundles }) => ({ name, revision, bundles })),
    }
  } catch (error) {
    const isRefused = error instanceof ObjectCallError && error.failure.kind === 'forbidden'
    return { revisionByTag: isRefused ? 'forbidden' : 'unavailable', webhooks: [] }
  }
}
