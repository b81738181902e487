import type { Attachment } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { createQueryClient } from '../../query-client.ts'
import { anAttachment } from '../../testing/an-attachment.ts'
import { AttachmentTiles } from './attachment-tiles.tsx'

const messageId = '01920000-0000-7000-8000-000000000001'

function show(...files: Partial<Attachment>[]): void {
  const attachments = files.map((file, index) => anAttachment({ index, ...file }))
  render(
    <QueryClientProvider client={createQueryClient()}>
      <I18nProvider i18n={i18n}>
        <article data-message={messageId}>
          <AttachmentTiles messageId={messageId} attachments={attachments} />
        </article>
      </I18nProvider>
    </QueryClientProvider>,
  )
}

const tile = (at: number) => within(screen.getAllByRole('listitem')[at] ?? document.body)

describe('the files of a message', () => {
  it.each([
    ['notChecked', 'Not checked'],
    ['scanning', 'Being checked'],
    ['clean', 'Checked, clean'],
    ['macros', 'Contains macros'],
    ['blocked', 'Blocked'],
  ] as const)('say in words that they are %s', (state, text) => {
    show({ state })
    expect(tile(0).getByText(text)).toBeTruthy()
  })

  it('are downloaded where they cannot be shown', () => {
    show({ name: 'Plan.dwg' })
    const link = tile(0).getByRole('link')
    expect(link.getAttribute('download')).toBe('Plan.dwg')
    expect(link.getAttribute('href')).toBe(`/api/v1/messages/${messageId}/attachments/0`)
  })

  it('cannot be had once they are blocked, and say why', () => {
    show({ state: 'blocked', preview: 'pages', findings: [{ kind: 'malware', detail: 'Eicar' }] })
    expect(tile(0).getByText('Virus: Eicar')).toBeTruthy()
    expect(tile(0).queryByRole('link')).toBeNull()
    expect(tile(0).queryByRole('button')).toBeNull()
  })

  it('with macros are downloaded after a question only', async () => {
    show({ name: 'Devis.docm', state: 'macros' })
    await userEvent.click(tile(0).getByRole('button'))
    const dialog = within(screen.getByRole('dialog', { name: 'This file contains macros' }))
    expect(dialog.getByRole('link', { name: 'Download anyway' }).getAttribute('download')).toBe(
      'Devis.docm',
    )
  })

  it('point out the real ending of a name that misleads', () => {
    const findings: Attachment['findings'] = [{ kind: 'disguised', detail: '.exe' }]
    show({ name: 'Facture\u202Efdp.exe', findings })
    expect(tile(0).getByText('.exe').tagName).toBe('MARK')
    expect(tile(0).getByRole('link').getAttribute('download')).toBe('Facturefdp.exe')
    expect(tile(0).getByText('Really ends in .exe')).toBeTruthy()
  })

  it.each([
    ['runs', '.js', 'Runs when opened'],
    ['runs', 'a/setup.exe', 'a/setup.exe runs when opened'],
    ['disguised', 'a/cv.pdf.exe', 'a/cv.pdf.exe hides its real ending'],
    ['otherType', 'exe', 'True type: EXE'],
    ['encrypted', 'a.txt', 'Locked by a password'],
    ['macros', 'devis.docm/word/vbaProject.bin', 'Macros in devis.docm'],
  ] as const)('tell %s of %s', (kind, detail, text) => {
    show({ name: 'archive.zip', findings: [{ kind, detail }] })
    expect(tile(0).getByText(text)).toBeTruthy()
  })

  it('tell once what is so of many, and not what the state says', () => {
    const findings: Attachment['findings'] = [
      { kind: 'macros', detail: 'word/vbaProject.bin' },
      { kind: 'runs', detail: 'a.exe' },
      { kind: 'runs', detail: 'b.exe' },
    ]
    show({ name: 'lot.docm', state: 'macros', findings })
    expect(tile(0).getByText('a.exe runs when opened (+1)')).toBeTruthy()
    expect(tile(0).queryByText(/^Macros in/)).toBeNull()
  })
})
