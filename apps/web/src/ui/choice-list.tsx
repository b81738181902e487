import { Search } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Checkbox } from './checkbox.tsx'
import styles from './choice-list.module.css'

export type Choice = { value: string; label: string; detail?: ReactNode; icon?: ReactNode }

type ChoiceListProps = {
  label: string
  hint?: ReactNode
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** Names the field that narrows the list; it appears when the list is long. */
  searchLabel: string
  empty: ReactNode
}

const longList = 8

/** Any number of a list, with a field that narrows it when it is long. */
export function ChoiceList(props: ChoiceListProps) {
  const { label, hint, choices, chosen, onChange, searchLabel, empty } = props
  const id = useId()
  const [words, setWords] = useState('')
  const shown = choices.filter((choice) => matches(choice.label, words))
  const choose = (value: string, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value))
  return (
    <fieldset
      className={styles.group}
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
    >
      <legend className={styles.label}>{label}</legend>
      <div className={styles.box}>
        {choices.length > longList && (
          <SearchField label={searchLabel} value={words} onChange={setWords} />
        )}
        <ul className={styles.list}>
          {shown.map((choice) => (
            <li key={choice.value}>
              <label className={styles.choice}>
                <Checkbox
                  label={choice.label}
                  checked={chosen.includes(choice.value)}
                  onChange={(on) => choose(choice.value, on)}
                />
                {choice.icon}
                <span className={styles.name}>{choice.label}</span>
                {choice.detail !== undefined && (
                  <span className={styles.detail}>{choice.detail}</span>
                )}
              </label>
            </li>
          ))}
          {shown.length === 0 && <li className={styles.empty}>{empty}</li>}
        </ul>
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </fieldset>
  )
}

type SearchFieldProps = { label: string; value: string; onChange: (value: string) => void }

function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <div className={styles.search}>
      <Search aria-hidden="true" />
      <input
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

function matches(text: string, words: string): boolean {
  return plain(text).includes(plain(words.trim()))
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
}
