import type { Header } from './header-fields.ts'

/** The header of a message, to be asked by names in lower case. */
export type HeaderValues = {
  /** The first field of that name, '' when there is none. */
  first: (name: string) => string
  all: (name: string) => readonly string[]
  has: (name: string) => boolean
}

const NONE: readonly string[] = []

/** Sorts the fields of a header by their names, once for all that ask. */
export function headerValues(headers: readonly Header[]): HeaderValues {
  const values = new Map<string, string[]>()
  for (const { name, value } of headers) {
    const key = name.toLowerCase()
    const list = values.get(key)
    if (list) list.push(value)
    else values.set(key, [value])
  }
  return {
    first: (name) => values.get(name)?.[0] ?? '',
    all: (name) => values.get(name) ?? NONE,
    has: (name) => values.has(name),
  }
}
