import { hash } from 'node:crypto'
import { compile } from 'html-to-text'
import { MailParser } from 'mailparser'
import type { AddressObject, Headers, MessageText } from 'mailparser'

/** The options that make mailparser do the least: no text is made of HTML, nor HTML of text. */
const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  ignoreEmbedded: true,
}

const htmlToText = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ],
})

type File = { name: string; type: string; size: number }
type Read = { headers: Headers; text: string; files: File[]; authors: AddressObject[] }

/** Reads a message with mailparser as far as filing it needs: its identity, header, text and list of files. */
export async function readByMailparser(raw: Buffer): Promise<Read> {
  hash('sha256', raw)
  const { headers, body, files } = await parse(raw)
  const html = typeof body.html === 'string' ? body.html : ''
  const text = body.text?.trim() ? body.text : htmlToText(html)
  const authors = [headers.get('from')].flat().filter((value): value is AddressObject => {
    return typeof value === 'object' && 'value' in value
  })
  return { headers, text, files, authors }
}

type Parsed = { headers: Headers; body: Partial<MessageText>; files: File[] }

function parse(raw: Buffer): Promise<Parsed> {
  return new Promise((resolve, reject) => {
    const parser = new MailParser(OPTIONS)
    const parsed: Parsed = { headers: new Map(), body: {}, files: [] }
    parser.on('headers', (headers: Headers) => {
      parsed.headers = headers
    })
    parser.on('data', (part) => {
      if (part.type === 'text') {
        parsed.body = part
        return
      }
      const file = { name: part.filename || '', type: part.contentType, size: 0 }
      parsed.files.push(file)
      part.content.on('data', (chunk: Buffer) => {
        file.size += chunk.length
      })
      part.content.on('end', () => part.release())
    })
    parser.on('error', reject)
    parser.on('end', () => resolve(parsed))
    parser.end(raw)
  })
}
