import type { Editor } from '@tiptap/core'
import { useSyncExternalStore } from 'react'

/** Something that the editor knows, kept as it changes. `read` answers a string, number, boolean or null. */
export function useEditorValue<Value extends string | number | boolean | null>(
  editor: Editor,
  read: (editor: Editor) => Value,
): Value {
  return useSyncExternalStore(
    (listener) => {
      editor.on('transaction', listener)
      return () => editor.off('transaction', listener)
    },
    () => read(editor),
  )
}
