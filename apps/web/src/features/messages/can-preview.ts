import type { Attachment } from '@levee/contract'

/** Whether the server can show it now. */
export function canPreview({ preview, state }: Attachment): boolean {
  return preview !== 'none' && state !== 'scanning' && state !== 'blocked'
}
