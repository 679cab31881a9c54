import type { TripDetail } from '../../../mcp/trips/contract.ts'
import type { Clause, Context } from '../context.ts'
import { readTripDays } from '../entities/trip-day.ts'
import { dateSpan, dayName, distance, lengthOf, longDay, timeOf } from '../wording/formats.ts'
import { sights, travelText } from '../wording/plan.ts'
import { counted, listed } from '../wording/sentences.ts'
import type { Ask } from './asked.ts'
import { dayPartText } from './day-parts.ts'
import { dayText, overview } from './overview.ts'
import { nameIn, stopText } from './stop-answers.ts'

/** The answer to what is asked of a trip, from its own data. `chosen` are the days that were named. */
export function textFor(
  ask: Ask,
  clause: Clause,
  trip: TripDetail,
  chosen: TripDetail['days'] | undefined,
  context: Context,
): string {
  const { profile } = context.env
  const { locale, units } = profile
  const title = `**${trip.title}**`
  const places = listed([...new Set(trip.destinations.map(({ place }) => place))])
  const outside = readTripDays(clause.text.plain, trip, context.calendar).find((day) => day.outside)
  if (chosen === undefined && outside !== undefined && (ask === 'day' || ask === 'walk')) {
    return `${longDay(outside.date, locale)} is not part of ${title}, which runs ${dateSpan(trip.start_date, trip.end_date, locale)}.`
  }
  switch (ask) {
    case 'walk': {
      const walked = (day: TripDetail['days'][number]) =>
        day.walking_metres ?? day.legs.filter(({ mode }) => mode === 'walk').reduce((sum, leg) => sum + leg.metres, 0)
      const asked = chosen ?? trip.days
      if (asked.length === 1 && asked[0] !== undefined)
        return `On ${longDay(asked[0].date, locale)} you walk about ${distance(walked(asked[0]), units)} between stops (an estimate).`
      const total = asked.reduce((sum, day) => sum + walked(day), 0)
      return [
        `You walk about **${distance(total, units)}** between stops in all (an estimate):`,
        '',
        ...asked.map((day) => `- ${dayName(day.date, locale)}: about ${distance(walked(day), units)}`),
      ].join('\n')
    }
    case 'weather':
      if (trip.weather.length === 0)
        return `I have no usual weather for ${places}. I can’t see a live forecast either: I work offline.`
      return [
        ...trip.weather.map(
          ({ city, min, max, rain_days }) =>
            `**${city}**: usually ${temperature(min, units)} to ${temperature(max, units)}, about ${counted(Math.round(rain_days), 'day')} with rain in the month.`,
        ),
        'That is what is usual at that time of year, not a forecast: I can’t see live weather.',
      ].join('\n')
    case 'travel': {
      const lines = travelText(trip, locale)
      const arrival = trip.days[0]?.stops.find(({ category }) => category === 'arrival')
      const span = `${title}, ${dateSpan(trip.start_date, trip.end_date, locale)} (${counted(lengthOf(trip.start_date, trip.end_date), 'day')})`
      if (lines.length > 0) return [`${span}:`, '', ...lines].join('\n')
      return arrival === undefined
        ? `${title} runs ${dateSpan(trip.start_date, trip.end_date, locale)}. I have no travel in it, because I don’t know where you start from. Tell me, for example, “we start from London”.`
        : `You arrive on ${longDay(trip.start_date, locale)} at about ${timeOf(arrival.start, locale)} and leave on ${longDay(trip.end_date, locale)} (${counted(lengthOf(trip.start_date, trip.end_date), 'day')}).`
    }
    case 'when': {
      const stop = stopText(clause.text.plain, trip, profile)
      if (stop !== undefined) return stop
      return `${title}: ${places}, ${dateSpan(trip.start_date, trip.end_date, locale)} (${counted(lengthOf(trip.start_date, trip.end_date), 'day')}).`
    }
    case 'count': {
      const asked = chosen ?? trip.days
      if (/\bhow many (?:days|nights)\b/.test(clause.text.plain))
        return `${title} lasts ${counted(trip.days.length, 'day')} and ${counted(trip.days.length - 1, 'night')}.`
      const all = asked.reduce((sum, day) => sum + sights(day).length, 0)
      const each =
        asked.length > 1
          ? `: ${asked.map((day) => `${dayName(day.date, locale)} ${sights(day).length}`).join(', ')}`
          : ` on ${longDay(asked[0]?.date ?? trip.start_date, locale)}`
      return `${counted(all, 'sight')} in ${title}${each}. Meals, arrival and departure are not counted.`
    }
    case 'who':
      return `${title} is planned for ${counted(trip.travellers, 'traveller')}.`
    case 'where':
      if (trip.origin === undefined && /\b(?:start|from)\b/.test(clause.text.plain))
        return `I don’t know where you start from for ${title}. Tell me, for example, “we start from London”.`
      return `${title} goes to ${places}${trip.origin === undefined ? '' : `, starting from ${trip.origin}`}, ${dateSpan(trip.start_date, trip.end_date, locale)}.`
    case 'pace':
      return `The pace of ${title} is **${trip.pace}**.`
    case 'interests':
      return trip.interests.length === 0
        ? `No interests are noted for ${title}.`
        : `${title} is planned around ${listed(trip.interests)}.`
    case 'city': {
      const asked = chosen ?? trip.days
      return asked.map((day) => `On ${longDay(day.date, locale)} you are in **${day.city}**.`).join('\n')
    }
    case 'stop': {
      const part = chosen === undefined ? undefined : dayPartText(clause.text.plain, chosen, profile)
      const found = part ?? stopText(clause.text.plain, trip, profile)
      if (found !== undefined) return found
      const name = nameIn(clause.text.plain)
      return name === '' ? overview(trip, locale) : `“${name}” is not in ${title}.`
    }
    case 'day': {
      const asked = chosen ?? trip.days.filter(({ date }) => date === context.calendar.today.toString())
      if (asked.length === 0) return overview(trip, locale)
      const part = dayPartText(clause.text.plain, asked, profile)
      if (part !== undefined) return part
      return asked.map((day) => dayText(day, trip, context)).join('\n\n')
    }
    default:
      return overview(trip, locale)
  }
}

const temperature = (celsius: number, units: 'metric' | 'imperial'): string =>
  units === 'imperial' ? `${Math.round(celsius * 1.8 + 32)} °F` : `${Math.round(celsius)} °C`
