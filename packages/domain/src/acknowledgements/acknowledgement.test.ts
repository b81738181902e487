import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ACKNOWLEDGED_FOR,
  type AcknowledgementFacts,
  isStorm,
  mayAcknowledge,
} from './may-acknowledge.ts'

const now = new Date('2026-03-02T09:00:00Z')
const facts: AcknowledgementFacts = {
  automatic: 'no',
  isNewsletter: false,
  sender: { name: 'Jeanne Morvan', address: 'jeanne@morvan.example' },
  replyTo: [],
  ownAddresses: ['courrier@port-leveque.example'],
  trust: 'unknown',
  status: 'open',
  isRegistered: true,
  isImported: false,
  isAnswered: false,
  receivedAt: new Date(now.getTime() - 60_000),
  lastAt: null,
  isStopped: false,
  now,
}
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const from = (address: string) => ({ sender: { name: '', address } })

describe('an acknowledgement of receipt', () => {
  it('goes to a person whose mail was registered', () => {
    expect(mayAcknowledge(facts)).toEqual({ verdict: 'yes' })
    expect(mayAcknowledge({ ...facts, lastAt: ago(25), trust: 'first' })).toEqual({
      verdict: 'yes',
    })
  })

  it.each<[string, Partial<AcknowledgementFacts>]>([
    ['robot', { automatic: 'autoReply' }],
    ['robot', { automatic: 'bounce' }],
    ['robot', { automatic: 'notification' }],
    ['list', { automatic: 'list' }],
    ['newsletter', { automatic: 'newsletter' }],
    ['newsletter', { isNewsletter: true }],
    ['spam', { status: 'spam' }],
    ['notRegistered', { isRegistered: false }],
    ['imported', { isImported: true }],
    ['own', from('Courrier+2026@port-leveque.example')],
    ['noAddress', from('jeanne')],
    ['robotAddress', from('no-reply@shop.example')],
    ['robotAddress', from('ne-pas-repondre@impots.example')],
    ['robotAddress', from('debats-request@listes.example')],
    ['robotAddress', from('bounces+17=x@shop.example')],
    ['replyElsewhere', { replyTo: [{ name: '', address: 'victim@elsewhere.example' }] }],
    ['answered', { isAnswered: true }],
    ['late', { receivedAt: ago(80) }],
    ['today', { lastAt: ago(23) }],
  ])('never goes out: %s', (reason, more) => {
    expect(mayAcknowledge({ ...facts, ...more })).toEqual({ verdict: 'no', reason })
  })

  it('is held back while it is doubtful from whom the mail is, and while all are stopped', () => {
    expect(mayAcknowledge({ ...facts, trust: 'danger' })).toEqual({
      verdict: 'held',
      reason: 'suspicious',
    })
    expect(mayAcknowledge({ ...facts, isStopped: true })).toEqual({
      verdict: 'held',
      reason: 'stopped',
    })
    expect(mayAcknowledge({ ...facts, isStopped: true, automatic: 'bounce' }).verdict).toBe('no')
  })

  it('goes to an address at most once in 24 hours, however it writes', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 200 })
    fc.assert(
      fc.property(minutes, (gaps) => {
        let at = now.getTime()
        const sent: number[] = []
        for (const gap of gaps) {
          at += gap * 60_000
          const last = sent.at(-1)
          const lastAt = last === undefined ? null : new Date(last)
          const arrival = { ...facts, now: new Date(at), receivedAt: new Date(at), lastAt }
          if (mayAcknowledge(arrival).verdict === 'yes') sent.push(at)
        }
        const apart = sent.slice(1).map((each, index) => each - (sent[index] ?? 0))
        expect(apart.filter((time) => time < ACKNOWLEDGED_FOR)).toEqual([])
      }),
    )
  })

  it('stops with all others once there are too many in a short time', () => {
    expect([isStorm(99, 100), isStorm(100, 100)]).toEqual([false, true])
  })
})
