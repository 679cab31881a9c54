const forList = '(?: (?:for|to|on|onto|in) (?:my|the|our) (?:to-?do |to do |task |shopping |tasks? )?list)?'
const head = new RegExp(
  `^(?:(?:please )?(?:add|put|note(?: down)?|jot down|i have|i've got|i need to do|there are|here are)? ?)?(?:these |the following )?(?:\\d+|some|a few|several|a couple of) (?:new |more )?(?:things|tasks|items|jobs|to-dos|todos|reminders|bits)${forList}(?: to do)? ?:\\s*`,
)

/** “two things for my list: call Mum tonight, and …”: how long what announces a list is in plain words; 0 where none is. */
export const listHead = (core: string): number => head.exec(core)?.[0].length ?? 0

/** The parts of an announced list: at semicolons, lines, numbers and commas, and at the last “and”. */
export function listedParts(said: string): string[] {
  return said
    .split(/\s*(?:;|\n|,? and (?:also )?(?:then )?|, (?:then )?|\b\d[.)] )\s*/)
    .map((part) =>
      part
        .replace(/^(?:to|also|then|and) /i, '')
        .replace(/[.,!; ]+$/, '')
        .trim(),
    )
    .filter((part) => part !== '')
}
