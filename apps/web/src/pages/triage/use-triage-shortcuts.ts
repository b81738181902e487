import type { Conversation } from '@levee/contract'
import type { RefObject } from 'react'
import { type Shortcuts, useShortcuts } from '../../keyboard/shortcuts.ts'
import type { ComposerMode } from './composer-dock.tsx'
import type { PickerKind } from './picker-popover.tsx'
import type { ConversationActions } from './use-conversation-actions.ts'
import type { Cursor } from './use-cursor.ts'
import type { Selection } from './use-selection.ts'

type Triage = {
  cursor: Cursor
  selection: Selection
  actions: ConversationActions
  /** The selection, else the open mail or the cursor's row. */
  targets: () => Conversation[]
  isOpen: boolean
  /** A picker is open, or about to be: what is typed is meant for it. */
  isPicking: boolean
  canReply: boolean
  filterRef: RefObject<HTMLInputElement | null>
  move: (step: 1 | -1, event: KeyboardEvent) => void
  openWithFocus: () => void
  close: () => void
  pick: (kind: PickerKind) => void
  compose: (mode: ComposerMode) => void
  merge: () => void
  showNew: () => void
  undo: () => void
}

/** The keys of the triage screen: the same in the list, in the open mail and on a selection. */
export function useTriageShortcuts(triage: Triage): void {
  const { cursor, selection, actions, targets } = triage
  const next = (event: KeyboardEvent) => triage.move(1, event)
  const previous = (event: KeyboardEvent) => triage.move(-1, event)
  const extend = (step: 1 | -1) => (event: KeyboardEvent) => {
    if (cursor.row) selection.add([cursor.row])
    triage.move(step, event)
    const reached = cursor.neighbour(step)
    if (reached) selection.add([...(cursor.row ? [cursor.row] : []), reached])
  }
  const back = () => {
    if (selection.isSelecting) selection.clear()
    else if (triage.isOpen) triage.close()
  }
  const act = (action: (list: Conversation[]) => void) => () => {
    action(targets())
    selection.clear()
  }
  const shortcuts: Shortcuts = {
    j: next,
    ArrowDown: next,
    k: previous,
    ArrowUp: previous,
    J: extend(1),
    K: extend(-1),
    Enter: triage.openWithFocus,
    u: back,
    Escape: back,
    x: () => cursor.row && selection.toggle(cursor.row.id),
    '/': () => triage.filterRef.current?.focus(),
    '.': triage.showNew,
    a: () => triage.pick('assign'),
    t: () => triage.pick('tag'),
    d: () => triage.pick('due'),
    A: act(actions.take),
    e: act(actions.archive),
    h: act(actions.wait),
    s: () => actions.follow(targets()),
    l: () => triage.pick('link'),
    '!': act(actions.report),
    y: () => {
      const [first] = targets()
      if (first) void actions.copyLink(first)
    },
    r: () => triage.isOpen && triage.canReply && triage.compose('reply'),
    R: () => triage.isOpen && triage.canReply && triage.compose('replyAll'),
    f: () => triage.isOpen && triage.canReply && triage.compose('forward'),
    m: triage.merge,
    n: () => triage.isOpen && triage.compose('note'),
    z: triage.undo,
    'mod+z': triage.undo,
  }
  useShortcuts(triage.isPicking ? {} : shortcuts)
}
