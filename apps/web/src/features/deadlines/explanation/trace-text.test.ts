import { i18n } from '@lingui/core'
import { describe, expect, it } from 'vitest'
import { messages as french } from '../../../locales/administration/fr.po'
import { aDeadline } from '../../../testing/a-deadline.ts'
import { traceLines } from './trace-text.ts'

const texts = (trace = aDeadline().trace): string[] => traceLines(trace).map(({ text }) => text)

describe('a date in words', () => {
  it('says what counted, each closure by its name, each pause with its reason', () => {
    expect(texts()).toEqual([
      'Received on Thu, 2 April 2026 at 18:40.',
      'Thu, 2 April 2026 is the first day and does not count.',
      'Fri, 3 April 2026: 1 day counted.',
      'Mon, 6 April 2026: not counted, Easter Monday (public holiday).',
      'Paused since Tue, 7 April 2026 at 09:00: on purpose. “The plan is asked for”',
      'Due on Wed, 8 April 2026 at 17:00, when work ends.',
    ])
  })

  it('says the same in French', () => {
    i18n.loadAndActivate({ locale: 'fr', messages: french })
    expect(texts()).toEqual([
      'Reçu le jeu. 2 avril 2026 à 18:40.',
      'Le jeu. 2 avril 2026 est le premier jour et ne compte pas.',
      'ven. 3 avril 2026\u202f: 1 jour compté.',
      'lun. 6 avril 2026\u202f: non compté, Lundi de Pâques (jour férié).',
      'Suspendu depuis le mar. 7 avril 2026 à 09:00\u202f: suspension volontaire. «\u00a0The plan is asked for\u00a0»',
      'Échéance\u202f: mer. 8 avril 2026 à 17:00, à la fin du travail.',
    ])
  })

  it('tells of a date by hand without a policy only that, and what stopped its clock', () => {
    const { trace } = aDeadline()
    const [start, , , , pause, due] = trace.steps
    if (!start || !pause || !due) throw new Error('the sample is shorter')
    const byHand = {
      step: 'setByHand' as const,
      at: '2026-04-02T17:00:00.000Z',
      dueAt: '2026-04-08T15:00:00.000Z',
    }
    const policy = { ...trace.policy, version: 0 }
    const lines = texts({ ...trace, policy, steps: [start, pause, byHand, { ...due }] })
    expect(lines[0]).toBe('Set by hand on Thu, 2 April 2026 at 19:00: Wed, 8 April 2026 at 17:00.')
    expect(lines[1]).toMatch(/^Paused since/)
    expect(lines).toHaveLength(3)
  })

  it('says months, moves and clear days', () => {
    const { trace } = aDeadline()
    expect(
      texts({
        ...trace,
        steps: [
          { step: 'months', from: '2026-03-13', to: '2026-05-13', count: 2 },
          { step: 'clearDay', date: '2026-05-14' },
          {
            step: 'moved',
            from: '2026-05-14',
            to: '2026-05-15',
            because: { kind: 'exception', name: 'Bridge' },
          },
          { step: 'due', at: '2026-05-15T22:00:00.000Z', lastDay: '2026-05-15', ends: 'midnight' },
        ],
      }),
    ).toEqual([
      '2 months: from Fri, 13 March 2026 to Wed, 13 May 2026.',
      'Clear days: neither the first nor the last counts, so Thu, 14 May 2026 is added.',
      'It would end on Thu, 14 May 2026, Bridge (closure): it goes on to Fri, 15 May 2026.',
      'Due on Fri, 15 May 2026 at 24:00.',
    ])
  })
})
