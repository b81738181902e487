import { describe, expect, it } from 'vitest'
import { bareSubject, forwardSubject, replySubject } from './subject.ts'

describe('the subject of a message', () => {
  it.each([
    ['Re: Salle des fêtes', 'Salle des fêtes'],
    ['RE : TR : Salle des fêtes', 'Salle des fêtes'],
    ['RE\u00a0: Salle', 'Salle'],
    ['Re[2]: Fwd: AW: Hall', 'Hall'],
    ['Réf : 2024-12', 'Réf : 2024-12'],
    ['Recours contre un permis', 'Recours contre un permis'],
    ['Retour: colis', 'Retour: colis'],
    ['Re:', ''],
    ['', ''],
  ])('is called without its prefixes: %s', (subject, bare) => {
    expect(bareSubject(subject)).toBe(bare)
  })

  it('gets exactly one prefix in an answer', () => {
    expect(replySubject('RE: Re: Salle')).toBe('Re: Salle')
    expect(replySubject('Salle')).toBe('Re: Salle')
    expect(replySubject('')).toBe('Re:')
  })
})

describe('the subject of a mail that is passed on', () => {
  it('says so once', () => {
    expect(forwardSubject('Re: TR : Salle')).toBe('Fwd: Salle')
  })
})
