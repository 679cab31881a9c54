import type { BudgetCategory } from '../../../mcp/budget/contract.ts'

const categories: [RegExp, BudgetCategory][] = [
  [
    /\b(?:metro|tram|bus(?:es)?|subway|underground|tube|taxis?|cab|uber|bolt|parking|petrol|fuel|ferry|bike|scooter|transit|public transport|local transport|travel ?card|oyster)\b/,
    'local_transport',
  ],
  [/\b(?:flights?|trains?|airfare|plane|coach|eurostar|car hire|rental car|car rental|transport|rail)\b/, 'transport'],
  [/\b(?:hotel|hostel|airbnb|apartment|room|lodging|accommodation|b&b|stay|guest ?house|campsite)\b/, 'lodging'],
  [
    /\b(?:dinner|lunch|breakfast|brunch|coffees?|food|meal|drinks?|restaurant|ice ?cream|gelato|groceries|supermarket|snacks?|wine|beers?|pizza|tapas|cafe|pastries|pastel|eating|bar|pub|supper|cake|croissants?|tea|market)\b/,
    'food',
  ],
  [
    /\b(?:museum|tickets?|entry|entrance|tour|concert|show|theatre|castle|activity|activities|sight(?:s|seeing)?|admission|excursion|boat|cruise|guide|gallery|zoo|aquarium|spa|class|lesson)\b/,
    'activities',
  ],
  [
    /\b(?:souvenirs?|shopping|clothes|gifts?|presents?|shoes|bag|book|postcards?|jacket|shirt|hat|sunglasses)\b/,
    'shopping',
  ],
]
/** What an expense was for, by its words. */
export const categoryOf = (text: string): BudgetCategory =>
  categories.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'
/** A category in plain words. */
export const categoryName: Record<string, string> = {
  transport: 'travel',
  lodging: 'stay',
  food: 'food',
  activities: 'sights',
  local_transport: 'getting around',
  shopping: 'shopping',
  other: 'other',
}
