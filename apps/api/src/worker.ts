import type { Deps } from './deps.ts'
import { acknowledge } from './features/acknowledgements/service.ts'
import { recountDeadlines, sendNotice } from './features/deadlines/service.ts'
import { checkFiles } from './features/files/service.ts'
import { mirrorConversations } from './features/mirror/service.ts'
import { sendReply } from './features/replies/service.ts'
import { doRuleTask, lookAtChange, runWork } from './features/rules/service.ts'
import { authenticateMessage } from './features/trust/service.ts'
import type { JobHandlers } from './jobs.ts'
import { startLoops } from './loops.ts'
import type { Loop } from './repeat.ts'

/** What does the jobs of each queue. */
function handlers(deps: Deps): JobHandlers {
  return {
    send: (data) => sendReply(deps, data),
    mirror: (batch) => mirrorConversations(deps, batch),
    authenticate: (data) => authenticateMessage(deps, data),
    checkFiles: (data) => checkFiles(deps, data),
    rules: (data) => lookAtChange(deps, data),
    ruleTasks: (data) => doRuleTask(deps, data),
    ruleWork: (data, signal) => runWork(deps, data, signal),
    acknowledge: (data) => acknowledge(deps, data),
    recountDeadlines: (data) => recountDeadlines(deps, data),
    notify: (data) => sendNotice(deps, data),
  }
}

/** Starts the loops and takes jobs; `stop` ends both, letting what is under way finish. */
export async function startWorker(deps: Deps): Promise<Loop> {
  await deps.jobs.start(handlers(deps))
  const loops = await startLoops(deps)
  return {
    async stop() {
      await Promise.all([loops.stop(), deps.jobs.stop()])
    },
  }
}
