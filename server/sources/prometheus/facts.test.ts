import { describe, expect, it } from 'vitest'
import { readDuration, readScrapeInterval } from './facts.ts'

describe('facts of the store', () => {
  it.each([
    { text: '15s', seconds: 15 },
    { text: '1m30s', seconds: 90 },
    { text: '500ms', seconds: 0.5 },
    { text: '15d', seconds: 1_296_000 },
    { text: '0s', seconds: null },
    { text: '', seconds: null },
    { text: '15', seconds: null },
    { text: '10GiB', seconds: null },
  ])('reads the duration "$text"', ({ text, seconds }) => {
    expect(readDuration(text)).toBe(seconds)
  })

  it.each([
    {
      desc: 'plain',
      yaml: 'global:\n  scrape_interval: 15s\n  evaluation_interval: 1m\n',
      seconds: 15,
    },
    {
      desc: 'not the first of the block',
      yaml: 'global:\n  external_labels:\n    a: b\n  scrape_interval: 1m\nscrape_configs: []\n',
      seconds: 60,
    },
    { desc: 'in quotes', yaml: 'global:\n  scrape_interval: "30s"\n', seconds: 30 },
    {
      desc: "a job's own only",
      yaml: 'global: {}\nscrape_configs:\n- job_name: a\n  scrape_interval: 5s\n',
      seconds: null,
    },
    { desc: 'nothing', yaml: '', seconds: null },
  ])('reads the scrape interval: $desc', ({ yaml, seconds }) => {
    expect(readScrapeInterval(yaml)).toBe(seconds)
  })
})
