import { writeHtml } from './html-tree.ts'
import type { MailNode } from './html-tree.ts'

export type Theme = 'light' | 'dark'

/** The sanitised body of a mail, and what whoever shows it says about it. */
export type MailBody = {
  nodes: MailNode[]
  coloured: boolean
  /** Only its beginning is in `nodes`. */
  isCut: boolean
  /** Pictures on other hosts; those that only spy are counted apart. */
  images: number
  pixels: number
}

const STYLE = `
html{-webkit-text-size-adjust:100%}
body{margin:0;padding:1px 0;font:15px/1.55 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
img{max-width:100%}
img:not([src]){min-width:1em;min-height:1em;outline:1px dashed #92918c66;outline-offset:-1px}
table{max-width:100%}
pre{white-space:pre-wrap;font:inherit}
details{margin:.6em 0}
summary{width:fit-content;padding:2px 10px;border-radius:99px;background:#92918c33;font-size:12px;cursor:pointer}
s[data-destination]{text-decoration-color:#b92d29;cursor:not-allowed}
s[data-destination]::after{content:"\\2192\\A0" attr(data-destination);display:inline-block;margin:0 .4em;padding:0 .5em;border:1px solid #b92d2966;border-left:3px solid #b92d29;border-radius:4px;font:600 .85em/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
blockquote{margin:.6em 0;padding-left:.9em;border-left:3px solid #92918c66}
`
/** A mail that sets colours was made for white paper; any other follows the reader's theme. */
const PAPER = 'html{color-scheme:light;background:#fff;color:#171613}body{padding:12px}'
const LIGHT = 'html{color-scheme:light;background:transparent;color:#24231f}'
const DARK = 'html{color-scheme:dark;background:transparent;color:#dfe5e9}a{color:#68bae7}'

/**
 * A whole HTML document, for a frame without scripts, around the sanitised body of a mail. Its `body`
 * says by data attributes, which no mail can write, what the page around the frame tells about it.
 */
export function mailDocument(body: MailBody, theme?: Theme): string {
  const { nodes, coloured, isCut, images, pixels } = body
  const colours = coloured ? PAPER : theme === 'dark' ? DARK : LIGHT
  const facts = `data-images="${images}" data-pixels="${pixels}"${isCut ? ' data-cut' : ''}`
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><title></title><style>${STYLE}${colours}</style></head><body ${facts}>${writeHtml(nodes)}</body></html>`
}
