import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import type { ConversationDetail } from '@levee/contract'
import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Elsewhere } from './elsewhere.tsx'

type Delivery = ConversationDetail['deliveries'][number]

const delivery: Delivery = {
  id: 'd',
  messageId: 'm',
  mailboxId: 'b',
  folder: 'INBOX',
  uid: 1,
  fate: 'filed',
  storedAt: '2026-03-12T08:00:00.000Z',
  flags: [],
  seenElsewhereAt: null,
  answeredElsewhereAt: null,
}

function lines(...deliveries: Partial<Delivery>[]): string[] {
  const conversation = { deliveries: deliveries.map((each) => ({ ...delivery, ...each })) }
  const { container } = render(
    <I18nProvider i18n={i18n}>
      <Elsewhere conversation={conversation} messageId="m" />
    </I18nProvider>,
  )
  return [...container.querySelectorAll('p')].map((line) => line.textContent)
}

describe('what was done with other mail programs', () => {
  it('is said with when it was noticed first, in whatever mailbox', () => {
    const said = lines(
      { seenElsewhereAt: '2020-03-12T09:00:00.000Z', flags: ['\\Seen'] },
      { seenElsewhereAt: '2019-03-12T09:00:00.000Z', answeredElsewhereAt: '2020-03-12T10:00:00Z' },
    )
    expect(said).toHaveLength(2)
    expect(said[0]).toMatch(/^Read with another program \(noticed .*2019/)
    expect(said[1]).toMatch(/^Answered with another program \(noticed .*2020/)
  })

  it('is nothing where nothing was done, or we did it', () => {
    expect(lines({ flags: ['\\Seen'] }, { messageId: 'other', flags: ['\\Flagged'] })).toEqual([])
    expect(lines()).toEqual([])
  })

  it('tells that a message is gone from its server, once no copy is there', () => {
    expect(lines({ fate: 'gone' })).toEqual(['No longer on the mail server; Levee keeps it'])
    expect(lines({ fate: 'gone' }, { fate: 'moved' })).toEqual([])
    expect(lines({ flags: ['\\Flagged', '\\Deleted'] })).toEqual([
      'Flagged on the mail server',
      'Marked on the mail server to be deleted; Levee keeps it',
    ])
  })
})
