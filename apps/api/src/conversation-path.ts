/** Where the web shows a conversation, below the address of this installation. */
export function conversationPath(id: string, reference: string | null): string {
  return `/c/${encodeURIComponent(reference ?? id)}`
}
