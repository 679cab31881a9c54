/** Words that may stand around a change without being about anything else. */
export const around = new Set(
  `a about actually add added adding after again ahead all along also altogether an and another any anyway are arrange as at away back be because been begin beginning better bit both bring but by
  call can can't cannot change changed changes come coming could couple cut date dates day days decided definitely destination do does doing don't down drop duration earlier easier else end ending everything exactly extend extra
  few fewer finish first fix for forward from full further get getting give go going gone good got group guess had has have having her him his holiday home how i i'd i'll i'm i've if in include instead into is it it's its itinerary just
  keep know last later leave leaving length less let let's like little long longer look looking lot make making maybe me mean might mine more move must my name named need needed new night nights no not now of off ok on one only onto or our out over
  pace party people person plan please plus possible prefer probably push put quite rather really reduce rename replace return right same say schedule second see set shall shift short shorten shorter should since so some start starting starts stay staying stays still stretch such suit sure swap switch
  take that that's the their them then there there's there'll they thing things think this those though time title to together too travel travellers travelling trip trips turn turns two unchanged until up update us use vacation very visit want wanted wants was way we we'd we'll we're we've well were what when which while whole will wish with without won't work would year yes you your
  afraid tack tag tagging joining join along number size spend spending budget maximum max most than limit cap tops interests interest interested keen into mostly mainly focus adjust account tailor city cities mind minded happen run departure arrival origin fly flying based live slow down speed plenty
  turned looks seems today unfortunately sorry hello hi thanks money total day's week weeks month months nights' afterwards end's finally spread
  swich insted skip onto redirect ditch tags knock off chop trim shave drop lose lost remove cram bump raise increase lower begins ends finishes starts arrive arrives arriving landing land returns
  family friends us both each per person head travellers number quiet relaxed balanced packed busy slower faster sooner
  unfortunately boss work change's dates' moved moving whole thing only anymore though fine ok okay great lovely nice thanks cheers keep keeping ends meet
  wrong correct correction original early late half full fewer lots total overall altogether grand tops max`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
