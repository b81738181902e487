import type { NameTools } from '@levee/domain'
import { domainToUnicode } from 'node:url'
import unhomoglyph from 'unhomoglyph'
import { registrableDomain } from './registrable-domain.ts'

/** What names look like and belong to, for judging who wrote. */
export const nameTools: NameTools = { registrableDomain, skeleton, readableDomain }

/** Marks that are drawn on letters: a sender's domain may have them where the usual one has none. */
const MARKS = /\p{M}+/gu

/**
 * What the eye sees of a text: texts with the same skeleton can be taken for one another (UTS #39 §4).
 * Who compares names without case folds them first: a capital M is no `rn`.
 */
function skeleton(text: string): string {
  return unhomoglyph(text.normalize('NFD')).normalize('NFD').replace(MARKS, '').toLowerCase()
}

/** A domain in the letters that people read; as it is where it is none. */
function readableDomain(domain: string): string {
  if (!/(?:^|\.)xn--/i.test(domain)) return domain.toLowerCase()
  return domainToUnicode(domain) || domain.toLowerCase()
}
