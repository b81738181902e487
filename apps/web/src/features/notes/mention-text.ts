import type { Mention } from '@levee/contract'

/** A piece of a note: plain, or a name that it mentions. */
export type NotePart = { text: string; mention?: Mention }

/** Cuts a note where it names people and teams. Of names that begin alike the longest counts. */
export function noteParts(text: string, mentions: readonly Mention[]): NotePart[] {
  const byLength = mentions.toSorted((one, other) => other.name.length - one.name.length)
  const parts: NotePart[] = []
  let plain = ''
  for (let at = 0; at < text.length;) {
    const mention =
      text[at] === '@' ? byLength.find(({ name }) => isNamedAt(text, at, name)) : undefined
    if (mention) {
      if (plain !== '') parts.push({ text: plain })
      parts.push({ text: `@${mention.name}`, mention })
      plain = ''
      at += mention.name.length + 1
    } else plain += text[at++]
  }
  if (plain !== '') parts.push({ text: plain })
  return parts
}

/**
 * Whom a text names, each once. Of several of the same name those who were chosen count, and else the first.
 * @param chosen ids that were picked from the list.
 */
export function mentionsIn<Person extends Mention>(
  text: string,
  people: readonly Person[],
  chosen: ReadonlySet<string>,
): Person[] {
  const ordered = people.toSorted(
    (one, other) => Number(chosen.has(other.id)) - Number(chosen.has(one.id)),
  )
  const named = new Set(noteParts(text, ordered).flatMap(({ mention }) => mention?.name ?? []))
  const found = [...named].flatMap((name) => {
    const same = ordered.filter((person) => person.name === name)
    const picked = same.filter(({ id }) => chosen.has(id))
    return picked.length > 0 ? picked : same.slice(0, 1)
  })
  return found
}

const TYPED = /(?:^|[\s([{,;:'’«])@([^\n@]{0,40})$/u

/** What is being typed after an @ before the caret, and where the @ stands; null when nothing is. */
export function typedMention(text: string, caret: number): { start: number; query: string } | null {
  const query = TYPED.exec(text.slice(0, caret))?.[1]
  return query === undefined ? null : { start: caret - query.length - 1, query }
}

/** Those whose name, or a word of it, begins with what was typed; whose first word does first. */
export function matchingPeople<Person extends { name: string }>(
  people: readonly Person[],
  query: string,
): Person[] {
  const wanted = folded(query)
  const begins = people.filter(({ name }) => folded(name).startsWith(wanted))
  const within = people.filter(
    (person) =>
      !begins.includes(person) &&
      folded(person.name)
        .split(/[\s-]+/u)
        .some((word) => word.startsWith(wanted)),
  )
  return [...begins, ...within]
}

function isNamedAt(text: string, at: number, name: string): boolean {
  return text.startsWith(name, at + 1)
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
