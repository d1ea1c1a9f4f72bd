import { ExpandableSection } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ProxyInfo } from '#contract/proxy.ts'
import { useSetLogLevel } from '../../../api/proxy-queries.ts'
import { LogLevelForm } from '../../../components/LogLevelForm.tsx'
import { unusualLoggers, usualLevel } from '../../../components/usual-level.ts'
import type { Look } from '../use-look.ts'
import { t } from '../../../i18n/t.ts'

/** How much the proxy writes into its log, and the switch for who may. */
export function LevelsCard({ look, info }: { look: Look; info: ProxyInfo }): ReactNode {
  const setLevel = useSetLogLevel()
  const { pod, proxies, reading } = look
  const levels = info.levels ?? []
  const unusual = unusualLoggers(levels)
  return (
    <section className="al-proxy-card">
      <h3>{t('Log level')}</h3>
      <LogLevelForm
        key={pod.pod}
        pod={pod.pod}
        choices={pod.logLevels}
        level={usualLevel(levels)}
        whyNot={whyNot(look)}
        onSet={(level) => setLevel(reading.pod, { logger: null, level })}
      />
      {info.levels === null && (
        <p className="al-warn">{t('The proxy did not say which it has.')}</p>
      )}
      {!proxies.mayChange && levels.length > 0 && (
        <p>{t('It is {{level}}.', { level: usualLevel(levels) ?? '' })}</p>
      )}
      {unusual.length > 0 && (
        <p>
          {t('Otherwise set: {{loggers}}', {
            loggers: unusual.map(({ logger, level }) => `${logger} ${level}`).join(', '),
          })}
        </p>
      )}
      {levels.length > 0 && (
        <ExpandableSection toggleText={t('{{count}} loggers', { count: levels.length })}>
          <ul className="al-proxy-loggers">
            {levels.map(({ logger, level }) => (
              <li key={logger}>
                {logger} <span className="al-quiet">{level}</span>
              </li>
            ))}
          </ul>
        </ExpandableSection>
      )}
    </section>
  )
}

function whyNot({ pod, proxies }: Look): string | null {
  if (pod.logLevels.length === 0) return t('The level of this proxy cannot be set.')
  return proxies.mayChange ? null : t('You may not set it.')
}
