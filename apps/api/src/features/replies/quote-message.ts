import type { Upload } from '@levee/contract'
import { DomainError } from '@levee/domain'
import { MessageReadError } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { Viewer } from '../../http/viewer.ts'
import { handedOut } from '../files/service.ts'
import { getMessage, getSource } from '../messages/service.ts'
import { addUpload } from './uploads.ts'

/** HTML to be quoted; '' where the message has none that can be. `pictures`: the uploads that it shows. */
export type Quotation = { html: string; pictures: Upload[] }

/**
 * The body of a message for what the viewer writes below it. Who passes it on passes its pictures on, too.
 * @throws {DomainError} `not-found` when there is none that the viewer may see.
 */
export async function quoteMessage(
  deps: Deps,
  viewer: Viewer,
  { id, forward }: { id: string; forward: boolean },
): Promise<Quotation> {
  const { hasHtml, trust } = await getMessage(deps, viewer, id)
  if (!hasHtml) return { html: '', pictures: [] }
  const { raw } = await getSource(deps, viewer, id)
  const options = { keepPictures: forward, lockLinks: trust.level === 'danger' }
  const quoted = await deps.reader.quoted(raw, options).catch((cause: unknown) => {
    if (cause instanceof MessageReadError) return { html: '', pictures: [] } // its text is known
    throw cause
  })
  const pictures: Upload[] = []
  let { html } = quoted
  for (const index of quoted.pictures) {
    const upload = await pictureOf(deps, viewer, { id, index })
    if (upload) pictures.push(upload)
    html = html.replaceAll(
      `src="cid:part-${index}"`,
      upload ? `src="cid:${upload.id}"` : 'src=""', // the editor keeps no picture without an upload
    )
  }
  return { html, pictures }
}

/** Undefined for what is no picture, and for what may not be handed out. */
async function pictureOf(
  deps: Deps,
  viewer: Viewer,
  place: { id: string; index: number },
): Promise<Upload | undefined> {
  const file = await handedOut(deps, viewer, place).catch((cause: unknown) => {
    if (cause instanceof DomainError) return undefined
    throw cause
  })
  if (!file || !file.contentType.startsWith('image/')) return undefined
  return addUpload(deps, viewer, file)
}
