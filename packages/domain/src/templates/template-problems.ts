import { isDateFormat } from './format-value.ts'
import { parseTemplate } from './parse-template.ts'
import { knownFormat, knownVariable } from './template-words.ts'

const DATED: ReadonlySet<string> = new Set(['receivedAt', 'dueAt', 'today'])

/** What is wrong with the variables of a text, a sentence each: a format that is none, or not one for such a value. */
export function templateProblems(text: string): readonly string[] {
  const problems = parseTemplate(text).flatMap((piece) => {
    if (piece.type === 'text' || piece.format === null) return []
    const format = knownFormat(piece.format)
    if (!format) return [`${piece.source}: there is no format "${piece.format}"`]
    const variable = knownVariable(piece.name)
    const isDate = variable !== undefined && DATED.has(variable)
    return isDate === isDateFormat(format)
      ? []
      : [`${piece.source}: this format is ${isDate ? 'not for dates' : 'for dates only'}`]
  })
  return [...new Set(problems)]
}
