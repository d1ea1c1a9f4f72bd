import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { namesBackEnd, readConfig, settingsOfOther } from './config.ts'

const fileWith = (text: string): string => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'alidade-config-')), 'alidade.yaml')
  writeFileSync(file, text)
  return file
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig([], {})).toMatchObject({
      host: '127.0.0.1',
      port: 20001,
      basePath: '',
      auth: 'anonymous',
      perContext: {},
      tracesEndpoint: null,
    })
  })

  it('prefers an option to the environment and that to the file', () => {
    const file = fileWith('port: 1001\nhost: localhost\nlogLevel: warn\n')
    const env = { ALIDADE_PORT: '1002', ALIDADE_HOST: '127.0.0.2' }
    expect(readConfig(['--config', file, '--port', '1003'], env)).toMatchObject({
      port: 1003,
      host: '127.0.0.2',
      logLevel: 'warn',
    })
  })

  it('FH-14: reads what the page is to offer to find and to hide, from the file alone', () => {
    const file = fileWith(
      'findPresets:\n  - { description: Slow, expression: rt > 300, atFirst: true }\n' +
        'hidePresets: [{ description: Shop, expression: ns = shop }]\n',
    )
    const { findPresets, hidePresets } = readConfig(['--config', file], {})
    expect(findPresets).toEqual([{ description: 'Slow', expression: 'rt > 300', atFirst: true }])
    expect(hidePresets).toEqual([{ description: 'Shop', expression: 'ns = shop', atFirst: false }])
    const wrong = fileWith('findPresets: [{ description: Slow }]\n')
    expect(() => readConfig(['--config', wrong], {})).toThrow(/--find-presets/)
  })

  it('reads the rows and the groupings that an administrator adds', () => {
    const file = fileWith(
      'detailRows:\n  - { title: Team, annotation: example.com/team }\n' +
        'chartGroupings:\n  - { id: team, title: Team, label: team_name }\n',
    )
    const { detailRows, chartGroupings } = readConfig(['--config', file], {})
    expect(detailRows).toEqual([{ title: 'Team', annotation: 'example.com/team' }])
    expect(chartGroupings).toEqual([
      {
        ...{ id: 'team', title: 'Team', label: 'team_name' },
        directions: ['inbound', 'outbound'],
      },
    ])
  })

  it.each([
    {
      desc: 'a row of nothing',
      text: 'detailRows: [{ title: Team }]\n',
      says: /--detail-rows .* names an annotation or a label/,
    },
    {
      desc: 'a grouping by peers, which would tell everybody who they are',
      text: 'chartGroupings: [{ id: who, title: Who, label: source_workload }]\n',
      says: /--chart-groupings .* not everybody may see/,
    },
  ])('refuses $desc', ({ text, says }) => {
    expect(() => readConfig(['--config', fileWith(text)], {})).toThrow(says)
  })

  it.each([
    {
      desc: 'a word that does not exist',
      expression: 'healthy or helthy',
      says: /"Slow": in "healthy or helthy", character 12: .* did you mean healthy\./,
    },
    {
      desc: 'an end too early',
      expression: 'rt >',
      says: /"Slow": in "rt >", character 4: A value is missing behind “>”: milliseconds\./,
    },
  ])('FH-14: refuses a preset with $desc, and says the way out', ({ expression, says }) => {
    const file = fileWith(`hidePresets: [{ description: Slow, expression: "${expression}" }]\n`)
    expect(() => readConfig(['--config', file], {})).toThrow(/^--hide-presets/)
    expect(() => readConfig(['--config', file], {})).toThrow(says)
  })

  it('reads who may show it in a frame, as origins alone', () => {
    expect(readConfig([], {}).embedIn).toEqual([])
    const given = { ALIDADE_EMBED_IN: 'https://portal.example,http://127.0.0.1:8080' }
    expect(readConfig([], given).embedIn).toEqual([
      'https://portal.example',
      'http://127.0.0.1:8080',
    ])
    for (const wrong of ['https://portal.example/console', '*', 'javascript:alert(1)', "'none'"])
      expect(() => readConfig(['--embed-in', wrong], {})).toThrow(/--embed-in .*origins/)
  })

  it('reads headers as name and value', () => {
    const { prometheusHeader } = readConfig(
      ['--prometheus-header', 'X-Scope-OrgID: team: a', '--prometheus-header', 'X-B: 2'],
      {},
    )
    expect(prometheusHeader).toEqual([
      ['X-Scope-OrgID', 'team: a'],
      ['X-B', '2'],
    ])
  })

  it.each([
    { desc: 'no number', argv: ['--port', 'many'], says: /^--port \(ALIDADE_PORT\): / },
    { desc: 'no address', argv: ['--prometheus', 'prom:9090'], says: /--prometheus .* http/ },
    { desc: 'a path without slash', argv: ['--base-path', 'mesh'], says: /must look like \/mesh/ },
    { desc: 'an unknown option', argv: ['--prometeus', 'x'], says: /--prometeus/ },
    { desc: 'a stray word', argv: ['lab'], says: /too many arguments.*lab/ },
    { desc: 'a header without colon', argv: ['--prometheus-header', 'X'], says: /"Name: value"/ },
    {
      desc: 'a file that is not there',
      argv: ['--config', '/nowhere.yaml'],
      says: /\/nowhere\.yaml/,
    },
    {
      desc: 'everybody on an address of everybody',
      argv: ['--host', '0.0.0.0'],
      says: /--auth token, or add --i-know/,
    },
  ])('names the setting and the way out: $desc', ({ argv, says }) => {
    expect(() => readConfig(argv, {})).toThrow(says)
  })

  it('names a setting of the file that does not exist', () => {
    expect(() => readConfig(['--config', fileWith('prometeus: http://x\n')], {})).toThrow(
      /There is no setting prometeus/,
    )
  })

  it('keeps what is named for the first context from all others', () => {
    const file = fileWith('perContext: { west: { prometheus: "http://west:9090" } }\n')
    const argv = ['--config', file, '--context', 'east', '--prometheus', 'http://east:9090']
    const secret = ['--prometheus-header', 'X-Key: secret', '--prometheus-token-file', '/token']
    const config = readConfig([...argv, ...secret, '--cluster-name', 'east'], {})
    const west = settingsOfOther(config, 'west')
    expect(west).toMatchObject({ context: 'west', prometheus: 'http://west:9090' })
    const north = settingsOfOther(config, 'north')
    expect(north.prometheus).toBeUndefined()
    for (const settings of [west, north]) {
      expect(JSON.stringify({ ...settings, perContext: {} })).not.toMatch(/secret|token"|east/)
      expect(settings.port).toBe(config.port)
    }
  })

  it('takes several contexts from an option or from one variable', () => {
    expect(readConfig(['--contexts', 'a', 'b'], {}).contexts).toEqual(['a', 'b'])
    expect(readConfig([], { ALIDADE_CONTEXTS: 'a,b' }).contexts).toEqual(['a', 'b'])
    expect(readConfig([], {}).contexts).toBeUndefined()
  })

  it('lets everybody in on purpose only', () => {
    expect(readConfig(['--host', '0.0.0.0', '--i-know'], {}).iKnow).toBe(true)
    expect(readConfig(['--host', '0.0.0.0', '--auth', 'token'], {}).auth).toBe('token')
  })
})

describe('namesBackEnd', () => {
  it.each([
    { desc: 'nothing', argv: ['--port', '1'], env: {}, expected: false },
    { desc: 'an option', argv: ['--prometheus', 'http://x'], env: {}, expected: true },
    { desc: 'an option with =', argv: ['--kubeconfig=/x'], env: {}, expected: true },
    { desc: 'a variable', argv: [], env: { ALIDADE_PROMETHEUS: 'http://x' }, expected: true },
  ])('$desc: $expected', ({ argv, env, expected }) => {
    expect(namesBackEnd(argv, env)).toBe(expected)
  })
})
