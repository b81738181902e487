/** A text as the filter box compares it: without case and accents. `fold_text` of the database does the same. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/gu, '')
    .toLowerCase()
}
