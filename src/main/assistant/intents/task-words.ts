/** Verbs that begin what somebody has to do, rather than the name of a place to see. */
const verbs = `buy|get|pick up|pick|call|ring|phone|e-?mail|text|message|write|send|post|mail|book|reserve|order|pay|renew|check|pack|print|download|apply|register|sign|cancel|confirm|arrange|organi[sz]e|sort out|sort|find|look up|look into|research|ask|tell|invite|meet|clean|wash|water|feed|walk|fix|repair|replace|return|collect|fetch|drop off|drop|take|bring|finish|start|prepare|plan|read|study|learn|practi[sc]e|charge|update|upgrade|install|back up|backup|submit|file|fill in|fill out|make|cook|bake|do|go|schedule|set up|withdraw|change|exchange|transfer|claim|tidy|hoover|vacuum|iron|mow|see (?:the )?(?:doctor|dentist|gp)|visit (?:the )?(?:doctor|dentist|gp|mum|mom|gran)|talk to|speak to|chase|follow up|review|prep|decide|choose|measure|move|sell|donate|recycle|put|turn|lock|check in|wrap|hand in|remember|contact|thank|congratulate|wish|let .{2,20} know|show|give|lend|borrow|top up|refill|unsubscribe|subscribe`
const beginning = new RegExp(`^(?:to )?(?:${verbs})\\b`)

/** Whether words read like something to do: “pick up euros”, “call the bank”. */
export const beginsLikeATask = (plain: string): boolean => beginning.test(plain.trim())

/** Past forms that tell of a thing done: “I've booked the train tickets”. */
export const doneVerbs =
  '(?:done|finished|completed|booked|bought|called|rung|rang|phoned|emailed|e-mailed|sent|paid|renewed|packed|printed|picked up|sorted(?: out)?|cleaned|washed|watered|fixed|returned|collected|ordered|arranged|organi[sz]ed|written|wrote|read|submitted|filed|got|gotten|checked|cancelled|canceled|confirmed|made|taken care of|dealt with|ticked off|handled|posted|reserved|spoken to|talked to|seen|been to|applied for|registered|replaced|signed|downloaded|exchanged|withdrawn|invited|asked|told|found|fed|walked|charged|updated|installed|posted|mailed|texted|messaged|bought|cooked|baked|met)'
