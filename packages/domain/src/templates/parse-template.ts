/** A piece of a template: text as it stands, or a variable that is to be replaced. */
export type TemplatePiece =
  | { type: 'text'; text: string }
  | { type: 'variable'; name: string; format: string | null; source: string }

// What editors put around a name: at most a few spaces, some of which do not break.
const SPACE = '(?:\\s|&nbsp;){0,8}'
const NAME = '\\p{L}[\\p{L}\\p{M}\\p{N}_.-]{0,59}'
const VARIABLE = new RegExp(
  `\\{\\{${SPACE}(?<name>${NAME})${SPACE}(?:\\|${SPACE}(?<format>\\p{L}{1,20})${SPACE})?\\}\\}`,
  'gu',
)

/** The pieces of a template, `{{name}}` and `{{name|format}}` apart from its text; together they are the whole of it. */
export function parseTemplate(template: string): readonly TemplatePiece[] {
  const pieces: TemplatePiece[] = []
  let place = 0
  for (const { 0: source, index, groups } of template.matchAll(VARIABLE)) {
    if (index > place) pieces.push({ type: 'text', text: template.slice(place, index) })
    const { name = '', format = null } = groups ?? {}
    pieces.push({ type: 'variable', name, format, source })
    place = index + source.length
  }
  if (place < template.length) pieces.push({ type: 'text', text: template.slice(place) })
  return pieces
}

/** The names of the variables that a text still holds, each once, in their order. */
export function variablesIn(text: string): readonly string[] {
  const names = parseTemplate(text).flatMap((piece) =>
    piece.type === 'variable' ? [piece.name] : [],
  )
  return [...new Set(names)]
}
