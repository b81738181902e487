import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { type ReactNode, useId } from 'react'
import styles from './option-cards.module.css'

type OptionCardsProps<T extends string> = {
  label: string
  value: T
  options: readonly { value: T; title: string; badge?: ReactNode; text: ReactNode }[]
  onChange: (value: T) => void
}

/** One of a few choices that each need a sentence. */
export function OptionCards<T extends string>(props: OptionCardsProps<T>) {
  const { label, value, options, onChange } = props
  const id = useId()
  return (
    <RadioGroup aria-label={label} className={styles.group} value={value} onValueChange={onChange}>
      {options.map((option) => (
        <label key={option.value} className={styles.card}>
          <Radio.Root
            value={option.value}
            className={styles.radio}
            aria-labelledby={`${id}-${option.value}`}
            aria-describedby={`${id}-${option.value}-text`}
          />
          <span id={`${id}-${option.value}`} className={styles.title}>
            {option.title}
          </span>
          {option.badge}
          <span id={`${id}-${option.value}-text`} className={styles.text}>
            {option.text}
          </span>
        </label>
      ))}
    </RadioGroup>
  )
}
