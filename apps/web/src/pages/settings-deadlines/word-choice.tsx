import { useLingui } from '@lingui/react/macro'
import { ChoiceList } from '../../ui/choice-list.tsx'
import type { Words } from './target-texts.ts'

type WordChoiceProps<W extends string> = {
  label: string
  chosen: readonly W[]
  words: Words<W>
  onChange: (chosen: W[]) => void
}

/** Any number of a few words, kept in their order. */
export function WordChoice<W extends string>(props: WordChoiceProps<W>) {
  const { label, chosen, words, onChange } = props
  const { t } = useLingui()
  return (
    <ChoiceList
      label={label}
      searchLabel={t`Find a word`}
      empty={t`Nothing has this name.`}
      chosen={chosen}
      onChange={(values) =>
        onChange(words.map(([word]) => word).filter((word) => values.includes(word)))
      }
      choices={words.map(([value, text]) => ({ value, label: text }))}
    />
  )
}
