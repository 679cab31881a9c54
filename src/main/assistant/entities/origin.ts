const going =
  '(?:leaving|starting|departing|flying|travelling|coming|start|leave|fly|depart|travel|come|set off|setting off|going|go)'
const us = "(?:we|i)(?:'re|'m| are| am|'ll be|'ll| will be| will|'d| would)?"
const anywhere = '(?: up| down| over| out)?'
const named = "([\\p{L}][\\p{L}' -]+?)"
const end = '(?= instead| now\\b| this time| rather than|,? please|[,;.!?]| and (?:we|i|there|make|it)\\b|$)'
const alone = '(?: instead| please|,? by (?:train|plane|car|bus))?[.!]*$'

/** Where a trip that there is already starts: “we’re flying from Berlin”, “from London”, “we start in Manchester”. */
const forms = [
  `\\b${us} (?:actually )?(?:be )?(?:${going}${anywhere} (?:from|out of)|live in|based in)(?: the)? (.+?)${end}`,
  `\\b(?:change|set|make) (?:the |our |my )?(?:origin|starting point|start point|departure(?: city| point)?)(?: to| as)? (.+?)(?=[.!?]|$)`,
  `\\b(?:origin|starting point|start point|starting place|departure (?:city|point|airport)|home airport)(?: should be| will be| is| is now|:)+ ${named}${alone}`,
  `\\b(?:departure|departures|flights?|outbound) (?:is |will be |should be )?from ${named}${alone}`,
  `\\b(?:start(?:ing)?|fly(?:ing)?|leav(?:e|ing)|depart(?:ing)?) from (.+?)${end}`,
  `^(?:we're |we are |i'm |i am |we'd be |it's |it would be )?(?:${going}${anywhere} )?from (?:the )?${named}${alone}`,
  `^${us} (?:start|begin|set off|depart|leave|be starting|live) (?:in|at|from) ${named}${alone}`,
  `^(?:we're|i'm|we are|i am) (?:based )?in ${named}${alone}`,
].map((form) => new RegExp(form, 'u'))

/** The name of the place that a text gives as the start of the trip; undefined where it gives none. */
export function readOrigin(plain: string): string | undefined {
  for (const form of forms) {
    const place = form.exec(plain)?.[1]
    if (place !== undefined) return place
  }
  return undefined
}
