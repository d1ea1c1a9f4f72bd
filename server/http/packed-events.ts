import { deflatePieces } from './deflate-pieces.ts'

/** The ten bytes with which gzip begins: deflate, no name, no time, of no system in particular. */
export const packedHead = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])

/**
 * A part of a gzip stream that can be read as soon as it is there, whatever came before. So an event
 * is packed once for all its viewers, and none of them waits for what comes next.
 *
 * The stream has no end, so no checksum is ever due.
 */
export async function packEvent(message: Buffer): Promise<Buffer> {
  return Buffer.concat(await deflatePieces(message, false))
}
