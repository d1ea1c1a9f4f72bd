import { parseObject } from './json-format.ts'
import type { Operator } from './operators.ts'
import type { ReadField } from './template.ts'

const meanings: Readonly<Record<string, readonly [name: string, meaning: string]>> = {
  'src.addr': ['Source address', 'Address of the caller'],
  'src.workload': ['Source workload', 'Pod of the caller'],
  'src.namespace': ['Source namespace', 'Namespace of the caller'],
  'src.identity': ['Source identity', 'Whom the certificate of the caller names'],
  'dst.addr': ['Destination address', 'Where the connection goes; port 15008 is the tunnel'],
  'dst.hbone_addr': ['Inner address', 'Where the connection inside of the tunnel goes'],
  'dst.service': ['Service', 'What the caller asked for'],
  'dst.workload': ['Destination workload', 'Pod that is called'],
  'dst.namespace': ['Destination namespace', 'Namespace of the pod that is called'],
  'dst.identity': ['Destination identity', 'Whom the certificate of the called one names'],
  direction: ['Direction', 'outbound: at the node of the caller; inbound: of the called one'],
  bytes_sent: ['Bytes sent', 'To the caller’s side, over the whole connection'],
  bytes_recv: ['Bytes received', 'From the caller’s side, over the whole connection'],
  duration: ['Duration', 'From the opening of the connection to its end'],
  error: ['Error', 'Why the connection failed'],
}

function operatorOf(key: string): Operator {
  const [name, meaning] = meanings[key] ?? [key, 'A value that ztunnel adds to its access log']
  return { key, name, meaning, pattern: null }
}

const pairPattern = /([\w.]+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/y

/** A line of ztunnel's access log, as text or as JSON; null for all others. */
export function readConnection(line: string): readonly ReadField[] | null {
  const object = parseObject(line)
  if (object !== null) {
    if (object['scope'] !== 'access' || !('src.addr' in object)) return null
    return Object.entries(object)
      .filter(([key]) => key in meanings)
      .map(([key, value]) => ({
        operator: operatorOf(key),
        value: typeof value === 'string' ? value : JSON.stringify(value),
      }))
  }
  const [, , scope, , pairs] = line.split('\t', 5)
  if (scope !== 'access' || pairs === undefined) return null
  const fields = [...readPairs(pairs)]
  return fields.some(({ operator }) => operator.key === 'src.addr') ? fields : null
}

function* readPairs(text: string): Generator<ReadField> {
  pairPattern.lastIndex = 0
  const found: ReadField[] = []
  let at = 0
  while (at < text.length) {
    pairPattern.lastIndex = at
    const match = pairPattern.exec(text)
    if (match === null) {
      at += 1
      continue
    }
    const [whole, key = '', quoted, bare] = match
    found.push({ operator: operatorOf(key), value: quoted ?? bare ?? null })
    at += Math.max(1, whole.length)
  }
  yield* found
}
