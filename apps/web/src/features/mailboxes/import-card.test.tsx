import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import type { Mailbox } from '@levee/contract'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Announcer } from '../../announcer.tsx'
import { importingMailbox as mailbox } from '../../testing/a-mailbox.ts'
import { ImportCard } from './import-card.tsx'

function page(changes: Partial<Mailbox['import']> = {}, more: Partial<Mailbox> = {}) {
  return (
    <I18nProvider i18n={i18n}>
      <ImportCard mailbox={{ ...mailbox, ...more, import: { ...mailbox.import, ...changes } }} />
      <Announcer />
    </I18nProvider>
  )
}

describe('the import of a mailbox', () => {
  it('shows share, counts, size, rate and remaining time', () => {
    render(page())
    const text = document.body.textContent.replace(/\s/g, ' ')
    for (const part of ['61%', '48,212 of 79,340', '3.8 GB of 6.2 GB', '142 msg/s', '3 min 40']) {
      expect(text).toContain(part)
    }
    const bar = screen.getByRole('progressbar', { name: 'Import' })
    expect(bar.getAttribute('aria-valuenow')).toBe('61')
    expect(bar.getAttribute('aria-valuetext')).toContain('3')
  })

  it('has no share while the messages are counted', () => {
    render(page({ total: 0, done: 0, bytesTotal: 0, bytesDone: 0 }))
    expect(screen.getByText('The messages are being counted')).toBeTruthy()
    expect(screen.getByRole('progressbar').hasAttribute('aria-valuenow')).toBe(false)
  })

  it('keeps the remaining time to itself during the first ten seconds', () => {
    render(page({ startedAt: new Date().toISOString() }))
    expect(screen.queryByText('remaining')).toBeNull()
  })

  it('tells screen readers each ten per cent and the end', () => {
    const { rerender } = render(page())
    expect(screen.getByRole('status').textContent).not.toContain('%')
    rerender(page({ done: 55_600 }))
    expect(screen.getByRole('status').textContent).toContain('70%')
    rerender(page({ done: 79_340 }, { lastSyncAt: '2026-03-12T09:10:00Z' }))
    expect(screen.getByRole('status').textContent).toBe('The import is finished.')
  })
})
