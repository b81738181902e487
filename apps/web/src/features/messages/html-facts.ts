/** What the server says about the HTML of a message, in the document itself. */
export type HtmlFacts = {
  /** Pictures on other hosts, and those of them that only spy. */
  images: number
  pixels: number
  /** The rest is too much for a browser. */
  isCut: boolean
}

/** Reads it: a mail cannot write these attributes. */
export function htmlFacts({ body }: Document): HtmlFacts {
  const { images = '0', pixels = '0', cut } = body.dataset
  return { images: Number(images), pixels: Number(pixels), isCut: cut !== undefined }
}
