import { describe, expect, it } from 'vitest'
import { chooseReporter } from './reporter.ts'

describe('chooseReporter', () => {
  it.each([
    { desc: 'nobody', source: null, destination: null, waypoint: null, expected: undefined },
    { desc: 'equal: the client', source: 5, destination: 5, waypoint: null, expected: 'source' },
    { desc: 'server 1 % more', source: 99, destination: 100, waypoint: null, expected: 'source' },
    { desc: 'client 1 % more', source: 100, destination: 99, waypoint: null, expected: 'source' },
    { desc: 'exactly 2 %', source: 98, destination: 100, waypoint: null, expected: 'source' },
    {
      desc: 'server 3 % more',
      source: 97,
      destination: 100,
      waypoint: null,
      expected: 'destination',
    },
    { desc: 'client 3 % more', source: 100, destination: 97, waypoint: null, expected: 'source' },
    {
      desc: 'a gap in the scrapes of the client',
      source: 1,
      destination: 100,
      waypoint: null,
      expected: 'destination',
    },
    {
      desc: 'a gap in those of the server',
      source: 100,
      destination: 1,
      waypoint: null,
      expected: 'source',
    },
    {
      desc: 'only the client: nothing arrived',
      source: 3,
      destination: null,
      waypoint: null,
      expected: 'source',
    },
    {
      desc: 'only the server: a caller outside',
      source: null,
      destination: 3,
      waypoint: null,
      expected: 'destination',
    },
    { desc: 'all idle', source: 0, destination: 0, waypoint: null, expected: 'source' },
    {
      desc: 'only the server, idle',
      source: null,
      destination: 0,
      waypoint: null,
      expected: 'destination',
    },
    {
      desc: 'the waypoint over both',
      source: 9,
      destination: 9,
      waypoint: 8,
      expected: 'waypoint',
    },
    {
      desc: 'the waypoint alone',
      source: null,
      destination: null,
      waypoint: 1,
      expected: 'waypoint',
    },
    {
      desc: 'a waypoint without calls where others saw some',
      source: 4,
      destination: null,
      waypoint: 0,
      expected: 'source',
    },
  ])('$desc: $expected', ({ expected, source, destination, waypoint }) => {
    expect(chooseReporter({ source, destination, waypoint })?.reporter).toBe(expected)
  })
})
