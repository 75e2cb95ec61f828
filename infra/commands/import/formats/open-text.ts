import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { WrongUse } from '#commands/command.ts'

/**
 * UTF-8, or UTF-16 where a byte order mark says so. Anything else is refused: letters that cannot be read would all
 * become the same one, and with them two people or departments.
 */
export function openText(file: string): Readable {
  return Readable.from(decode(file))
}

async function* decode(file: string): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  try {
    for await (const bytes of createReadStream(file)) {
      decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true })
      const text = decoder.decode(bytes, { stream: true })
      if (text !== '') yield text
    }
    const rest = decoder?.decode()
    if (rest) yield rest
  } catch (error) {
    if (!isUndecodable(error)) throw error
    throw new WrongUse(
      `${file} is not in ${decoder?.encoding.toUpperCase()}. If it is Latin-1: iconv -f WINDOWS-1252 -t UTF-8`,
    )
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

const isUndecodable = (error: unknown) =>
  error instanceof TypeError &&
  'code' in error &&
  error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
