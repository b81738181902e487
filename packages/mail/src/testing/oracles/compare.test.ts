import { describe, expect, it } from 'vitest'
import { compare } from './compare.ts'
import type { Field, Oracle } from './oracle.ts'
import type { Reading } from './reading.ts'

const RAW = 'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'

function differing(oracle: Partial<Oracle>, reading: Partial<Reading>): Field[] {
  const whole = { corpus: 'own', name: 'own', raw: Buffer.from(RAW), ...oracle }
  const read = { subject: '', from: null, text: '', attachments: [], html: '', ...reading }
  return compare(whole, read).map(({ field }) => field)
}

function files(...names: string[]): Reading['attachments'] {
  const rest = {
    contentType: 'image/png',
    size: 1,
    inline: false,
    contentId: null,
    within: null,
    card: null,
  }
  return names.map((name, index) => ({ index, name, ...rest }))
}

const from = (address: string): Reading['from'] => ({ name: 'A', address })
const plain = (content: string): Oracle['text'] => [{ form: 'plain', content }]
const html = (content: string): Oracle['text'] => [{ form: 'html', content }]

describe('judging how a message was read', () => {
  it.each<[string, Partial<Oracle>, Partial<Reading>]>([
    ['what is not told', {}, { subject: 'x', text: 'y' }],
    ['white space of a subject', { subject: 'a  b\n c ' }, { subject: 'a b\u00a0c' }],
    ['composed letters', { subject: 'e\u0301' }, { subject: 'é' }],
    ['a name beside the address', { from: 'a@x.org' }, { from: from('a@x.org') }],
    ['the same text in other lines', { text: plain('a\r\nb') }, { text: 'a b' }],
    ['more text than is told', { text: plain('a') }, { text: 'a\nb' }],
    ['what the corpus could not decode', { text: plain('a \uFFFD c') }, { text: 'a é c' }],
    ['source where the corpus has it', { text: plain('a\n--b\nc') }, { text: 'a\n--b\nc' }],
    [
      'HTML in other lines',
      { text: html('<p>a b</p>c') },
      { html: '<div>a<br>b c</div>', text: 'a bc' },
    ],
    ['names in any order', { attachments: ['a', 'b'] }, { attachments: files('b', 'a') }],
    ['an invented name', { attachments: [null, 'a'] }, { attachments: files('a', 'part-2.png') }],
    ['a name without its path', { attachments: ['/a\\b'] }, { attachments: files('_a_b') }],
    ['a number of files', { attachments: 2 }, { attachments: files('a', 'b') }],
  ])('allows %s', (_, oracle, reading) => {
    expect(differing(oracle, reading)).toEqual([])
  })

  it.each<[Field, string, Partial<Oracle>, Partial<Reading>]>([
    ['subject', 'another letter', { subject: 'Frösche' }, { subject: 'Fr\uFFFDsche' }],
    ['from', 'another address', { from: 'a@x.org' }, { from: from('b@x.org') }],
    ['from', 'no address', { from: 'a@x.org' }, {}],
    ['text', 'less text', { text: plain('a b') }, { text: 'a' }],
    ['text', 'another order', { text: plain('a b') }, { text: 'b a' }],
    ['text', 'U+FFFD of our own', { text: plain('aéb') }, { text: 'a\uFFFDb' }],
    ['text', 'a delimiter', { text: plain('a') }, { text: 'a\n--b' }],
    [
      'text',
      'the header of a part',
      { text: plain('a') },
      { text: 'Content-Type: text/plain\n\na' },
    ],
    ['text', 'a view without its text', { text: html('<p>a</p>') }, { html: '', text: 'a' }],
    ['text', 'a text less than its view', { text: html('<p>a</p>') }, { html: '<p>a</p>' }],
    ['attachments', 'another name', { attachments: ['a'] }, { attachments: files('b') }],
    ['attachments', 'a lost name', { attachments: ['a'] }, { attachments: files('part-1') }],
    ['attachments', 'a name twice', { attachments: ['a'] }, { attachments: files('a', 'a') }],
    ['attachments', 'a file less', { attachments: 1 }, {}],
  ])('finds in %s %s', (field, _, oracle, reading) => {
    expect(differing(oracle, reading)).toEqual([field])
  })
})
