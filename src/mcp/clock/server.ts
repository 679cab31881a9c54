import { type Server, serve, type ToolContext } from '../../shared/tool.ts'
import { clockContract } from './contract.ts'
import { changeNote, dayInWords, differenceMinutes, momentView, placeWallTime, zoneName } from './moment.ts'
import { readWallTime } from './wall-time.ts'
import { findZone } from './zones.ts'

/** The time, here and elsewhere. It keeps nothing. */
export function createClockServer(): Server {
  return serve<typeof clockContract.tools, ToolContext>(clockContract, {
    get_current_time: async (input, ctx) => {
      const zone = await findZone(ctx, input.timezone)
      const moment = ctx.now.toZonedDateTimeISO(zone.timezone)
      return {
        ...momentView(moment, zone),
        instant: ctx.now.toString({ smallestUnit: 'second' }),
        ...(zone.note !== undefined && { note: zone.note }),
      }
    },
    convert_time: async (input, ctx) => {
      const source = await findZone(ctx, input.source_timezone)
      const target = await findZone(ctx, input.target_timezone)
      const wall = readWallTime(input.time, ctx.now.toZonedDateTimeISO(source.timezone).toPlainDate())
      const { moment, second, note } = placeWallTime(wall, source)
      const there = moment.withTimeZone(target.timezone)
      const other = second?.withTimeZone(target.timezone)
      const notes = [
        note,
        other &&
          `The second is ${other.toPlainTime().toString({ smallestUnit: 'minute' })} on ${dayInWords(other)} in ${zoneName(target)}.`,
        changeNote(moment, ctx.now, source, target),
        source.note,
        target.note,
      ].filter((line) => line !== undefined)
      return {
        source: momentView(moment, source),
        target: momentView(there, target),
        difference_minutes: differenceMinutes(moment, there),
        ...(notes.length > 0 && { note: [...new Set(notes)].join(' ') }),
      }
    },
  })
}
