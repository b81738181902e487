import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ConversationHeader } from '../../features/conversations/conversation-header.tsx'
import { conversationQuery } from '../../features/conversations/conversation-queries.ts'
import { DeadlineBar } from '../../features/conversations/deadline-bar.tsx'
import { ClockList } from '../../features/deadlines/clock-list.tsx'
import { useDirectory } from '../../features/conversations/directory.ts'
import { SuggestionHint } from '../../features/conversations/suggestion-hint.tsx'
import { usePresenceBeat } from '../../features/conversations/presence-beat.ts'
import { useMarkReadOnOpen } from '../../features/conversations/mark-read.ts'
import { suspiciousMessage } from '../../features/trust/suspicion.ts'
import { hasStatus } from '../../problem-error.ts'
import { loadAdministrationTexts } from '../../i18n.ts'
import { loadPart } from '../../load-part.ts'
import { problemText } from '../../problem-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import type { FocusRequest } from '../../ui/use-focus-request.ts'
import { NothingFoundPicture } from '../../ui/pictures.tsx'
import { useMediaQuery } from '../../ui/use-media-query.ts'
import { ClockButtons } from './clock-buttons.tsx'
import { ComposerDock, type ComposerMode } from './composer-dock.tsx'
import type { Undoable } from '../../features/notes/writing/own-note.tsx'
import type { SentReply } from '../../features/replies/use-reply.ts'
import { ReaderDock } from './reader-dock.tsx'
import { ReaderSkeleton } from './reader-skeleton.tsx'
import { type ReaderCommands, ReaderToolbar } from './reader-toolbar.tsx'
import { useAnnounceWriter } from './use-announce-writer.ts'
import styles from './reader.module.css'
import { SuspicionDock } from './suspicion-dock.tsx'
import { Suspicion } from './suspicion.tsx'
import { Thread } from './thread.tsx'

// nobody waits for a suggestion
const Filing = lazy(async () => ({
  default: (await loadPart(() => import('./filing.tsx'))).Filing,
}))

const LinkedMail = lazy(async () => {
  const [part] = await Promise.all([
    loadPart(() => import('./linked-mail.tsx')),
    loadAdministrationTexts(),
  ])
  return { default: part.LinkedMail }
})

export type ReaderProps = {
  handle: string
  mode: ComposerMode | null
  onMode: (mode: ComposerMode | null) => void
  commandsFor: (conversation: ConversationDetail) => ReaderCommands
  onReplySent: (conversation: ConversationDetail, sent: SentReply) => void
  onNoteAdded: (conversation: ConversationDetail) => void
  /** Does something that can be taken back, says so, and shows the mail anew. */
  onUndoable: (id: string, ...done: Parameters<Undoable>) => Promise<void>
  onOpened: (conversation: ConversationDetail) => void
  onRemoveDue: (conversation: ConversationDetail) => void
  /** Set to move the focus to the subject once the mail is there. */
  focusRequest: FocusRequest
  isAlone: boolean
}

/** The open mail: commands, subject, deadline, thread, composer. */
export function Reader(props: ReaderProps) {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(conversationQuery(props.handle))
  if (data) return <OpenConversation {...props} conversation={data} />
  if (!error) return <ReaderSkeleton />
  if (hasStatus(error, 404)) {
    return (
      <EmptyState picture={<NothingFoundPicture />} title={t`This mail is not here`}>
        {t`It does not exist, or it belongs to a mailbox that is not yours.`}
      </EmptyState>
    )
  }
  return <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
}

function OpenConversation(props: ReaderProps & { conversation: ConversationDetail }) {
  const { conversation, mode, onMode, focusRequest } = props
  const { mailboxes } = useDirectory()
  const heading = useRef<HTMLHeadingElement>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const commands = props.commandsFor(conversation)
  const canSend = mailboxes.get(conversation.mailboxId)?.canSend ?? false
  const isNarrow = useMediaQuery('(max-width: 899px)') // the list is not there then
  const suspicious = suspiciousMessage(conversation)
  const [isWriting, setIsWriting] = useState(false)
  const [forwardOf, setForwardOf] = useState<string | null>(null)
  useMarkReadOnOpen(conversation)
  usePresenceBeat(conversation.id, isWriting ? 'writing' : 'viewing')
  useAnnounceWriter(conversation.id)
  const { onOpened } = props
  useEffect(() => {
    onOpened(conversation)
    // oxlint-disable-next-line react-hooks/exhaustive-deps, react/exhaustive-effect-dependencies -- once for each mail that is opened
  }, [conversation.id])
  const onUndoable: Undoable = (...done) => props.onUndoable(conversation.id, ...done)
  useLayoutEffect(() => {
    scroll.current?.scrollTo({ top: 0 })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another mail starts at its top
  }, [conversation.id])
  useLayoutEffect(() => {
    if (focusRequest.take(conversation.id)) heading.current?.focus({ preventScroll: true })
  })
  return (
    <>
      <ReaderToolbar conversation={conversation} commands={commands} />
      <div ref={scroll} className={styles.scroll}>
        <div className={styles.head}>
          <ConversationHeader
            conversation={conversation}
            headingRef={heading}
            onAssign={(anchor) => commands.pick('assign', anchor)}
            onTag={(anchor) => commands.pick('tag', anchor)}
            isAlone={props.isAlone || isNarrow}
          />
          {suspicious && (
            <Suspicion
              conversation={conversation}
              message={suspicious}
              onReport={commands.reportPhishing}
            />
          )}
          <DeadlineBar
            conversation={conversation}
            onMove={(anchor) => commands.pick('due', anchor)}
            onRemove={() => props.onRemoveDue(conversation)}
            actions={<ClockButtons conversation={conversation} commands={commands} />}
          >
            {conversation.deadlines.length > 0 && (
              <ClockList conversationId={conversation.id} deadlines={conversation.deadlines} />
            )}
          </DeadlineBar>
          {!suspicious && (
            <Suspense fallback={null}>
              <Filing conversation={conversation} onTake={commands.takeSuggestion} />
            </Suspense>
          )}
          <SuggestionHint conversation={conversation} onMerge={commands.mergeWith} />
          {conversation.links.length > 0 && (
            <Suspense fallback={null}>
              <LinkedMail conversation={conversation} onUndoable={onUndoable} />
            </Suspense>
          )}
        </div>
        <Thread
          key={conversation.id}
          conversation={conversation}
          onForward={
            canSend && !suspicious
              ? (messageId) => {
                  setForwardOf(messageId)
                  onMode('forward')
                }
              : undefined
          }
          onSplit={commands.split}
          onUndoable={onUndoable}
        />
      </div>
      <ComposerDock
        conversation={conversation}
        mode={mode}
        forwardOf={mode === 'forward' ? forwardOf : null}
        onMode={(next) => {
          setForwardOf(null)
          onMode(next)
        }}
        onWriting={setIsWriting}
        onReplySent={(sent) => props.onReplySent(conversation, sent)}
        onNoteAdded={() => props.onNoteAdded(conversation)}
      />
      {mode === null && suspicious && (
        <SuspicionDock onReport={commands.reportPhishing} onMode={onMode} />
      )}
      {mode === null && !suspicious && (
        <ReaderDock commands={commands} canSend={canSend} onMode={onMode} />
      )}
    </>
  )
}
