import type { FilePreview } from '@levee/contract'
import { DomainError, previewKind } from '@levee/domain'
import { FileDeskError, PublicFetchError, type Picture, redrawPicture } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import type { CheckedFile } from './check-file.ts'

const WIDEST = 1_600 // pixels: twice the sheet on the screen
const MOST_PAGES = 200 // that are drawn: the others are in the file

/**
 * What can be shown of a file, told by its bytes.
 * @throws {DomainError} `not-found` when it can only be downloaded.
 */
export async function previewOf(
  { files }: Pick<Deps, 'files'>,
  file: CheckedFile,
): Promise<FilePreview> {
  const { name, contentType, content } = file
  if (isPdf(content)) {
    const pages = await files.countPages(content).catch(refuseToShow)
    const shownPages = Math.min(pages, MOST_PAGES)
    return { kind: 'pages', pages, shownPages, text: null, isCut: false }
  }
  const kind = previewKind(name, contentType)
  if (kind === 'pages') return { kind, pages: 1, shownPages: 1, text: null, isCut: false }
  if (kind === 'none') return refuseToShow()
  return {
    kind,
    pages: 1,
    shownPages: 1,
    ...(await files.readText(content).catch(refuseToShow)),
  }
}

/**
 * One page of a file, drawn here: from 1, so many pixels wide. A picture is its only page.
 * @throws {DomainError} `not-found`
 */
export async function pageOf(
  { files }: Pick<Deps, 'files'>,
  { content }: CheckedFile,
  { page, width }: { page: number; width?: number },
): Promise<Picture> {
  if (page > MOST_PAGES) refuseToShow()
  if (!isPdf(content)) {
    if (page > 1) refuseToShow()
    const size = width === undefined ? {} : { longestSide: width }
    return redrawPicture(content, size).catch(refuseToShow)
  }
  const drawn = await files.drawPage(content, { page, width: width ?? WIDEST }).catch(refuseToShow)
  return { contentType: 'image/png', content: drawn }
}

/** Readers find the mark within the first kilobyte (PDF 1.7, annex H.3.4.1). */
function isPdf(content: Buffer): boolean {
  return content.subarray(0, 1024).includes('%PDF-')
}

function refuseToShow(cause?: unknown): never {
  const isOurs = cause instanceof FileDeskError || cause instanceof PublicFetchError
  if (cause !== undefined && !isOurs) throw cause
  throw new DomainError('not-found', 'This file cannot be shown here; it can be downloaded.')
}
