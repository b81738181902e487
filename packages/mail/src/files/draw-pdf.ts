import { hash } from 'node:crypto'
import { createIsomorphicCanvasFactory, getDocumentProxy, renderPageAsImage } from 'unpdf'

const MOST_PIXELS = 6_000_000 // of one page: 24 MB while it is drawn
const LARGEST_SCALE = 3

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** The document that was asked for last: who looks at one page looks at the next. */
let opened: { sha256: string; pdf: Promise<Pdf> } | undefined

/** How many pages a PDF has. @throws {Error} when it is none, is damaged or has a password. */
export async function countPages(content: Buffer): Promise<number> {
  const { numPages } = await open(content)
  return numPages
}

/**
 * Draws one page of a PDF, without running anything in it or following its links.
 * @param page from 1; `width`: in pixels, as far as the page is not enormous.
 * @returns a PNG.
 */
export async function drawPage(
  content: Buffer,
  { page, width }: { page: number; width: number },
): Promise<Buffer> {
  const pdf = await open(content)
  const size = (await pdf.getPage(page)).getViewport({ scale: 1 })
  const most = Math.sqrt(MOST_PIXELS / (size.width * size.height))
  const scale = Math.min(width / size.width, most, LARGEST_SCALE)
  const image = await renderPageAsImage(pdf, page, { canvasImport, scale })
  return Buffer.from(image)
}

async function open(content: Buffer): Promise<Pdf> {
  const sha256 = hash('sha256', content)
  if (opened?.sha256 === sha256) return opened.pdf
  await opened?.pdf.then((pdf) => pdf.loadingTask.destroy()).catch(() => undefined)
  opened = { sha256, pdf: parse(content) }
  return opened.pdf
}

async function parse(content: Buffer): Promise<Pdf> {
  const CanvasFactory = await createIsomorphicCanvasFactory(canvasImport)
  return getDocumentProxy(new Uint8Array(content), { CanvasFactory, verbosity: 0 })
}

function canvasImport(): Promise<typeof import('@napi-rs/canvas')> {
  return import('@napi-rs/canvas')
}
