const kept = 20 // actions of this session

type UndoableAction = () => Promise<void>

const stack: UndoableAction[] = []

/** Remembers how to take an action back. */
export function pushUndo(action: UndoableAction): void {
  stack.push(action)
  if (stack.length > kept) stack.shift()
}

/** The latest action that was not taken back yet. */
export function popUndo(): UndoableAction | undefined {
  return stack.pop()
}

/** Takes one action off the stack: it is taken back by its toast. */
export function dropUndo(action: UndoableAction): void {
  const index = stack.indexOf(action)
  if (index >= 0) stack.splice(index, 1)
}
