import { useState } from 'react'

/** A choice that this browser remembers; `first` until somebody chose. */
export function useRemembered<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  first: Choice,
): [Choice, (choice: Choice) => void] {
  const [chosen, setChosen] = useState(() => {
    const kept = localStorage.getItem(name)
    return choices.find((choice) => choice === kept) ?? first
  })
  const choose = (choice: Choice) => {
    localStorage.setItem(name, choice)
    setChosen(choice)
  }
  return [chosen, choose]
}
