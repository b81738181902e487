import { Agent, type ClientRequest, request } from 'node:http'

/** What the server says to a request, and how long it took, in ms. */
export type Answer = { status: number; body: unknown; took: number }

/** A browser's connections to the server: its requests, and its stream of events. */
export class Browser {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 6 })
  readonly #url: string
  readonly #cookie: string
  #stream: ClientRequest | undefined
  /** How long each request took, in ms. */
  readonly took: number[] = []
  /** Streams that ended by themselves. */
  cuts = 0
  /** Hears which conversation changed, and its revision. */
  onUpdated: ((id: string, revision: number) => void) | undefined

  constructor(url: string, cookie: string) {
    this.#url = url
    this.#cookie = cookie
  }

  send(method: string, path: string, body?: object): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const started = performance.now()
    const sent = request(
      `${this.#url}/api/v1${path}`,
      { method, agent: this.#agent, headers: this.#headers(body) },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
        answer.on('end', () => {
          const took = performance.now() - started
          this.took.push(took)
          const text = Buffer.concat(chunks).toString()
          const status = answer.statusCode ?? 0
          resolve({ status, body: text === '' ? null : JSON.parse(text), took })
        })
      },
    )
    sent.on('error', reject).end(body && JSON.stringify(body))
    return promise
  }

  /** Opens the stream; resolves once it is open. */
  listen(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const stream = request(`${this.#url}/api/v1/events`, { headers: this.#headers() }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) this.#hear(block)
      })
      answer.on('close', () => {
        if (this.#stream === stream) this.cuts++
      })
      resolve()
    })
    stream.on('error', reject).end()
    this.#stream = stream
    return promise
  }

  close(): void {
    const stream = this.#stream
    this.#stream = undefined
    stream?.destroy()
    this.#agent.destroy()
  }

  #hear(block: string): void {
    const data = /^event: conversation\.updated\ndata: (.*)$/m.exec(block)?.[1]
    if (data === undefined || !this.onUpdated) return
    const { conversationId, revision } = JSON.parse(data)
    this.onUpdated(conversationId, revision)
  }

  #headers(body?: object): Record<string, string> {
    return {
      cookie: this.#cookie,
      origin: this.#url,
      ...(body && { 'content-type': 'application/json' }),
    }
  }
}
