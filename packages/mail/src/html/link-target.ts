import { SKIPPED } from '../pictures/mail-pictures.ts'

const PRINTABLE = /^[!-~]*$/
const LINK = /^(?:https?:\/\/|mailto:|tel:)/i

/** Where a link leads; '' for relative ones as well, which would lead into Levee itself. */
export function linkTarget(href = ''): string {
  const target = PRINTABLE.test(href)
    ? href
    : href.replace(SKIPPED, (skipped) => (/^ +$/.test(skipped) ? '%20' : '')).trim()
  return LINK.test(target) ? target : ''
}
