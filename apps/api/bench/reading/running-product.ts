import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePorts } from '@levee/mail/testing'

const LAUNCHER = join(import.meta.dirname, '../../../launcher/launch.mjs')

/** The whole product as `npm start` runs it, the web application built. */
export type RunningProduct = { url: string; pid: number; stop(): Promise<void> }

/** Starts it on a free port; resolves once it is ready. */
export async function runProduct(environment: Record<string, string>): Promise<RunningProduct> {
  const [port = 0] = await freePorts(1)
  const product = spawn(process.execPath, [LAUNCHER, 'start'], {
    env: { ...process.env, DATABASE_URL: '', ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async (): Promise<void> => {
    if (product.exitCode !== null || product.signalCode !== null) return
    const ended = once(product, 'exit')
    product.kill('SIGTERM')
    await ended
  }
  return { url: await readyUrl(product), pid: product.pid ?? 0, stop }
}

async function readyUrl(product: ChildProcess): Promise<string> {
  if (!product.stdout) throw new Error('The product has no output.')
  for await (const line of createInterface(product.stdout)) {
    const url = /^Levee is ready at (\S+)$/.exec(line)?.[1]
    if (url) return url
  }
  throw new Error('The product ended before it was ready.')
}
