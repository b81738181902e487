import type { Template } from '@levee/contract'
import { foldText } from '@levee/domain'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import styles from './template-panel.module.css'
import { templatesQuery } from './template-queries.ts'
import { WhatItAdds } from './what-it-adds.tsx'

type TemplatePanelProps = {
  /** Of the mail that is answered: templates of other mailboxes are not for it. */
  mailboxId: string
  language: string
  /** The one that the text was written with. */
  usedId: string | null
  isInserting: boolean
  /** What tags, departments and people are called. */
  nameOf: (id: string) => string
  onInsert: (template: Template) => void
  onClose: () => void
}

/** The templates beside the text: found by their words, and what each adds besides its text. */
export function TemplatePanel(props: TemplatePanelProps) {
  const { mailboxId, usedId, isInserting, nameOf, onInsert } = props
  const { t } = useLingui()
  const listId = useId()
  const field = useFocusOnMount<HTMLInputElement>()
  const [words, setWords] = useState('')
  const [language, setLanguage] = useState(props.language === 'en' ? 'en' : 'fr')
  const [index, setIndex] = useState(0)
  const { data = [], isPending } = useQuery(templatesQuery())
  const found = data.filter(
    (each) => each.language === language && isFor(each, mailboxId) && hasWords(each, words),
  )
  const chosen = found[Math.min(index, found.length - 1)]
  const insert = () => chosen && !isInserting && onInsert(chosen)
  const keys: Record<string, () => void> = {
    ArrowDown: () => setIndex(Math.min(index + 1, found.length - 1)),
    ArrowUp: () => setIndex(Math.max(index - 1, 0)),
    Enter: insert,
    Escape: props.onClose,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key]
    if (!act || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <div className={styles.panel} role="group" aria-label={t`Templates`}>
      <div className={styles.head}>
        <Search aria-hidden="true" />
        <input
          ref={field}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen && `${listId}-${chosen.id}`}
          aria-label={t`Find a template`}
          placeholder={t`Find a template`}
          value={words}
          onChange={(event) => {
            setWords(event.target.value)
            setIndex(0)
          }}
          onKeyDown={onKeyDown}
        />
        <Segmented
          label={t`Language of the reply`}
          value={language}
          options={[
            { value: 'fr', label: 'FR' },
            { value: 'en', label: 'EN' },
          ]}
          onChange={setLanguage}
        />
      </div>
      <div id={listId} role="listbox" aria-label={t`Templates`} className={styles.list}>
        {found.map((template, place) => (
          <Choice
            key={template.id}
            id={`${listId}-${template.id}`}
            template={template}
            isChosen={template === chosen}
            onChoose={() => setIndex(place)}
            onInsert={() => onInsert(template)}
          />
        ))}
      </div>
      {found.length === 0 && !isPending && (
        <p className={styles.none}>{t`No template here has these words.`}</p>
      )}
      {chosen && (
        <div className={styles.foot}>
          <WhatItAdds template={chosen} nameOf={nameOf} />
          <Button busy={isInserting} onClick={insert}>
            {chosen.id === usedId ? t`Insert again` : t`Insert`} <Kbd>↵</Kbd>
          </Button>
        </div>
      )}
    </div>
  )
}

type ChoiceProps = {
  id: string
  template: Template
  isChosen: boolean
  onChoose: () => void
  onInsert: () => void
}

function Choice({ id, template, isChosen, onChoose, onInsert }: ChoiceProps) {
  const { t } = useLingui()
  const { name, folder, sentCount } = template
  const used = plural(sentCount, { one: '# sent', other: '# sent' })
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above has the keys of the list
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={styles.choice}
      ref={(element) => {
        if (isChosen) element?.scrollIntoView({ block: 'nearest' })
      }}
      onClick={onChoose}
      onDoubleClick={onInsert}
    >
      <b>{name}</b>
      <span>{[folder || t`Without a folder`, used].join(' · ')}</span>
    </div>
  )
}

function isFor({ mailboxIds }: Template, mailboxId: string): boolean {
  return mailboxIds.length === 0 || mailboxIds.includes(mailboxId)
}

function hasWords({ name, folder, subject, html }: Template, words: string): boolean {
  const text = foldText([name, folder, subject ?? '', html.replaceAll(/<[^>]*>/gu, ' ')].join(' '))
  return foldText(words)
    .split(/\s+/u)
    .every((word) => text.includes(word))
}
