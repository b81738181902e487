import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeMessage } from '../smtp/compose-message.ts'
import type { MessageToCompose } from '../smtp/compose-message.ts'
import { attachmentName } from './attachment-name.ts'
import { messagePart } from './message-part.ts'
import type { ParsedMessage } from './parsed-message.ts'
import { readMessage } from './read-message.ts'

/** What a field can carry: one line, without blanks around it or more than one in a row. */
function line(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}

const letters = fc.string({ unit: 'grapheme', maxLength: 120 })
const anything = fc.string({ unit: 'binary', maxLength: 120 })
const text = fc.oneof(letters, anything, fc.stringMatching(/^[ -~]{0,200}$/))
const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const address = fc.record({
  name: text.map(line),
  address: fc.tuple(word, word).map(([local, domain]) => `${local}@${domain}.example`),
})
const attachment = fc.record({
  name: text.map((name) => line(name) || 'x'), // the composer gives names to those without
  contentType: fc.constantFrom(
    'application/pdf',
    'application/octet-stream',
    'image/png',
    'text/csv',
  ),
  content: fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
})
const message = fc.record({
  from: address,
  to: fc.array(address, { minLength: 1, maxLength: 4 }),
  cc: fc.array(address, { maxLength: 3 }),
  subject: text.map(line),
  text: fc.array(text, { maxLength: 12 }).map(letter),
  html: fc.option(
    text.map((each) => `<p>${each.replace(/[<&\r\n]/g, '')}</p>`),
    { nil: undefined },
  ),
  attachments: fc.array(attachment, { maxLength: 4 }),
  date: fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
})

/** A text that is not empty, for then that of the page would be read. */
function letter(lines: string[]): string {
  return ['Bonjour,', ...lines.map((each) => each.replace(/[\r\n]/g, ''))].join('\n')
}

function parsed(raw: Buffer): ParsedMessage {
  const result = readMessage(raw)
  if (!result.ok) throw new Error(result.problem)
  return result.message
}

/** Text as it is stored: without NUL and blanks at its end. */
function stored(written: string): string {
  return written.toWellFormed().replaceAll('\0', '').replaceAll(/\r\n?/g, '\n').trimEnd()
}

describe('a message that another program composes', () => {
  it('is read as it was meant, whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(message, async (meant) => {
        const ids = { internetMessageId: '1@levee.example', references: ['0@levee.example'] }
        const { html, ...rest } = meant
        const toCompose: MessageToCompose = {
          ...rest,
          ...ids,
          ...(html === undefined ? {} : { html }),
        }
        const raw = await composeMessage(toCompose)
        const read = parsed(raw)
        expect({ ...read, subject: line(read.subject), text: stored(read.text) }).toMatchObject({
          internetMessageId: '1@levee.example',
          references: ['0@levee.example'],
          from: meant.from,
          to: meant.to,
          cc: meant.cc,
          subject: meant.subject,
          date: new Date(Math.floor(meant.date.getTime() / 1000) * 1000),
          text: stored(meant.text),
          hasHtml: html !== undefined,
          problem: null,
        })
        expect(read.attachments.map(({ name, size }) => ({ name, size }))).toEqual(
          meant.attachments.map(({ name, contentType, content }, index) => ({
            name: attachmentName({ filename: name, contentType }, index),
            size: content.length,
          })),
        )
        for (const [index, { content }] of meant.attachments.entries())
          expect(messagePart(raw, index).content.equals(content)).toBe(true)
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})
