import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useLingui } from '@lingui/react/macro'
import { type Hue, HueMark, hues } from './hue.tsx'
import styles from './hue-picker.module.css'

type HuePickerProps = { label: string; value: Hue; onChange: (hue: Hue) => void }

/** The eight hues that tags and mailboxes may have, each with its name. */
export function HuePicker({ label, value, onChange }: HuePickerProps) {
  const { t } = useLingui()
  const names: Record<Hue, string> = {
    river: t`Blue`,
    reed: t`Green`,
    ochre: t`Ochre`,
    flood: t`Red`,
    plum: t`Purple`,
    riverDeep: t`Dark blue`,
    reedDeep: t`Dark green`,
    plumDeep: t`Dark purple`,
  }
  return (
    <RadioGroup aria-label={label} className={styles.hues} value={value} onValueChange={onChange}>
      {hues.map((hue) => (
        <Radio.Root
          key={hue}
          value={hue}
          className={styles.hue}
          aria-label={names[hue]}
          title={names[hue]}
        >
          <HueMark hue={hue} shape="square" />
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
