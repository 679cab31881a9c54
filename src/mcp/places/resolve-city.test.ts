import { beforeAll, describe, expect, it } from 'vitest'
import { ensureData, resourcesFolder } from '../../../scripts/build-data.ts'
import { openPlaceData } from './data-files.ts'
import { createGazetteer } from './gazetteer.ts'
import { createResolver, type Resolution } from './resolve-city.ts'

let resolve: (name: string) => Resolution

beforeAll(async () => {
  await ensureData()
  const data = openPlaceData(resourcesFolder)
  resolve = createResolver(createGazetteer(data), data)
})

/** As typed → English name, country and, where it matters, first-level division. */
const cities = `
Lisbon → Lisbon PT
lisbon → Lisbon PT
LISBON → Lisbon PT
Lisboa → Lisbon PT
Lisbon, Portugal → Lisbon PT
lisbon portugal → Lisbon PT
Porto → Porto PT
Oporto → Porto PT
Seville → Seville ES
Sevilla → Seville ES
Barcelona → Barcelona ES
BCN → Barcelona ES
Madrid → Madrid ES
Málaga → Málaga ES
malaga → Málaga ES
Valencia → Valencia ES
Valencia Venezuela → Valencia VE
Palma de Mallorca → Palma ES
San Sebastian → San Sebastián ES
Donostia → San Sebastián ES
Granada → Granada ES
Paris → Paris FR
paris france → Paris FR
Paris, Texas → Paris US TX
Paris TX → Paris US TX
Nice → Nice FR
Lyons → Lyon FR
Marseilles → Marseille FR
Strassburg → Strasbourg FR
Rome → Rome IT
Roma → Rome IT
Rome, Georgia → Rome US GA
Florence → Florence IT
Firenze → Florence IT
Venice → Venice IT
Venezia → Venice IT
Milan → Milan IT
Milano → Milan IT
Naples → Naples IT
Napoli → Naples IT
Naples, Florida → Naples US FL
Turin → Turin IT
Genoa → Genoa IT
London → London GB
London Ontario → London CA 08
London, ON → London CA 08
London UK → London GB
Edinburgh → Edinburgh GB
Edinburg → Edinburgh GB
Manchester → Manchester GB
Manchester NH → Manchester US NH
Newcastle upon Tyne → Newcastle upon Tyne GB
Newcastle NSW → Newcastle AU
Cambridge UK → Cambridge GB
Cambridge, MA → Cambridge US MA
Cambridge Massachusetts → Cambridge US MA
Birmingham Alabama → Birmingham US AL
Birmingham, England → Birmingham GB
Perth → Perth AU
Perth Scotland → Perth GB
Dublin → Dublin IE
Galway → Galway IE
Berlin → Berlin DE
Munich → Munich DE
München → Munich DE
Muenchen → Munich DE
Cologne → Cologne DE
Köln → Cologne DE
Koeln → Cologne DE
Koln → Cologne DE
Nuremberg → Nuremberg DE
Frankfurt → Frankfurt DE
Hanover → Hanover DE
Düsseldorf → Düsseldorf DE
Duesseldorf → Düsseldorf DE
Vienna → Vienna AT
Wien → Vienna AT
Zürich → Zurich CH
Zuerich → Zurich CH
Zurich → Zurich CH
Geneva → Geneva CH
Lucerne → Lucerne CH
Amsterdam → Amsterdam NL
The Hague → The Hague NL
Den Haag → The Hague NL
Brussels → Brussels BE
Bruges → Bruges BE
Brugge → Bruges BE
Ghent → Ghent BE
Antwerp → Antwerp BE
Copenhagen → Copenhagen DK
København → Copenhagen DK
Kopenhagen → Copenhagen DK
Gothenburg → Gothenburg SE
Stockholm → Stockholm SE
Tromso → Tromsø NO
Helsinki → Helsinki FI
Reykjavik → Reykjavik IS
Reykjavík → Reykjavik IS
Warsaw → Warsaw PL
Krakow → Kraków PL
Cracow → Kraków PL
Gdansk → Gdańsk PL
Prague → Prague CZ
Praha → Prague CZ
Budapest → Budapest HU
Dubrovnik → Dubrovnik HR
Belgrade → Belgrade RS
Bucharest → Bucharest RO
Athens → Athens GR
Athens, GA → Athens US GA
Thessaloniki → Thessaloniki GR
Istanbul → Istanbul TR
Constantinople → Istanbul TR
Kiev → Kyiv UA
Kyiv → Kyiv UA
Moscow → Moscow RU
St Petersburg → Saint Petersburg RU
St. Petersburg, Florida → St. Petersburg US FL
Tbilisi → Tbilisi GE
NYC → New York US NY
New York → New York US NY
new york city → New York US NY
Big Apple → New York US NY
Manhattan → New York US NY
LA → Los Angeles US CA
SF → San Francisco US CA
San Fran → San Francisco US CA
DC → Washington US DC
Washington DC → Washington US DC
Washington, D.C. → Washington US DC
Philly → Philadelphia US PA
Vegas → Las Vegas US NV
NOLA → New Orleans US LA
Chicago → Chicago US IL
Boston → Boston US MA
Portland OR → Portland US OR
Portland, Maine → Portland US ME
Springfield, IL → Springfield US IL
Springfield Massachusetts → Springfield US MA
San Jose CA → San Jose US CA
San José Costa Rica → San José CR
San Jose, Costa Rica → San José CR
St Louis → St. Louis US MO
Saint Louis → St. Louis US MO
Ft Lauderdale → Fort Lauderdale US FL
Toronto → Toronto CA
Montréal → Montreal CA
Montreal → Montreal CA
Quebec → Quebec City CA
Vancouver → Vancouver CA
Vancouver, Washington → Vancouver US WA
Victoria BC → Victoria CA
Mexico City → Mexico City MX
CDMX → Mexico City MX
Cancun → Cancún MX
Havana → Havana CU
Rio → Rio de Janeiro BR
Rio de Janeiro → Rio de Janeiro BR
Sao Paulo → São Paulo BR
Buenos Aires → Buenos Aires AR
Santiago → Santiago CL
Cuzco → Cusco PE
Bogota → Bogotá CO
Tokyo → Tokyo JP
Kyoto → Kyoto JP
Osaka → Osaka JP
Peking → Beijing CN
Beijing → Beijing CN
Xian → Xi'an CN
Hong Kong → Hong Kong HK
Macao → Macau MO
Singapore → Singapore SG
Seoul → Seoul KR
Saigon → Ho Chi Minh City VN
Hanoi → Hanoi VN
Hoi An → Hoi An VN
Bangkok → Bangkok TH
Chiang Mai → Chiang Mai TH
Angkor Wat → Siem Reap KH
KL → Kuala Lumpur MY
Ubud Bali → Ubud ID
Bombay → Mumbai IN
Bangalore → Bengaluru IN
Calcutta → Kolkata IN
New Delhi → Delhi IN
Kathmandu → Kathmandu NP
Dubai → Dubai AE
Tel Aviv → Tel Aviv IL
Cairo → Cairo EG
Marrakech → Marrakech MA
Marrakesh → Marrakech MA
Fez → Fez MA
Cape Town → Cape Town ZA
Joburg → Johannesburg ZA
Sydney → Sydney AU
Melbourne → Melbourne AU
Queenstown → Queenstown NZ
LHR → London GB
LGW → London GB
JFK → New York US NY
lis → Lisbon PT
Heathrow → London GB
Lisbon airport → Lisbon PT
Lisbonn → Lisbon PT
Lisbno → Lisbon PT
Barcelna → Barcelona ES
Bareclona → Barcelona ES
Amsterdm → Amsterdam NL
Istambul → Istanbul TR
San Fransisco → San Francisco US CA
Budapset → Budapest HU
Edinbrugh → Edinburgh GB
Stokholm → Stockholm SE
Copenhagn → Copenhagen DK
Los Angelos → Los Angeles US CA
Marakech → Marrakech MA
Venise → Venice IT
city of London → London GB
downtown Chicago → Chicago US IL
Lisbon city centre → Lisbon PT
Lisbon Portgal → Lisbon PT
Paris, Frace → Paris FR
Rome Itlay → Rome IT
Vienna Virginia → Vienna US VA
Alexandria, VA → Alexandria US VA
tokyo japan → Tokyo JP
Hong Kong China → Hong Kong HK
Vatican → Rome IT
Florance → Florence IT
Prauge → Prague CZ
Mumbai india → Mumbai IN
`
  .trim()
  .split('\n')
  .map((line) => {
    const [typed = '', wanted = ''] = line.split(' → ')
    const [, name = '', country = '', admin] = /^(.+?) ([A-Z]{2})(?: ([A-Z]{2}|\d\d))?$/.exec(wanted) ?? []
    return { typed, name, country, admin }
  })

describe('a city as people type it', () => {
  it.each(cities)('$typed is $name in $country', ({ typed, name, country, admin }) => {
    const best = resolve(typed).hits[0]
    expect(best).toMatchObject({ name, country, kind: 'city', ...(admin !== undefined && { admin }) })
  })
})

describe('a region, island or landmark', () => {
  it.each([
    ['Bali', 'Bali', 'ID'],
    ['bali indonesia', 'Bali', 'ID'],
    ['Santorini', 'Santorini', 'GR'],
    ['Tuscany', 'Tuscany', 'IT'],
    ['Toscana', 'Tuscany', 'IT'],
    ['the Algarve', 'Algarve', 'PT'],
    ['Amalfi Coast', 'Amalfi Coast', 'IT'],
    ['Sicily', 'Sicily', 'IT'],
    ['Hawaii', 'Hawaii', 'US'],
    ['Costa Brava', 'Costa Brava', 'ES'],
    ['Lake District', 'Lake District', 'GB'],
    ['the Lake District', 'Lake District', 'GB'],
    ['Scottish Highlands', 'Scottish Highlands', 'GB'],
    ['Provence', 'Provence', 'FR'],
    ["Côte d'Azur", 'French Riviera', 'FR'],
    ['Andalucía', 'Andalusia', 'ES'],
    ['Mallorca', 'Mallorca', 'ES'],
    ['Majorca', 'Mallorca', 'ES'],
    ['island of Crete', 'Crete', 'GR'],
    ['Scotland', 'Scotland', 'GB'],
    ['Machu Picchu', 'Machu Picchu', 'PE'],
    ['Cinque Terre', 'Cinque Terre', 'IT'],
    ['Cappadocia', 'Cappadocia', 'TR'],
    ['California', 'California', 'US'],
    ['Tuscnay', 'Tuscany', 'IT'],
    ['Goa', 'Goa', 'IN'],
    ['Phuket', 'Phuket', 'TH'],
    ['Bavaria', 'Bavaria', 'DE'],
  ])('%s is %s in %s', (typed, name, country) => {
    expect(resolve(typed).hits[0]).toMatchObject({ name, country, kind: 'region', region: name })
  })
})

describe('a country', () => {
  it.each([
    ['Portugal', 'PT', 'Lisbon'],
    ['UK', 'GB', 'London'],
    ['USA', 'US', 'New York'],
    ['the Netherlands', 'NL', 'Amsterdam'],
    ['Holland', 'NL', 'Amsterdam'],
    ['Turkey', 'TR', 'Istanbul'],
    ['Türkiye', 'TR', 'Istanbul'],
    ['Czechia', 'CZ', 'Prague'],
    ['Morocco', 'MA', 'Marrakech'],
    ['Japan', 'JP', 'Tokyo'],
    ['New Zealand', 'NZ', 'Auckland'],
    ['Mexico', 'MX', 'Mexico City'],
    ['Iceland', 'IS', 'Reykjavik'],
    ['Georgia (country)', 'GE', 'Tbilisi'],
    ['Portugl', 'PT', 'Lisbon'],
  ])('%s is %s by %s', (typed, country, name) => {
    expect(resolve(typed).hits[0]).toMatchObject({ kind: 'country', country, name })
  })

  it('that is one city is given as the city', () => {
    expect(resolve('Singapore').hits[0]?.kind).toBe('city')
    expect(resolve('Monaco').hits[0]?.kind).toBe('city')
  })
})

describe('asking a person', () => {
  it.each([
    'San Jose',
    'Portland',
    'Springfield',
    'Cambridge',
    'Birmingham',
    'Georgia',
    'Victoria',
    'Cordoba',
    'Richmond',
    'Newcastle',
  ])('is needed for %s', (name) => {
    const { ambiguous, hits } = resolve(name)
    expect(ambiguous).toBe(true)
    expect(hits.length).toBeGreaterThan(1)
  })

  it.each([
    'Paris',
    'London',
    'Rome',
    'Lisbon',
    'Barcelona',
    'Athens',
    'Naples',
    'Manchester',
    'Santiago',
    'Valencia',
    'Florence',
    'Venice',
    'Berlin',
    'Dublin',
    'Sydney',
    'Melbourne',
    'Boston',
    'Seville',
    'Cologne',
    'Bali',
    'Portugal',
    'New York',
    'Washington',
    'Portland OR',
    'Georgia (country)',
    'Lisbonn',
    'Lagos',
    'Moscow',
    'Vienna',
    'Geneva',
    'Hyderabad',
  ])('is not needed for %s', (name) => {
    expect(resolve(name).ambiguous).toBe(false)
  })

  it('is needed when the words that narrow a name down do not fit it', () => {
    const { ambiguous, hits } = resolve('Lisbon, Narnia')
    expect(ambiguous).toBe(true)
    expect(hits[0]).toMatchObject({ name: 'Lisbon', country: 'PT', confidence: 0.5 })
  })
})

describe('a name that nobody has', () => {
  it.each([
    'Xyzzyville',
    'Narnia',
    'Wakanda',
    'Neverland',
    'Gondor',
    'Hogwarts',
    'qqqqq',
    'a',
    '1234',
    '???',
    'Nowhereville',
  ])('%s is not turned into another', (name) => {
    expect(resolve(name)).toEqual({ hits: [], ambiguous: false })
  })
})

describe('what is known of a match', () => {
  it('is less sure for a corrected spelling', () => {
    expect(resolve('Lisbon').hits[0]?.confidence).toBe(1)
    expect(resolve('Lisbonn').hits[0]?.confidence).toBeLessThan(0.9)
  })

  it('keeps the airport that was typed', () => {
    expect(resolve('LGW').hits[0]?.iata).toBe('LGW')
    expect(resolve('London').hits[0]?.iata).toBe('LHR')
  })
})
