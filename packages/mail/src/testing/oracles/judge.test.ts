import { describe, expect, it } from 'vitest'
import { agreement, judge } from './judge.ts'
import type { Oracle } from './oracle.ts'
import type { Reading } from './reading.ts'

const own = (name: string, told: Partial<Oracle>): Oracle => ({
  corpus: 'own',
  name,
  raw: Buffer.from(name),
  ...told,
})

/** Reads the subject that is asked for, and nothing else. */
function reading(subject: string): () => Promise<Reading> {
  return () => Promise.resolve({ subject, from: null, text: '', attachments: [], html: '' })
}

describe('judging many messages', () => {
  it('counts the messages that tell a field', async () => {
    const cases = [own('1', { subject: 'a' }), own('2', { subject: 'b' }), own('3', { from: 'c' })]
    const verdicts = await judge(cases, reading('a'))
    expect(agreement(verdicts, 'subject')).toBe(50)
    expect(agreement(verdicts, 'from')).toBe(0)
    expect(agreement(verdicts, 'text')).toBe(100)
  })

  it('accepts either expectation of the same bytes, whatever their line ends', async () => {
    const cases = [
      own('1', { raw: Buffer.from('x\r\ny'), subject: 'a', from: 'd' }),
      own('2', { raw: Buffer.from('x\ny\n'), subject: 'b' }),
    ]
    expect(agreement(await judge(cases, reading('b')), 'subject')).toBe(100)
    expect(agreement(await judge(cases, reading('c')), 'subject')).toBe(0)
    expect(agreement(await judge(cases, reading('b')), 'from')).toBe(0)
  })
})
