import { Select } from '../../ui/field.tsx'
import type { Words } from './target-texts.ts'

type WordSelectProps<W extends string> = {
  label: string
  value: W
  words: Words<W>
  onChange: (value: W) => void
}

/** One of a few words. */
export function WordSelect<W extends string>(props: WordSelectProps<W>) {
  const { label, value, words, onChange } = props
  return (
    <Select
      label={label}
      value={value}
      onChange={({ target }) => {
        const chosen = words.find(([word]) => word === target.value)
        if (chosen) onChange(chosen[0])
      }}
    >
      {words.map(([word, text]) => (
        <option key={word} value={word}>
          {text}
        </option>
      ))}
    </Select>
  )
}
