/** What a plan takes in where it is only stated after it: “…, budget €1500”, “…, we are five persons”. */
export const takenIn = (intent: string, piece: string): boolean =>
  /^(?:set_budget|update_trip|add_expense|ask_trip)$/.test(intent) &&
  !/^(?:please |then |now |and )*(?:set|make|change|call|name|rename|move|put|add|show|tell|what|when|how|is)\b/i.test(
    piece,
  )

/** Whether a piece of a message may be one of several that together ask for one plan. */
export const ofOnePlan = (intent: string, piece: string): boolean => intent === 'plan_trip' || takenIn(intent, piece)
