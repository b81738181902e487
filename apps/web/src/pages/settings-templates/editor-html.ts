import { parseTemplate } from '@levee/domain'

const MARKED = /<span data-levee-variable="[^"]*">(\{\{[^<]*\}\})<\/span>/gu

/** The text of a template for the editor, which shows each variable as a part of its own. */
export function toEditor(html: string): string {
  let isInTag = false
  return parseTemplate(html)
    .map((piece) => {
      if (piece.type === 'variable') {
        if (isInTag) return piece.source
        const name = piece.format === null ? piece.name : `${piece.name}|${piece.format}`
        return `<span data-levee-variable="${name}">{{${name}}}</span>`
      }
      const [opens, closes] = [piece.text.lastIndexOf('<'), piece.text.lastIndexOf('>')]
      if (opens !== closes) isInTag = opens > closes
      return piece.text
    })
    .join('')
}

/** What the editor wrote, with variables as they stand in a template. */
export function fromEditor(html: string): string {
  return html.replaceAll(MARKED, '$1')
}
