export { deadlineReport } from './report.ts'
export { reportCsv } from './report-csv.ts'
