import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SEED_MESSAGES } from '../testing/seed-messages.ts'
import { messageBody } from './message-body.ts'
import { encodedBody, leaves, partTree } from './part-tree.ts'
import type { MimePart } from './part-tree.ts'
import { readMessage } from './read-message.ts'
import { decodedSize, decodeTransfer } from './transfer-encoding.ts'

const place = fc.double({ min: 0, max: 1, noNaN: true })
const length = fc.oneof(
  { weight: 3, arbitrary: fc.nat(20) },
  { weight: 1, arbitrary: fc.nat(1000) },
)
/** What the reader looks for, so that it is found where it makes no sense. */
const token = fc.constantFrom(
  ...'\r\n|\n|\r|\r\n\r\n|\0|"|\\|(|)|<|>|@|:|;|,|=|=?utf-8?q?|?=|--bb|--bb--|--=_b 1|--in|\xff|\x1b$B'.split(
    '|',
  ),
  ...'+AOk-|=C3|*0*=|%C3| |\t|Content-Type: multipart/mixed\r\n|Content-Transfer-Encoding: base64\r\n'.split(
    '|',
  ),
)

type Mutation = (raw: Buffer) => Buffer

function cut(raw: Buffer, share: number): [Buffer, Buffer] {
  const at = Math.floor(share * raw.length)
  return [raw.subarray(0, at), raw.subarray(at)]
}

/** A mutation that cuts a message in two and says what comes in between and after. */
function mutation<T>(
  details: fc.Arbitrary<T>,
  change: (before: Buffer, after: Buffer, details: T) => Buffer[],
): fc.Arbitrary<Mutation> {
  return fc.tuple(place, details).map(
    ([at, found]) =>
      (raw) =>
        Buffer.concat(change(...cut(raw, at), found)),
  )
}

const mutations = fc.oneof(
  mutation(fc.nat(7), (before, after, bit) => [
    before,
    Buffer.from(after.subarray(0, 1).map((byte) => byte ^ (1 << bit))),
    after.subarray(1),
  ]),
  mutation(length, (before, after, count) => [before, after.subarray(count)]),
  mutation(token, (before, after, inserted) => [before, Buffer.from(inserted, 'latin1'), after]),
  mutation(fc.tuple(place, length), (before, after, [from, count]) => {
    const [, repeated] = cut(Buffer.concat([before, after]), from)
    return [before, repeated.subarray(0, count), after]
  }),
  mutation(fc.constant(undefined), (before) => [before]),
)

/** Parts lie one behind the other within what they are parts of. */
function expectInOrder(part: MimePart): void {
  expect(part.start).toBeGreaterThanOrEqual(0)
  expect(part.end).toBeGreaterThanOrEqual(part.start)
  expect(part.end).toBeLessThanOrEqual(part.source.length)
  let end = part.children[0]?.source === part.source ? part.start : 0
  for (const child of part.children) {
    expect(child.start).toBeGreaterThanOrEqual(end)
    end = child.end
    expectInOrder(child)
  }
  expect(end).toBeLessThanOrEqual(part.children[0]?.source === part.source ? part.end : Infinity)
}

describe('a message that is broken anywhere', () => {
  it('is read to its end, and nothing of it is lost or found twice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SEED_MESSAGES),
        fc.array(mutations, { minLength: 1, maxLength: 12 }),
        (seed, changes) => {
          const raw = changes.reduce((message, change) => change(message), seed)
          const result = readMessage(raw)
          expect(result).toMatchObject({ ok: true, size: raw.length })
          const { root } = partTree(raw)
          expectInOrder(root)
          const { plain, html, files } = messageBody(root)
          const found = [...new Set([...plain, ...html]), ...files]
          expect(new Set(found)).toEqual(new Set(leaves(root)))
          expect(found).toHaveLength(leaves(root).length)
          for (const part of leaves(root, 'nested')) {
            const body = encodedBody(part)
            expect(decodedSize(body, part.encoding)).toBe(
              decodeTransfer(body, part.encoding).length,
            )
          }
        },
      ),
      { numRuns: 1500 },
    )
  }, 60_000)

  it('stays readable when it is cut anywhere', () => {
    for (const seed of SEED_MESSAGES)
      for (let end = 0; end <= seed.length; end += 7)
        expect(readMessage(seed.subarray(0, end))).toMatchObject({ ok: true })
  })
})
