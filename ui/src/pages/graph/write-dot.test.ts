import { describe, expect, it } from 'vitest'
import { bookinfo } from '../../../test-support/bookinfo.ts'
import { aGraph, aNode, anEdge } from '../../../test-support/builders.ts'
import { writeDot } from './write-dot.ts'

const count = (text: string, part: RegExp): number => [...text.matchAll(part)].length

describe('writeDot', () => {
  it('has every node, every edge and every box once', () => {
    const graph = bookinfo()
    const text = writeDot(graph)
    expect(text.startsWith('digraph mesh {\n')).toBe(true)
    expect(count(text, /^ *"[^"]+" \[label=/gm)).toBe(graph.nodes.length)
    expect(count(text, /^ *"[^"]+" -> "[^"]+" \[/gm)).toBe(graph.edges.length)
    expect(count(text, /^ *subgraph "cluster_/gm)).toBe(graph.boxes.length)
    expect(count(text, /\{$/gm)).toBe(count(text, /^ *\}$/gm))
  })

  it('puts nodes into their boxes, and boxes into theirs', () => {
    const lines = writeDot(bookinfo()).split('\n')
    const indentOf = (start: string): number | undefined =>
      lines.find((line) => line.trimStart().startsWith(start))?.search(/\S/)
    expect(indentOf('subgraph "cluster_box:namespace/east/bookinfo"')).toBe(2)
    expect(indentOf('subgraph "cluster_box:app/east/bookinfo/reviews"')).toBe(4)
    expect(indentOf('"app:east/bookinfo/reviews@v2" [')).toBe(6)
  })

  it('says health as colour, and rates and errors on edges', () => {
    const text = writeDot(bookinfo())
    expect(text).toContain('[label="ratings v1", shape=box, color=red3]')
    expect(text).toContain('[label="4 rps\\n25%", color=red3]')
  })

  it('keeps names with quotes and backslashes within their quotes', () => {
    const name = String.raw`a" \ b`
    const text = writeDot(aGraph({ nodes: [aNode('odd', { name, kind: 'workload' })] }))
    expect(text).toContain(String.raw`[label="a\" \\ b", shape=ellipse`)
  })

  it('draws what is idle dotted', () => {
    const edge = anEdge(aNode('a@v1'), aNode('b@v1'), { isIdle: true })
    expect(writeDot(aGraph({ edges: [edge] }))).toMatch(/style=dotted\]/)
  })
})
