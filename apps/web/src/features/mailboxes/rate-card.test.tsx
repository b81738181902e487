import type { Mailbox } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { importingMailbox } from '../../testing/a-mailbox.ts'
import { RateCard } from './rate-card.tsx'

const card = (done: number, at: number) => {
  const mailbox: Mailbox = { ...importingMailbox, import: { ...importingMailbox.import, done } }
  return (
    <I18nProvider i18n={i18n}>
      <RateCard mailbox={mailbox} at={at} />
    </I18nProvider>
  )
}

it('draws how fast an import went once there is something to draw, and says it', () => {
  const { rerender, container } = render(card(1000, 0))
  expect(screen.getByText('It is measured while this page is open.')).toBeTruthy()
  expect(container.querySelector('svg')).toBeNull()
  rerender(card(1500, 5_000))
  rerender(card(1600, 10_000))
  const said = '20 messages a second now; from 20 to 100 while this page was open.'
  expect(screen.getByText(said)).toBeTruthy()
  expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true')
})
