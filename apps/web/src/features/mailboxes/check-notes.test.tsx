import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { CheckNotes } from './check-notes.tsx'

const notes = [
  { topic: 'spf', code: 'spfStrict', tone: 'good', title: 'SPF', message: 'Says who may send.' },
  {
    topic: 'dmarc',
    code: 'dmarcObserves',
    tone: 'warn',
    title: 'DMARC only observes',
    message: 'p=none',
    fix: 'Publish p=quarantine.',
  },
] as const

it('what a check found is said with what to do, and its tone not by colour alone', () => {
  const page = (shown: typeof notes | []) => (
    <I18nProvider i18n={i18n}>
      <CheckNotes title="Who may send" notes={shown} />
    </I18nProvider>
  )
  const { rerender, container } = render(page(notes))
  const items = screen.getAllByRole('listitem')
  expect(items.map(({ textContent }) => textContent)).toEqual([
    'SPFSays who may send.',
    'DMARC only observesp=nonePublish p=quarantine.',
  ])
  expect(screen.getByLabelText('Good')).toBeTruthy()
  expect(screen.getByLabelText('To mend')).toBeTruthy()
  rerender(page([]))
  expect(container.textContent).toBe('')
})
