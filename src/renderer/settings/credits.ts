/** Whose data and work the app carries, as their licences ask. */
export const credits = [
  'Cities: GeoNames, CC BY 4.0',
  'Airports: airport-data-js, CC BY 4.0',
  'Countries: countries-list, MIT',
  'Time zones of places: @photostructure/tz-lookup, CC0',
  'Public holidays: date-holidays, ISC and CC BY-SA 3.0 (data in part from Wikipedia)',
  'Coast outlines: Natural Earth through world-atlas, public domain',
  'Type: Inter and Fraunces, SIL Open Font License 1.1',
  'Icons: Lucide, ISC',
]
