import { useLingui } from '@lingui/react/macro'
import { HueMark } from '../../ui/hue.tsx'
import { Picker } from '../../ui/picker.tsx'
import { useAddTag, useTags } from './tag-queries.ts'

export type TagChange = { name: string; add: string[]; remove: string[] }

type TagPickerProps = {
  /** The tags that all of the conversations have. */
  chosen: readonly string[]
  onChange: (change: TagChange) => void
}

/** Puts tags on and takes them off; a name that no tag has makes a new one. */
export function TagPicker({ chosen, onChange }: TagPickerProps) {
  const { t } = useLingui()
  const tags = useTags()
  const addTag = useAddTag()
  return (
    <Picker
      label={t`Tag`}
      placeholder={t`Tag as…`}
      options={tags.map((tag) => ({
        id: tag.id,
        label: tag.name,
        icon: <HueMark hue={tag.color} />,
        chosen: chosen.includes(tag.id),
      }))}
      onPick={({ id, label: name, chosen: isOn }) =>
        onChange(isOn ? { name, add: [], remove: [id] } : { name, add: [id], remove: [] })
      }
      create={{
        label: (name) => t`Create “${name}”`,
        // a promise, not the mutation's callback: who has typed a name may close the picker at once
        run: async (name) => {
          const tag = await addTag.mutateAsync(name).catch(() => null)
          if (tag) onChange({ name: tag.name, add: [tag.id], remove: [] })
        },
      }}
    />
  )
}
