export {
  changesSince,
  findActivities,
  findActivity,
  sameCampaign,
  timeline,
  type Activity,
  type Change,
} from './queries.ts'
export { recordActivities, recordActivity } from './record-activity.ts'
