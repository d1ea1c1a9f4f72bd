import { promisify } from 'node:util'
import { constants, deflateRaw } from 'node:zlib'

const deflate = promisify(deflateRaw)

/** Large enough that a match cut at its end costs nothing, small enough that all cores have a part. */
const pieceBytes = 512 * 1024

/**
 * These bytes packed piece by piece, at once on as many threads as there are. Each piece points to
 * nothing outside of it and ends on a whole byte, so they are one stream of deflate when put
 * together; `isWhole` ends it, else more may follow.
 * @see RFC 1951, section 3.2.4 for the empty block that a flush leaves
 */
export function deflatePieces(bytes: Buffer, isWhole: boolean): Promise<Buffer[]> {
  const pieces: Promise<Buffer>[] = []
  for (let start = 0; start === 0 || start < bytes.length; start += pieceBytes) {
    const end = start + pieceBytes
    const isLast = isWhole && end >= bytes.length
    const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH
    pieces.push(deflate(bytes.subarray(start, end), { level: 4, finishFlush }))
  }
  return Promise.all(pieces)
}
