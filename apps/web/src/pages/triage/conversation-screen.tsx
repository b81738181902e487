import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { conversationQuery } from '../../features/conversations/conversation-queries.ts'
import { DirectoryProvider } from '../../features/conversations/directory.ts'
import { useShortcuts } from '../../keyboard/shortcuts.ts'
import { useFocusRequest } from '../../ui/use-focus-request.ts'
import type { ComposerMode } from './composer-dock.tsx'
import { useDirectoryValue } from './directory-value.ts'
import { Reader } from './later-parts.ts'
import { type OpenPicker, type PickerKind, PickerPopover } from './picker-popover.tsx'
import { ReaderSkeleton } from './reader-skeleton.tsx'
import { useConversationActions } from './use-conversation-actions.ts'
import { useReader } from './use-reader.ts'
import { useTriageActions } from './use-triage-actions.ts'

/** One mail without a list: where its canonical link leads. */
export function ConversationScreen({ handle }: { handle: string }) {
  return (
    <DirectoryProvider value={useDirectoryValue()}>
      <AloneReader key={handle} handle={handle} />
    </DirectoryProvider>
  )
}

function AloneReader({ handle }: { handle: string }) {
  const router = useRouter()
  const focusRequest = useFocusRequest(true)
  const [mode, setMode] = useState<ComposerMode | null>(null)
  const [picker, setPicker] = useState<OpenPicker | null>(null)
  const changes = useTriageActions(null, null)
  const actions = useConversationActions(changes)
  const open = useQuery(conversationQuery(handle)).data
  const close = () => router.history.back()
  const reader = useReader({
    mode,
    setMode,
    cursor: null,
    leave: null,
    actions,
    changes,
    view: 'all',
    focusRequest,
    move: () => undefined,
    close,
    pick: (kind, conversation, anchor) =>
      setPicker({ kind, conversations: [conversation], anchor }),
  })
  const pick = (kind: PickerKind) => () => {
    const anchor = document.querySelector(`[data-picker="${kind}"]`)
    if (open) setPicker({ kind, conversations: [open], anchor })
  }
  useShortcuts({
    u: close,
    a: pick('assign'),
    t: pick('tag'),
    d: pick('due'),
    A: () => open && actions.take([open]),
    e: () => open && actions.archive([open]),
    h: () => open && actions.wait([open]),
    s: () => open && actions.follow([open]),
    l: pick('link'),
    '!': () => open && actions.report([open]),
    y: () => open && void actions.copyLink(open),
    r: () => open?.trust !== 'danger' && setMode('reply'),
    R: () => open?.trust !== 'danger' && setMode('replyAll'),
    f: () => open?.trust !== 'danger' && setMode('forward'),
    n: () => setMode('note'),
    z: changes.undoLast,
  })
  return (
    <>
      <Suspense fallback={<ReaderSkeleton />}>
        <Reader handle={handle} {...reader} />
      </Suspense>
      <PickerPopover picker={picker} actions={actions} onClose={() => setPicker(null)} />
      <span data-reader-open hidden />
    </>
  )
}
