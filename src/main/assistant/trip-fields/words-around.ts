/** Words that may stand around a change without being about anything else. */
export const around = new Set(
  `a about absolute account actually add added adding adjust afford afraid after afterwards again ahead all allow
  along alright also altogether an and another any anymore anyone anyway are arrange arrival arrive arrives
  arriving as at away back balanced based be because been begin beginning begins better bit booked boss both bring
  bucks budget bump busy but by call can can't cannot cap carry ceiling change changed changes cheers children
  chop cities city come coming company considering continue correct correction cost costs could count couple cram
  cut date dates day days decide decided decrease definitely departure deserve deserves destination ditch do does
  doing dollars don't down drop duration each eager earlier early easier else end ending ends enough eur euro
  euros everything exactly extend extra family fancy faster feel feels felt few fewer finally fine finish finishes
  first fix flight flights fly flying focus following for forward free friend friends from full further gbp get
  gets getting give glad go going gone good got grand great group guess had half happen happy hard has have having
  head heading hello her hi him his holiday home how i i'd i'll i'm i've if in include increase instead insted
  interest interested interests into is it it's itinerary its join joining just keen keep keeping kids knock know
  land landed landing last late later leave leaving length less let let's like limit little live long longer look
  looking looks lose lost lot lots lovely lower mainly make making mate mates max maximum maybe me mean meant meet
  might mind minded mine money month months more most mostly move moved moving must my name named need needed
  needs new nice night nights no nobody not noticed now number of off ok okay on one only onto or origin original
  our out over overall own pace packed partner party people per perhaps person plan planning please plenty plus
  possible pound pounds prefer preference preferred previous probably prolong push put quid quiet quite raise
  rather realised realized really redirect reduce relaxed remove removing rename replace reschedule rescheduled
  return returns right run rush rushed same say schedule second see seem seems set shall shave shift short shorten
  shorter should since size skip slow slower so some somebody someone sooner sorry sounds speed spend spending
  spread start starting starts stay staying stays still stretch such suit suppose supposed sure swap swich switch
  tack tag tagging tags tailor take than thanks that that's the their them then there there'll there's they thing
  things think thinking this those though thought thoughts time title to today together tone too tops total train
  travel travellers travelling trim trip trips turn turned turns two unchanged unfortunately until up update upper
  us usd use vacation very visit want wanted wants was way we we'd we'll we're we've week weeks well were what
  when which while whole will wish with without won't work would wrong year yes you your`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
