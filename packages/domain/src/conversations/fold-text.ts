/**
 * A text as the filter box compares it: without case and accents. `fold_text` of the database does the same;
 * what no text in a database can hold (NUL, half a surrogate pair) goes.
 */
export function foldText(text: string): string {
  return text
    .replaceAll(/[\0\p{Cs}]/gu, '')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/gu, '')
    .toLowerCase()
}
