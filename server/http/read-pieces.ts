import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.ts'

/**
 * What is sent with a request, as it comes. What is sent beyond `mostBytes`, or after nobody wants any
 * more, is read off unseen, so that the sender gets to hear why. Throws AppError tooLarge, and
 * badRequest for what is compressed.
 */
export async function* readPieces(
  request: IncomingMessage,
  mostBytes: number,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    const coding = request.headers['content-encoding'] ?? 'identity'
    if (coding !== 'identity')
      throw new AppError('badRequest', 'Send the file as it is, not compressed.')
    let bytes = 0
    const pieces: AsyncIterable<unknown> = request.iterator({ destroyOnReturn: false })
    for await (const piece of pieces) {
      if (!Buffer.isBuffer(piece)) continue
      bytes += piece.length
      if (bytes > mostBytes)
        throw new AppError(
          'tooLarge',
          `The file is larger than the console reads: ${Math.floor(mostBytes / 1024 ** 2)} MB.`,
        )
      yield piece
    }
  } finally {
    request.resume()
  }
}
