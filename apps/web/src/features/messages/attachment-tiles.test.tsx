import type { Attachment } from '@levee/contract'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { messageId, showFiles, tile } from '../../testing/show-files.tsx'

describe('the files of a message', () => {
  it.each([
    ['notChecked', 'Not checked'],
    ['scanning', 'Being checked'],
    ['clean', 'Checked, clean'],
    ['macros', 'Contains macros'],
    ['blocked', 'Blocked'],
  ] as const)('say in words that they are %s', (state, text) => {
    showFiles({ state })
    expect(tile(0).getByText(text)).toBeTruthy()
  })

  it('are downloaded where they cannot be shown', () => {
    showFiles({ name: 'Plan.dwg' })
    const link = tile(0).getByRole('link')
    expect(link.getAttribute('download')).toBe('Plan.dwg')
    expect(link.getAttribute('href')).toBe(`/api/v1/messages/${messageId}/attachments/0`)
  })

  it('cannot be had once they are blocked, and say why', () => {
    showFiles({
      state: 'blocked',
      preview: 'pages',
      findings: [{ kind: 'malware', detail: 'Eicar' }],
    })
    expect(tile(0).getByText('Virus: Eicar')).toBeTruthy()
    expect(tile(0).queryByRole('link')).toBeNull()
    expect(tile(0).queryByRole('button')).toBeNull()
  })

  it('with macros are downloaded after a question only', async () => {
    showFiles({ name: 'Devis.docm', state: 'macros' })
    await userEvent.click(tile(0).getByRole('button'))
    const dialog = within(screen.getByRole('dialog', { name: 'This file contains macros' }))
    expect(dialog.getByRole('link', { name: 'Download anyway' }).getAttribute('download')).toBe(
      'Devis.docm',
    )
  })

  it('point out the real ending of a name that misleads', () => {
    const findings: Attachment['findings'] = [{ kind: 'disguised', detail: '.exe' }]
    showFiles({ name: 'Facture\u202Efdp.exe', findings })
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
    showFiles({ name: 'archive.zip', findings: [{ kind, detail }] })
    expect(tile(0).getByText(text)).toBeTruthy()
  })

  it('tell once what is so of many, and not what the state says', () => {
    const findings: Attachment['findings'] = [
      { kind: 'macros', detail: 'word/vbaProject.bin' },
      { kind: 'runs', detail: 'a.exe' },
      { kind: 'runs', detail: 'b.exe' },
    ]
    showFiles({ name: 'lot.docm', state: 'macros', findings })
    expect(tile(0).getByText('a.exe runs when opened (+1)')).toBeTruthy()
    expect(tile(0).queryByText(/^Macros in/)).toBeNull()
  })
})
