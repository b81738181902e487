/** What is known of the connections of a server. */
export type PushConnections = Iterable<{
  session: { envelope?: { mailFrom: unknown } }
  send(code: number, text: string): void
}>

/** Ends the connections of clients that are not in the middle of handing a message over. */
export function hangUpIdle(connections: PushConnections): void {
  for (const connection of connections) {
    if (!connection.session.envelope?.mailFrom) connection.send(421, 'Levee stops')
  }
}
