/** Why a task will never succeed, however often it is tried. */
export class TaskRefused extends Error {
  override readonly name = 'TaskRefused'
}
