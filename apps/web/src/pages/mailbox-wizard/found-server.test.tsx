import type { MailboxCandidate, MailboxDiscovery } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Server } from '../../features/mailboxes/suggest-servers.ts'
import { DiscoverySources } from './discovery-sources.tsx'
import { FoundServer } from './found-server.tsx'
import type { Discovery } from './mailbox-wizard-page.tsx'

const incoming = {
  host: 'mail.port-leveque.example',
  port: 993,
  security: 'tls',
  username: 'urbanisme@port-leveque.example',
} as const

const candidate: MailboxCandidate = {
  source: 'srv',
  sources: ['srv', 'autoconfig'],
  protocol: 'imap',
  incoming,
  outgoing: { ...incoming, host: 'smtp.port-leveque.example', port: 465 },
  authentication: 'password',
  advice: [
    { code: 'withoutTls', tone: 'warn', text: 'The password crosses the network readable.' },
    { code: 'announcesMail', tone: 'good', text: 'New mail within seconds: it is announced.' },
    { code: 'sourcesAgree', tone: 'good', text: '2 sources name the same server.' },
  ],
}

const found: MailboxDiscovery = {
  candidates: [candidate],
  protocols: [{ protocol: 'imap', verdict: 'recommended', advice: [] }],
  provider: null,
  hasOwnServer: true,
  sources: [
    { source: 'srv', outcome: 'found', detail: '_imaps:993' },
    { source: 'autoconfig', outcome: 'nothing', detail: '' },
    { source: 'mx', outcome: 'found', detail: 'mail.port-leveque.example' },
    { source: 'guess', outcome: 'failed', detail: '' },
  ],
  milliseconds: 900,
}

type Shown = { discovery?: Partial<Discovery>; account?: Server; isManual?: boolean }

function show({ discovery = {}, account = incoming, isManual = false }: Shown = {}) {
  const onChoose = vi.fn<(server: Server) => void>()
  const retry = vi.fn<() => void>()
  render(
    <I18nProvider i18n={i18n}>
      <FoundServer
        discovery={{ data: found, isPending: false, error: null, retry, ...discovery }}
        account={{ ...account, protocol: 'imap' }}
        isManual={isManual}
        onChoose={onChoose}
      />
    </I18nProvider>,
  )
  return { onChoose, retry }
}

describe('the server that was found', () => {
  it('is shown with its reasons, those that warn last, and where it comes from', () => {
    show()
    expect(screen.getByRole('region', { name: 'IMAP' }).textContent).toContain('Recommended')
    const reasons = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(reasons).toEqual([
      'New mail within seconds: it is announced.',
      'The password crosses the network readable.',
    ])
    expect(screen.getByText('New mail within seconds').tagName).toBe('B')
    expect(screen.getByText('SRV, Autoconfig')).toBeTruthy()
    expect(screen.getByText('smtp.port-leveque.example')).toBeTruthy()
  })

  it('can be changed for another one that was found', () => {
    const old = { ...incoming, host: 'imap.old.example', port: 143, security: 'starttls' as const }
    const candidates = [candidate, { ...candidate, incoming: old, advice: [] }]
    const { onChoose } = show({ discovery: { data: { ...found, candidates } } })
    fireEvent.click(screen.getByRole('button', { name: 'imap.old.example:143' }))
    expect(onChoose).toHaveBeenCalledWith({
      host: 'imap.old.example',
      port: 143,
      security: 'starttls',
    })
  })

  it('gives way to settings by hand, and still warns', () => {
    show({ isManual: true })
    expect(screen.queryByRole('region')).toBeNull()
    expect(screen.getByText('The password crosses the network readable.')).toBeTruthy()
  })

  it('says why a provider cannot be reached', () => {
    const text = 'Proton Mail cannot be reached over the network.'
    const protocols: MailboxDiscovery['protocols'] = [
      {
        protocol: 'imap',
        verdict: 'notOffered',
        advice: [{ code: 'bridgeOnly', tone: 'warn', text }],
      },
    ]
    show({ discovery: { data: { ...found, candidates: [], protocols } }, isManual: true })
    expect(screen.getByText(text)).toBeTruthy()
  })

  it('says that the search failed, and lets one search again', () => {
    const { retry } = show({ discovery: { data: undefined, error: new Error('off') } })
    expect(screen.getByText(/enter them by hand/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Search again' }))
    expect(retry).toHaveBeenCalledOnce()
  })
})

describe('who was asked', () => {
  it('is listed with what each said', () => {
    render(
      <I18nProvider i18n={i18n}>
        <DiscoverySources discovery={found} />
      </I18nProvider>,
    )
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'SRV record_imaps:993',
      'Autoconfignothing announced',
      'MXa server of the domain',
      'Usual namesno answer',
    ])
    expect(screen.getAllByLabelText('Found')).toHaveLength(2)
    expect(screen.getByLabelText('Failed')).toBeTruthy()
  })
})
