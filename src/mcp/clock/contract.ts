import * as z from 'zod'
import { defineContract, defineTool } from '../../shared/tool.ts'

const zoneOrCity = z.string().trim().min(1, 'must not be empty').max(200).describe('IANA zone or a city')

export const getCurrentTime = defineTool({
  name: 'get_current_time',
  title: 'Current time',
  description: 'The time now in a zone or city.',
  scope: null,
  input: { timezone: zoneOrCity },
  output: {
    timezone: z.string(),
    city: z.string().optional(),
    local_time: z.string(),
    weekday: z.string(),
    utc_offset: z.string(),
    is_dst: z.boolean(),
    instant: z.string(),
    note: z.string().optional().describe('how the name was read, where it could mean something else'),
  },
})

const moment = z.object({
  timezone: z.string(),
  city: z.string().optional(),
  local_time: z.string(),
  utc_offset: z.string(),
  weekday: z.string(),
  is_dst: z.boolean(),
})

export const convertTime = defineTool({
  name: 'convert_time',
  title: 'Convert time',
  description: 'Converts a local time (2027-05-12T17:00, or 17:00 meaning today) between zones or cities.',
  scope: null,
  input: { time: z.string().trim().min(1).max(40), source_timezone: zoneOrCity, target_timezone: zoneOrCity },
  output: { source: moment, target: moment, difference_minutes: z.number(), note: z.string().optional() },
})

export const clockContract = defineContract('clock', 'Clock', [getCurrentTime, convertTime])
