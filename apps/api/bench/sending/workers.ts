import { type RunningLevee, runLevee } from '../intake/running-levee.ts'

/** Two workers that are killed now and then, and started again. */
export type Workers = { kill(): Promise<void>; kills(): number; stop(): Promise<void> }

export async function startWorkers(dataDir: string, databaseUrl: string): Promise<Workers> {
  const environment = { DATABASE_URL: databaseUrl, LEVEE_ROLE: 'worker', LOG_LEVEL: 'fatal' }
  const start = (): Promise<RunningLevee[]> =>
    Promise.all([1, 2].map(() => runLevee(dataDir, environment)))
  let running = await start()
  let kills = 0
  let turn = Promise.resolve()
  const backAfter = async (before: Promise<void>, killed: Promise<unknown>): Promise<void> => {
    await Promise.all([before, killed])
    kills++
    running = await start()
  }
  return {
    /** At once; they are back when it is done. */
    kill() {
      const killed = Promise.all(running.map((each) => each.kill()))
      turn = backAfter(turn, killed)
      return turn
    },
    kills: () => kills,
    async stop() {
      await turn
      await Promise.all(running.map((each) => each.kill()))
    },
  }
}
