import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listContexts, readKubeAccess } from './kubeconfig.ts'

const cluster = '{name: east, cluster: {server: "http://127.0.0.1:1"}}'
const user = '{name: me, user: {token: secret-token}}'
const contexts =
  'contexts: [{name: home, context: {cluster: east, user: me}}, {name: odd, context: {cluster: west, user: me}}, {name: lost, context: {cluster: east, user: you}}]'
const whole = (current: string): string =>
  `apiVersion: v1\nkind: Config\n${current}\nclusters: [${cluster}]\nusers: [${user}]\n${contexts}\n`

describe('reading a kubeconfig', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'alidade-kubeconfig-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([
    { desc: 'no YAML', text: '{', message: /is not one \(.*mend it, or name another/ },
    { desc: 'empty', text: '', message: /mend it, or name another|has no current-context/ },
    {
      desc: 'no context chosen',
      text: whole(''),
      message: /has no current-context: choose one with --context \(home, odd, lost\)\.$/,
    },
    {
      desc: 'an unknown context chosen in it',
      text: whole('current-context: away'),
      message: /names the context "away", which is not there: choose one/,
    },
    {
      desc: 'an unknown context asked for',
      text: whole('current-context: home'),
      context: 'away',
      message: /has no context "away": choose one with --context \(home, odd, lost\)\.$/,
    },
    {
      desc: 'a context of an unknown cluster',
      text: whole('current-context: odd'),
      message: /The context "odd" in .* names the cluster "west"/,
    },
    {
      desc: 'a context of an unknown user',
      text: whole('current-context: lost'),
      message: /The context "lost" in .* names the user "you"/,
    },
    {
      desc: 'a certificate that is not there',
      text: whole('current-context: home').replace(
        'http://127.0.0.1:1"',
        'https://127.0.0.1:1", certificate-authority: no.crt',
      ),
      message:
        /The certificate-authority of the cluster "east" in .* is the file .*no\.crt, which cannot be read\.$/,
    },
  ])('says in one sentence what is wrong: $desc', ({ text, context, message }) => {
    const file = path.join(folder, 'config')
    writeFileSync(file, text)
    const read = (): unknown =>
      readKubeAccess({ kubeconfigPath: file, ...(context === undefined ? {} : { context }) })
    expect(read).toThrow(message)
    expect(read).toThrow(/^[^\n]*$/)
    expect(read).not.toThrow(/secret-token/)
  })

  it('says that the file is not there', () => {
    expect(() => readKubeAccess({ kubeconfigPath: path.join(folder, 'none') })).toThrow(
      /none cannot be read \(ENOENT\): name another with --kubeconfig\.$/,
    )
  })

  it('takes the context asked for, and plain http as it is', () => {
    const file = path.join(folder, 'config')
    writeFileSync(file, whole('current-context: odd'))
    const access = readKubeAccess({ kubeconfigPath: file, context: 'home' })
    expect(access.cluster).toMatchObject({ server: 'http://127.0.0.1:1', skipTLSVerify: true })
    expect(access.howFound).toBe(`context home of ${file}`)
  })

  it('lists the contexts by name, usable or not, and which one is meant', () => {
    const file = path.join(folder, 'config')
    writeFileSync(file, whole('current-context: odd'))
    const listed = listContexts({ kubeconfigPath: file })
    expect(listed).toEqual({
      contexts: [
        { name: 'home', cluster: 'east', user: 'me' },
        { name: 'lost', cluster: 'east', user: 'you' },
        { name: 'odd', cluster: 'west', user: 'me' },
      ],
      current: 'odd',
    })
    expect(JSON.stringify(listed)).not.toMatch(/secret|127/)
    expect(listContexts({ kubeconfigPath: file, context: 'home' }).current).toBe('home')
    writeFileSync(file, whole(''))
    expect(listContexts({ kubeconfigPath: file }).current).toBeNull()
  })
})
