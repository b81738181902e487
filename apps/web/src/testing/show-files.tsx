import type { Attachment } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import { AttachmentTiles } from '../features/messages/attachment-tiles.tsx'
import { createQueryClient } from '../query-client.ts'
import { anAttachment } from './an-attachment.ts'

export const messageId = '01920000-0000-7000-8000-000000000001'

/** Shows the files of a message as tiles. */
export function showFiles(...files: Partial<Attachment>[]): void {
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

export const tile = (at: number) => within(screen.getAllByRole('listitem')[at] ?? document.body)
