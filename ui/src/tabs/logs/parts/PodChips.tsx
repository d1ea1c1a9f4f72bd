import type { ReactNode } from 'react'
import type { LogContainers, LogSource } from '#contract/logs.ts'
import { t } from '../../../i18n/t.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import { partsOf, shortPod } from '../look.ts'
import type { Logs, ViewInAddress } from '../use-logs.ts'

export interface PodChipsProps {
  readonly pods: LogContainers['pods']
  readonly colours: ReadonlyMap<string, number>
  readonly address: ViewInAddress
  readonly logs: Logs
}

const mostChips = 24

/** The pods in their colours; pressed ones are shown alone. */
export function PodChips({ pods, colours, address, logs }: PodChipsProps): ReactNode {
  const chosen = address.view.pods
  const gone = logs.sources.filter(({ state }) => state === 'gone').map(podOf)
  const names = [...new Set([...pods.map(({ name }) => name), ...gone, ...chosen])].sort()
  if (names.length === 0) return null
  const toggle = (name: string): void =>
    address.change({
      pods: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name],
    })
  return (
    <div className="al-logs-pods" role="group" aria-label={t('Pods')}>
      {names.slice(0, mostChips).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={chosen.includes(name)}
          className={`al-logs-chip al-logs-c${colours.get(name) ?? 0}${isDimmed(chosen, name) ? ' al-logs-dimmed' : ''}`}
          title={name}
          onClick={() => toggle(name)}
        >
          <i aria-hidden="true" />
          {shortPod(name)}
          <PodState of={name} pods={pods} sources={logs.sources} dropped={logs.droppedBySource} />
        </button>
      ))}
      {names.length > mostChips && (
        <span className="al-quiet">
          {t('and {{amount}} more in “Sources”', { amount: names.length - mostChips })}
        </span>
      )}
    </div>
  )
}

const podOf = ({ source }: LogSource): string => partsOf(source).pod
const isDimmed = (chosen: readonly string[], name: string): boolean =>
  chosen.length > 0 && !chosen.includes(name)

interface PodStateProps {
  readonly of: string
  readonly pods: LogContainers['pods']
  readonly sources: readonly LogSource[]
  readonly dropped: ReadonlyMap<string, number>
}

function PodState({ of, pods, sources, dropped }: PodStateProps): ReactNode {
  const own = sources.filter((source) => podOf(source) === of)
  const isGone = own.length > 0 && own.every(({ state }) => state === 'gone')
  const pod = pods.find(({ name }) => name === of)
  const lost = [...dropped].reduce(
    (sum, [source, count]) => (partsOf(source).pod === of ? sum + count : sum),
    0,
  )
  const restarts = pod?.containers.reduce((sum, one) => sum + (one.restarts ?? 0), 0) ?? 0
  const words = [
    isGone
      ? t('gone')
      : pod?.isReady === false && pod.phase !== 'Succeeded'
        ? t('not ready')
        : null,
    restarts > 0 ? `↻ ${restarts}` : null,
    lost > 0 ? `−${formatWhole(lost)}` : null,
  ].filter((word) => word !== null)
  if (words.length === 0) return null
  return <span className="al-quiet">{words.join(' · ')}</span>
}
