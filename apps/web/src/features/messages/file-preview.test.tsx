import type { FilePreview } from '@levee/contract'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { showFiles, tile } from '../../testing/show-files.tsx'

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
    showFiles({ name: 'Plan.dwg' }, { preview: 'pages' })
    await userEvent.keyboard(' ')
    const dialog = within(await screen.findByRole('dialog', { name: 'Preview of Plan.pdf' }))
    expect(await dialog.findByRole('img', { name: 'Page 2' })).toBeTruthy()
    expect(dialog.getByText(/^Only pages 1 to 2 are shown/)).toBeTruthy()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(tile(1).getByRole('button'))
  })

  it('goes from file to file with the arrows, also to those that have none', async () => {
    showFiles({ preview: 'pages' }, { name: 'Plan.dwg' })
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
    showFiles({ preview: 'pages' })
    await userEvent.click(tile(0).getByRole('button'))
    const alert = within(await screen.findByRole('alert'))
    expect(alert.getByText(/It may be damaged/)).toBeTruthy()
    expect(alert.getByRole('link', { name: 'Download' })).toBeTruthy()
  })
})
