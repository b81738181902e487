import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { useRemembered } from './use-remembered.ts'

/** How a form to write in stands, whatever kind of mail it is. */
export function useWritingState(firstLanguage: () => string) {
  const [editor, setEditor] = useState<Editor | null>(null)
  const [isFull, setIsFull] = useState(false)
  const [isAskingLink, setIsAskingLink] = useState(false)
  const [isPanelOpen, setIsPanelOpen] = useState(false)
  const [language, setLanguage] = useState(firstLanguage)
  const [formatting, setFormatting] = useRemembered('levee.formatting', ['off', 'on'], 'off')
  return {
    editor,
    setEditor,
    isFull,
    setIsFull,
    language,
    setLanguage,
    isPanelOpen,
    togglePanel: () => setIsPanelOpen(!isPanelOpen),
    isFormatting: formatting === 'on' || isAskingLink,
    toggleFormatting: () => {
      setIsAskingLink(false)
      setFormatting(formatting === 'on' ? 'off' : 'on')
    },
    isAskingLink,
    setIsAskingLink,
    askLink: () => setIsAskingLink(true),
  }
}

export type WritingState = ReturnType<typeof useWritingState>
