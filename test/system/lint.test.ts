import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Log } from 'sarif'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLab } from '../../lab/start.ts'

const root = path.join(import.meta.dirname, '..', '..')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'alidade-lint-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly said: string
}

function lint(args: readonly string[], input = ''): Ended {
  const command = [path.join(root, 'cli/main.ts'), 'lint', ...args]
  const done = spawnSync(process.execPath, command, { cwd: folder, input, encoding: 'utf8' })
  return { code: done.status, out: done.stdout, said: done.stderr }
}

/** The same without holding up this process, in which the cluster is. */
async function lintLater(args: readonly string[]): Promise<Ended> {
  const command = [path.join(root, 'cli/main.ts'), 'lint', ...args]
  const most = 64 * 1024 * 1024
  return await new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      command,
      { cwd: folder, maxBuffer: most },
      (_error, out, said) => resolve({ code: child.exitCode, out, said }),
    )
  })
}

const service = `apiVersion: v1
kind: Service
metadata: { name: reviews }
spec: { selector: { app: reviews }, ports: [{ name: http, port: 9080 }] }
`
const routeTo = (host: string): string => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews }
spec:
  hosts: [reviews]
  http:
    - route:
        - destination: { host: ${host} } # where it goes
`

function write(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text)
  return name
}

describe('alidade lint', () => {
  it('ends with 0 where nothing is wrong', () => {
    const { code, out } = lint([write('good.yaml', service + routeTo('reviews'))])
    expect({ code, said: out.split('\n')[0] }).toEqual({
      code: 0,
      said: 'Nothing wrong in 2 objects.',
    })
  })

  it('ends with 1 where something is, and shows the line', () => {
    const { code, out } = lint([
      '--fail-on',
      'warning',
      write('bad.yaml', service + routeTo('revews')),
    ])
    expect(code).toBe(1)
    expect(out).toMatch(/bad\.yaml:13:\d+ {2}(warning|error) MC200 KIA1101/)
    expect(out).toContain('        - destination: { host: revews } # where it goes')
    expect(out).toMatch(/\^+/)
  })

  it('takes standard input, and leaves the exit code at 0 when told to', () => {
    const { code, out } = lint(
      ['--fail-on', 'none', '--format', 'json', '-'],
      service + routeTo('x'),
    )
    const report = JSON.parse(out) as { findings: { rule: string; file: string; line: number }[] }
    expect(code).toBe(0)
    expect(report.findings).toMatchObject([{ rule: 'MC200', file: '-', line: 13 }])
  })

  it('ends with 2 for what cannot be read, and checks the rest', () => {
    const bad = write('torn.yaml', 'kind: [')
    const { code, out } = lint([bad, 'absent.yaml', write('bad.yaml', service + routeTo('revews'))])
    expect(code).toBe(2)
    expect(out).toContain('absent.yaml  unreadable\n  There is no such file.')
    expect(out).toMatch(/torn\.yaml:\d+ {2}unreadable/)
    expect(out).toContain('MC200')
  })

  it.each([
    { desc: 'no files', args: [], says: /Name the files/ },
    { desc: 'an unknown format', args: ['--format', 'pdf', '.'], says: /human, sarif, junit/ },
    { desc: 'an unknown rule', args: ['--explain', 'MC000'], says: /no rule MC000/ },
    {
      desc: 'absent settings',
      args: ['--config', 'no.yaml', '.'],
      says: /no\.yaml cannot be read/,
    },
  ])('ends with 2 for $desc, and says what may be', ({ args, says }) => {
    const { code, said } = lint(args)
    expect(code).toBe(2)
    expect(said).toMatch(says)
  })

  it('explains a rule by its id and by the codes people know', () => {
    expect(lint(['--explain', 'KIA1101']).out).toMatch(/^MC200 .*\n\nCause: {2}\S/)
  })

  it('is quiet about what is acknowledged', () => {
    const text = routeTo('x').replace(
      '{ name: reviews }',
      '{ name: reviews, annotations: { alidade.dev/ignore: MC200=comes next week } }',
    )
    const { code, out } = lint(['--fail-on', 'info', write('known.yaml', service + text)])
    expect({ code, isCounted: out.includes('1 finding acknowledged') }).toEqual({
      code: 0,
      isCounted: true,
    })
  })

  it('mends what it safely can and keeps the comments', () => {
    const file = write('mend.yaml', service + routeTo('revews'))
    const { out } = lint(['--fix', file])
    const mended = readFileSync(path.join(folder, file), 'utf8')
    expect(out).toMatch(/fixed MC200 mend\.yaml:13/)
    expect(mended).toBe(service + routeTo('reviews'))
  })

  it('writes SARIF that names file, line and rule', () => {
    const { out } = lint(['--format', 'sarif', write('bad.yaml', service + routeTo('revews'))])
    const log = JSON.parse(out) as {
      version: string
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleIndex: number }[] }[]
    }
    const [run] = log.runs
    expect(log.version).toBe('2.1.0')
    expect(run?.results[0]).toMatchObject({
      ruleId: 'MC200',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'bad.yaml' }, region: { startLine: 13 } },
        },
      ],
    })
    expect(run?.tool.driver.rules[run.results[0]?.ruleIndex ?? -1]?.id).toBe('MC200')
  })
})

describe('alidade lint --context', () => {
  it('checks what a cluster has, and says what may not be read there', async () => {
    const lab = await startLab({ historySeconds: 60 })
    try {
      const kubeconfig = write(
        'kubeconfig.json',
        JSON.stringify({
          ...{ apiVersion: 'v1', kind: 'Config' },
          clusters: [
            {
              name: 'lab',
              cluster: { server: lab.kubernetesUrl, 'insecure-skip-tls-verify': true },
            },
          ],
          users: [{ name: 'me', user: { token: lab.tokens.admin } }],
          contexts: [{ name: 'west', context: { cluster: 'lab', user: 'me' } }],
        }),
      )
      const on = ['--context', 'west', '--kubeconfig', kubeconfig]
      const sarif = await lintLater([...on, '--format', 'sarif'])
      const log = JSON.parse(sarif.out) as Log
      const results = log.runs[0]?.results ?? []
      expect(sarif).toMatchObject({ code: 1, said: '' })
      expect(results.map(({ ruleId }) => ruleId)).toContain('MC200')
      const places = results
        .filter(({ ruleId }) => ruleId === 'MC200')
        .map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri)
      expect(places).toContain('west/broken/VirtualService/nobody-home')
      const human = await lintLater(on)
      expect(human.out).toMatch(/west\/broken\/VirtualService\/nobody-home:\d+:\d+ {2}error MC200/)
      const stranger = await lintLater(['--context', 'east', '--kubeconfig', kubeconfig])
      expect(stranger).toMatchObject({ code: 2, out: '' })
      expect(stranger.said).toContain('east')
    } finally {
      await lab.stop()
    }
  })

  it.each([
    { desc: 'files beside a cluster', args: ['--context', 'x', 'a.yaml'], says: /Name files or/ },
    { desc: 'fixes of a cluster', args: ['--context', 'x', '--fix'], says: /--fix writes files/ },
    { desc: 'a kubeconfig alone', args: ['--kubeconfig', 'x'], says: /goes with --context/ },
  ])('refuses $desc', ({ args, says }) => {
    const { code, said } = lint(args)
    expect(code).toBe(2)
    expect(said).toMatch(says)
  })
})
