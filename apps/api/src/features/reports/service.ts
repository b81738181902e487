export { deadlineForecast } from './forecast.ts'
export { deadlineReport } from './report.ts'
export { reportCsv } from './report-csv.ts'
export { proposeSpread } from './spread.ts'
