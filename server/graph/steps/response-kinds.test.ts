import { describe, expect, it } from 'vitest'
import { classOf, createResponseKinds } from './response-kinds.ts'

const answer = (protocol: string, code: string | null, more: object = {}) => ({
  protocol,
  code,
  grpcStatus: null,
  flags: null,
  ...more,
})

describe('classOf', () => {
  it.each([
    { desc: 'a 200', of: answer('http', '200'), expected: 'ok' },
    { desc: 'a 101', of: answer('http', '101'), expected: 'ok' },
    { desc: 'a 304', of: answer('http', '304'), expected: 'redirect' },
    { desc: 'a 404: the caller is at fault', of: answer('http', '404'), expected: 'clientError' },
    { desc: 'a 503', of: answer('http', '503', { flags: 'UF' }), expected: 'serverError' },
    { desc: 'code 0: no response', of: answer('http', '0'), expected: 'noResponse' },
    {
      desc: 'code 0 with DC: the client hung up (T6)',
      of: answer('http', '0', { flags: 'DC' }),
      expected: 'clientClosed',
    },
    {
      desc: 'DC among other flags',
      of: answer('http', '0', { flags: 'UC,DC' }),
      expected: 'clientClosed',
    },
    {
      desc: 'DC beside a real code',
      of: answer('http', '500', { flags: 'DC' }),
      expected: 'serverError',
    },
    {
      desc: 'gRPC 13 under a 200 (T5)',
      of: answer('grpc', '200', { grpcStatus: '13' }),
      expected: 'grpcError',
    },
    { desc: 'gRPC 0', of: answer('grpc', '200', { grpcStatus: '0' }), expected: 'ok' },
    { desc: 'gRPC without a status', of: answer('grpc', '503'), expected: 'serverError' },
    {
      desc: 'gRPC with a status that is none',
      of: answer('grpc', '200', { grpcStatus: '99' }),
      expected: 'ok',
    },
    { desc: 'a code that was not told', of: answer('http', null), expected: null },
    { desc: 'a code that is none', of: answer('http', 'abc'), expected: null },
    { desc: 'bytes', of: answer('tcp', null, { flags: 'UF' }), expected: 'ok' },
  ])('$desc', ({ of, expected }) => {
    expect(classOf(of)).toBe(expected)
  })
})

describe('createResponseKinds', () => {
  const { kindOf } = createResponseKinds()

  it('gives equal answers the same object', () => {
    expect(kindOf(answer('http', '200'))).toBe(kindOf(answer('http', '200')))
  })

  it.each([
    { desc: 'an HTTP error', of: answer('http', '503'), code: '503', healthCode: '503' },
    { desc: 'no response', of: answer('http', '0'), code: '-', healthCode: '-' },
    {
      desc: 'a client that hung up is part of the whole, and no error',
      of: answer('http', '0', { flags: 'DC' }),
      code: '-',
      healthCode: '0',
    },
    {
      desc: 'a gRPC status',
      of: answer('grpc', '200', { grpcStatus: '14' }),
      code: '14',
      healthCode: '14',
    },
    {
      desc: 'a gRPC call with a bare HTTP error got no gRPC answer',
      of: answer('grpc', '503'),
      code: '503',
      healthCode: '-',
    },
    { desc: 'a code that was not told', of: answer('http', null), code: '', healthCode: null },
  ])('tells $desc', ({ of, code, healthCode }) => {
    expect(kindOf(of)).toMatchObject({ code, healthCode })
  })

  it.each([
    { flags: 'FI', isInjected: true },
    { flags: 'DI', isInjected: true },
    { flags: 'DI,UF', isInjected: true },
    { flags: 'UF', isInjected: false },
    { flags: null, isInjected: false },
  ])('knows whether $flags was injected', ({ flags, isInjected }) => {
    expect(kindOf(answer('http', '500', { flags })).isInjected).toBe(isInjected)
  })
})
