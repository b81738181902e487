import { describe, expect, it } from 'vitest'
import { DomainError } from '../errors.ts'
import { type AnsweredMessage, replyRecipients } from './recipients.ts'

const jeanne = { name: 'Jeanne Morvan', address: 'jeanne@morvan.example' }
const paul = { name: '', address: 'paul@club.example' }
const lise = { name: 'Lise', address: 'lise@club.example' }
const ourselves = { name: 'Mairie', address: 'Contact@port-leveque.example' }
const own = ['contact@port-leveque.example', 'urbanisme@port-leveque.example']

const mail = (parts: Partial<AnsweredMessage>): AnsweredMessage => ({
  direction: 'incoming',
  from: jeanne,
  replyTo: [],
  to: [ourselves],
  cc: [],
  ...parts,
})

describe('the recipients of a reply', () => {
  it('are the author when there is no Reply-To', () => {
    expect(replyRecipients(mail({}), own, 'author')).toEqual({ to: [jeanne], cc: [] })
  })

  it('are those of Reply-To when there is one', () => {
    expect(replyRecipients(mail({ replyTo: [paul, lise] }), own, 'author').to).toEqual([paul, lise])
  })

  it('fall back to the author when Reply-To names only us, or nothing that can be written to', () => {
    expect(replyRecipients(mail({ replyTo: [ourselves] }), own, 'author').to).toEqual([jeanne])
    const broken = { name: 'x', address: 'undisclosed' }
    expect(replyRecipients(mail({ replyTo: [broken] }), own, 'author').to).toEqual([jeanne])
  })

  it('are everybody but our own mailboxes, each once, when all are answered', () => {
    const sub = { name: '', address: 'contact+2026@port-leveque.example' }
    const again = { name: 'JM', address: 'JEANNE@morvan.example' }
    const message = mail({ to: [ourselves, paul, sub], cc: [lise, again, paul] })
    expect(replyRecipients(message, own, 'all')).toEqual({ to: [jeanne, paul], cc: [lise] })
  })

  it('are those of our own mail when it is continued', () => {
    const message = mail({ direction: 'outgoing', from: ourselves, to: [jeanne], cc: [lise] })
    expect(replyRecipients(message, own, 'author')).toEqual({ to: [jeanne], cc: [lise] })
  })

  it.each([null, { name: 'Scanner', address: '' }, { name: '', address: 'no at sign' }])(
    'are refused clearly when the sender is %j',
    (from) => {
      expect(() => replyRecipients(mail({ from }), own, 'author')).toThrow(DomainError)
      expect(() => replyRecipients(mail({ from }), own, 'author')).toThrow(/cannot be answered/u)
    },
  )
})
