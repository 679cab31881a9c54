import { beforeAll, describe, expect, it } from 'vitest'
import { ensureData, resourcesFolder } from '../../../scripts/build-data.ts'
import { metresBetween } from '../../shared/geo.ts'
import { openPlaceData } from './data-files.ts'
import { fold } from './fold.ts'
import { createGazetteer, isCountryCode } from './gazetteer.ts'
import { createResolver } from './resolve-city.ts'

const data = openPlaceData(resourcesFolder)

beforeAll(async () => {
  await ensureData()
})

describe('the data files', () => {
  it('are not built again while nothing has changed', async () => {
    expect(await ensureData()).toBe(false)
  })

  it('hold the world’s cities and airports', () => {
    expect(data.cities().populations.length).toBeGreaterThan(40_000)
    expect(data.smallCities().populations.length).toBeGreaterThan(40_000)
    expect(data.airports().length).toBeGreaterThan(3_000)
  })
})

describe('the hand-written tables', () => {
  it('name only cities that GeoNames has', () => {
    const gazetteer = createGazetteer(data)
    const lost = data.knownCities().filter((city) => gazetteer.cityNamed(city.name, city.country) === undefined)
    expect(lost).toEqual([])
  })

  it('place every region, with its main city near', () => {
    const gazetteer = createGazetteer(data)
    const lost = data.regions().filter((region) => {
      const hit = gazetteer
        .exact(fold(region.name))
        .find((other) => other.kind === 'region' && other.country === region.country)
      return hit === undefined || (region.main_city !== undefined && hit.mainCity === undefined)
    })
    expect(lost).toEqual([])
  })

  it('write other spellings folded, so that they can be found', () => {
    const unfolded = [...data.knownCities(), ...data.regions()].flatMap((entry) =>
      entry.also.filter((name) => fold(name) !== name),
    )
    const inCountries = Object.values(data.countryNames()).flatMap((entry) =>
      entry.also.filter((name) => fold(name) !== name),
    )
    expect([...unfolded, ...inCountries]).toEqual([])
  })

  it('name only airports with scheduled flights', () => {
    const codes = new Set(data.airports().map((airport) => airport.iata))
    const named = [
      ...data.knownCities().map((city) => city.iata),
      ...data.regions().map((region) => region.iata),
      ...Object.values(data.airportCities().names),
    ]
    expect(named.filter((code) => code !== undefined && !codes.has(code))).toEqual([])
  })

  it('place the airports of cities near them', () => {
    const gazetteer = createGazetteer(data)
    const airports = new Map(data.airports().map((airport) => [airport.iata, airport]))
    const far = data.knownCities().filter((city) => {
      const hit = gazetteer.cityNamed(city.name, city.country)
      const airport = airports.get(city.iata ?? '')
      return hit !== undefined && airport !== undefined && metresBetween(hit, airport) > 130_000
    })
    expect(far.map((city) => `${city.name} ${city.iata}`)).toEqual([])
  })

  it('use ISO codes for countries', () => {
    expect(Object.keys(data.countryNames()).filter((code) => !isCountryCode(code))).toEqual([])
    expect([...data.knownCities(), ...data.regions()].filter((entry) => !isCountryCode(entry.country))).toEqual([])
  })
})

describe('the cities of the guide', () => {
  it('are each found by their own name, in the guide, and without asking', () => {
    const resolve = createResolver(createGazetteer(data), data)
    const wrong = data.guideCities().filter((city) => {
      const { hits, ambiguous } = resolve(city.city)
      return hits[0]?.guide?.slug !== city.slug || ambiguous
    })
    expect(wrong.map((city) => city.city)).toEqual([])
  })

  it('are each found by every other name they go by', () => {
    const resolve = createResolver(createGazetteer(data), data)
    const wrong = data
      .guideCities()
      .flatMap((city) => city.aliases.filter((name) => resolve(name).hits[0]?.guide?.slug !== city.slug))
    expect(wrong).toEqual([])
  })

  it('bear the name in the guide that a search for them shows', () => {
    const resolve = createResolver(createGazetteer(data), data)
    const other = data.guideCities().filter((city) => resolve(city.city).hits[0]?.name !== city.city)
    expect(other.map((city) => `${city.city}: ${resolve(city.city).hits[0]?.name}`)).toEqual([])
  })
})
