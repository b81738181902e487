import type { Attachment, FilePreview } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
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

const noLayout = () => undefined // in jsdom

describe('the preview of the files of a message', () => {
  const preview: FilePreview = { kind: 'pages', pages: 3, shownPages: 2, text: null, isCut: false }

  beforeEach(() => {
    Object.assign(Element.prototype, { scrollTo: noLayout, scrollIntoView: noLayout })
    vi.stubGlobal(
      'fetch',
      vi.fn<typeof fetch>().mockImplementation(async () => Response.json(preview)),
    )
  })

  it('opens by Space with the first that can be shown, and gives the focus back', async () => {
    show({ name: 'Plan.dwg' }, { preview: 'pages' })
    await userEvent.keyboard(' ')
    const dialog = within(await screen.findByRole('dialog', { name: 'Preview of Plan.pdf' }))
    expect(await dialog.findByRole('img', { name: 'Page 2' })).toBeTruthy()
    expect(dialog.getByText(/^Only pages 1 to 2 are shown/)).toBeTruthy()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(tile(1).getByRole('button'))
  })

  it('goes from file to file with the arrows, also to those that have none', async () => {
    show({ preview: 'pages' }, { name: 'Plan.dwg' })
    await userEvent.click(tile(0).getByRole('button'))
    await screen.findByRole('img', { name: 'Page 1' })
    await userEvent.keyboard('{ArrowRight}')
    const dialog = within(screen.getByRole('dialog', { name: 'Preview of Plan.dwg' }))
    expect(dialog.getByText('This file has no preview')).toBeTruthy()
    expect(dialog.queryByRole('button', { name: 'Print' })).toBeNull()
    await userEvent.keyboard('{ArrowRight}{ArrowLeft}')
    expect(await screen.findByRole('dialog', { name: 'Preview of Plan.pdf' })).toBeTruthy()
  })

  it('says what happened when there is none, and still hands the file out', async () => {
    const problem = { type: 'about:blank', title: '', status: 404, code: 'not-found' }
    const headers = { 'content-type': 'application/problem+json' }
    vi.stubGlobal('fetch', async () => Response.json(problem, { status: 404, headers }))
    show({ preview: 'pages' })
    await userEvent.click(tile(0).getByRole('button'))
    const alert = within(await screen.findByRole('alert'))
    expect(alert.getByText(/It may be damaged/)).toBeTruthy()
    expect(alert.getByRole('link', { name: 'Download' })).toBeTruthy()
  })
})
