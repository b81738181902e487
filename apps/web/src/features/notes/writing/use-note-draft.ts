import type { Mention, Mentionable, NoteInput } from '@levee/contract'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { matchingPeople, mentionsIn, typedMention } from '../mention-text.ts'
import { mentionableQuery } from '../note-queries.ts'

const MOST_OFFERED = 8
const nobody: readonly Mentionable[] = []

/** A note while it is written: its text, whom it names, and who is offered after an @. */
export function useNoteDraft(
  conversationId: string,
  initial: { text: string; mentions: readonly Mention[] } | undefined,
) {
  const people = useQuery(mentionableQuery(conversationId)).data ?? nobody
  const [text, setText] = useState(initial?.text ?? '')
  const [caret, setCaret] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(initial?.mentions.map(({ id }) => id)),
  )
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const placed = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (placed.current === null) return
    fieldRef.current?.setSelectionRange(placed.current, placed.current)
    placed.current = null
  })
  const typed = caret === null ? null : typedMention(text, caret)
  const offered = typed ? matchingPeople(people, typed.query).slice(0, MOST_OFFERED) : []
  const list =
    offered.length > 0 ? { people: offered, active: Math.min(active, offered.length - 1) } : null
  const pick = (person: Mentionable) => {
    if (!typed || caret === null || !person.maySee) return
    const before = `${text.slice(0, typed.start)}@${person.name} `
    placed.current = before.length
    setText(before + text.slice(caret).replace(/^ /u, ''))
    setChosen(new Set([...chosen, person.id]))
    setCaret(null)
    fieldRef.current?.focus()
  }
  /** Answers whether the key was meant for the list. */
  const onListKey = (event: KeyboardEvent): boolean => {
    if (!list) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const person = list.people[list.active]
    if (step !== undefined)
      setActive((list.active + step + list.people.length) % list.people.length)
    else if (
      (event.key === 'Enter' || event.key === 'Tab') &&
      person?.maySee &&
      !event.ctrlKey &&
      !event.metaKey
    )
      pick(person)
    else if (event.key === 'Escape') setCaret(null)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const named = mentionsIn(text, people, chosen)
  return {
    fieldRef,
    text,
    list,
    /** Named in the text, and may not see the conversation. */
    blind: named.filter(({ maySee }) => !maySee),
    type: (value: string, at: number) => {
      setText(value)
      setCaret(at)
      setActive(0)
    },
    moveCaret: (at: number) => caret !== null && setCaret(at),
    closeList: () => setCaret(null),
    point: setActive,
    pick,
    onListKey,
    input: (): NoteInput => ({
      text: text.trim(),
      mentions: named.filter(({ maySee }) => maySee).map(({ type, id }) => ({ type, id })),
    }),
  }
}
