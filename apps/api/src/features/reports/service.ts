export { deadlineReport } from './report.ts'
