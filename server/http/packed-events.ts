import { constants, deflateRawSync } from 'node:zlib'

/** The ten bytes with which gzip begins: deflate, no name, no time, of no system in particular. */
export const packedHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])

/**
 * A part of a gzip stream that can be read as soon as it is there, whatever came before: blocks that
 * point to nothing outside of them and end on a whole byte. So an event is packed once for all its
 * viewers, and none of them waits for what comes next.
 *
 * The stream has no end, so no checksum is ever due.
 * @see RFC 1951, section 3.2.4 for the empty block that a flush leaves
 */
export function packEvent(message: Buffer): Buffer {
  return deflateRawSync(message, { level: 4, finishFlush: constants.Z_SYNC_FLUSH })
}
