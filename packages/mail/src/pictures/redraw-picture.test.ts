import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { redrawPicture } from './redraw-picture.ts'

const RED = { width: 40, height: 20, channels: 3, background: 'red' } as const
const red = (size = {}) => sharp({ create: { ...RED, ...size } })

const half = (await red({ width: 900 }).jpeg().toBuffer()).subarray(0, 400)

describe('a picture of another host', () => {
  it.each([
    ['png', 'image/png'],
    ['jpeg', 'image/jpeg'],
    ['webp', 'image/webp'],
    ['gif', 'image/webp'],
  ] as const)('is drawn anew: %s as %s', async (format, contentType) => {
    const sent = Buffer.concat([await red().toFormat(format).toBuffer(), Buffer.from('<script>')])
    const picture = await redrawPicture(sent)
    expect(picture.contentType).toBe(contentType)
    expect(picture.content.includes('<script>')).toBe(false)
    const { width, height, format: drawn } = await sharp(picture.content).metadata()
    expect({ width, height, type: `image/${drawn}` }).toEqual({
      width: 40,
      height: 20,
      type: contentType,
    })
  })

  it('loses what was written beside its pixels', async () => {
    const sent = await red()
      .withExif({ IFD0: { Copyright: 'secret place' } })
      .jpeg()
      .toBuffer()
    expect(sent.includes('secret place')).toBe(true)
    expect((await redrawPicture(sent)).content.includes('secret place')).toBe(false)
  })

  it('is no wider than a mail can show', async () => {
    const { content } = await redrawPicture(await red({ width: 4800 }).png().toBuffer())
    expect((await sharp(content).metadata()).width).toBe(2000)
  })

  it('keeps moving', async () => {
    const frames = await Promise.all(
      ['red', 'blue'].map((background) => red({ background }).png().toBuffer()),
    )
    const sent = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const { content } = await redrawPicture(sent)
    expect((await sharp(content, { animated: true }).metadata()).pages).toBe(2)
  })

  it.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['an SVG that says to be a PNG', Buffer.from('\x89PNG\r\n\x1A\n<svg/>', 'latin1')],
    ['HTML', Buffer.from('<html><script>alert(1)</script>')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['nothing', Buffer.alloc(0)],
    ['half a picture', half],
    ['one that claims to have a milliard of pixels', bomb(40_000, 40_000)],
  ])('is none: %s', async (_name, bytes) => {
    await expect(redrawPicture(bytes)).rejects.toMatchObject({ code: 'unusable' })
  })
})

/** A PNG of a few bytes that asks for gigabytes of pixels. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc(1000))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
}
