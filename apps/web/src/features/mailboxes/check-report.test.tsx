import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import type { CheckedStep } from '@levee/contract'
import { render, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CheckReport } from './check-report.tsx'

function show(steps: CheckedStep[], running = false): void {
  render(
    <I18nProvider i18n={i18n}>
      <CheckReport
        label="Receiving"
        server={{ host: 'imap.example.org', port: 993, security: 'tls' }}
        username="urbanisme"
        steps={steps}
        running={running}
      />
    </I18nProvider>,
  )
}

describe('the report of a connection check', () => {
  it('shows what worked, and why the step after it failed and how to mend that', () => {
    show([
      { step: 'connect', ok: true, message: 'The server answers.' },
      { step: 'login', ok: false, message: 'NO', fix: 'Type it again.', code: 'authentication' },
    ])
    const [connected, login] = screen.getAllByRole('listitem')
    expect(connected?.textContent).toContain('imap.example.org:993')
    expect(login?.textContent).toContain('User name or password refused')
    expect(login?.textContent).toContain('application password')
    expect(login && within(login).getByLabelText('Failed')).toBeTruthy()
  })

  it('warns of a server that works and costs more than it should', () => {
    show([{ step: 'messages', ok: true, message: 'Listed.', code: 'noUidl' }])
    const [listed] = screen.getAllByRole('listitem')
    expect(listed?.textContent).toContain('gives messages no names (UIDL)')
    expect(listed?.textContent).toContain('Use IMAP')
    expect(listed && within(listed).getByLabelText('Done')).toBeTruthy()
  })

  it('falls back on the words of the server for what it does not know', () => {
    show([{ step: 'tls', ok: false, message: 'An odd handshake.', fix: 'Ask the provider.' }])
    expect(screen.getByText('An odd handshake.')).toBeTruthy()
    expect(screen.getByText('Ask the provider.')).toBeTruthy()
  })

  it('says where it is connecting while it runs', () => {
    show([], true)
    expect(screen.getByRole('status').textContent).toContain('imap.example.org')
  })
})
