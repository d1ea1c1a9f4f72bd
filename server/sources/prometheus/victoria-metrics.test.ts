import { describe, expect, it } from 'vitest'
import { readOwnPage } from './victoria-metrics.ts'

const page = (retention: string): string =>
  [
    'vm_log_messages_total{app_version="victoria-metrics-v9.9.9", level="info"} 1',
    'vm_app_version{version="victoria-metrics-20260814-tags-v1.150.0-0-g1", short_version="v1.150.0"} 1',
    `flag{name="retentionPeriod", value="${retention}", is_set="true"} 1`,
    'flag{name="retentionTimezoneOffset", value="5s", is_set="false"} 1',
    '',
  ].join('\n')

describe('what VictoriaMetrics tells of itself', () => {
  it('reads its version, which its API hides', () => {
    expect(readOwnPage(page('1')).version).toBe('1.150.0')
    expect(readOwnPage('process_cpu_seconds_total 1\n').version).toBeNull()
  })

  it.each([
    { desc: 'months, when it says no unit', text: '2', seconds: 5_356_800 },
    { desc: 'its default', text: '1M', seconds: 2_678_400 },
    { desc: 'days', text: '30d', seconds: 2_592_000 },
    { desc: 'half a year', text: '0.5y', seconds: 15_768_000 },
    { desc: 'a text that it may not have', text: 'for ever', seconds: null },
    { desc: 'nothing', text: '0', seconds: null },
  ])('reads how long it keeps samples: $desc', ({ text, seconds }) => {
    expect(readOwnPage(page(text)).retentionSeconds).toBe(seconds)
  })

  it('knows no retention of a node that keeps nothing itself', () => {
    expect(readOwnPage('flag{name="storageNode", value="a:8401"} 1\n').retentionSeconds).toBeNull()
  })
})
