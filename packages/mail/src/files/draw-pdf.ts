import { getDocumentProxy, renderPageAsImage } from 'unpdf'

const WIDEST = 1_600 // pixels: twice the sheet on the screen
const MOST_PIXELS = 6_000_000 // of one page: 24 MB while it is drawn
const LARGEST_SCALE = 3

/** How many pages a PDF has. @throws {Error} when it is none, is damaged or has a password. */
export async function countPages(content: Buffer): Promise<number> {
  const pdf = await getDocumentProxy(new Uint8Array(content))
  const { numPages } = pdf
  await pdf.loadingTask.destroy()
  return numPages
}

/**
 * Draws one page of a PDF, without running anything in it or following its links.
 * @param page from 1.
 * @returns a PNG.
 */
export async function drawPage(content: Buffer, page: number): Promise<Buffer> {
  const pdf = await getDocumentProxy(new Uint8Array(content))
  const { width, height } = (await pdf.getPage(page)).getViewport({ scale: 1 })
  await pdf.loadingTask.destroy()
  const scale = Math.min(WIDEST / width, Math.sqrt(MOST_PIXELS / (width * height)), LARGEST_SCALE)
  const image = await renderPageAsImage(new Uint8Array(content), page, {
    canvasImport: () => import('@napi-rs/canvas'),
    scale,
  })
  return Buffer.from(image)
}
