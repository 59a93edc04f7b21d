const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** What a slot of a duty's pattern accepts, on folded text with figures. Each is linear and has no nested repetition. */
const SLOTS: Readonly<Record<string, string>> = {
  duration:
    '(?:半年|(?<duration>\\d+(?:\\.\\d+)?(?:年半|个半月|\\s*个月|\\s*(?:年|月|天|日|周|小时|钟头)(?!前)|[- ]?(?:years?|months?|weeks?|days?|hours?))))',
  date: `(?<date>(?:\\d{4}年)?\\d{1,2}月(?:\\d{1,2}[日号])?|\\d{4}[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?|\\d{4}年|(?:今年|去年|上个月|本月|这个月|上周|昨天|前天|今天|今早)(?:\\d{1,2}月)?(?:\\d{1,2}[日号])?|后年\\d{1,2}月|(?:\\d{1,2}(?:st|nd|rd|th)? (?:of )?)?${MONTH}\\.? ?(?:\\d{1,2}(?:st|nd|rd|th)?,? ?)?(?:\\d{4})?|yesterday)`,
  money:
    '(?<money>(?:nt\\$|hk\\$|us\\$|[¥￥$€£]) ?\\d+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?\\s*(?:块\\d?|元|圆|港币|台币|dollars?|usd|ntd|bucks|euros?|pounds?))',
  unit: '(?:[1一每](?:件|盒|斤|克|公斤|套|份|台|瓶|袋|包|支|对|副|双|罐|箱|组|条|个|片|只|桶|提|入)|(?:per|each|a|an|one|for the|the) ?(?:pair|bag|box|bottle|set|piece|unit|pack|item|kg|jar|can)|each)',
  amount:
    '(?<amount>\\d+(?:\\.\\d+)?\\s*(?:克|公克|千克|公斤|斤|毫升|升|公升|寸|米|厘米|公分|g\\b|kg\\b|ml\\b|l\\b|oz\\b|grams?|inch(?:es)?)|(?:[2-9]|\\d{2,})\\s*(?:片|粒|枚|包|袋|瓶|支|入|颗|张|抽|pcs\\b|pieces?|tablets?|capsules?))',
  percent: '(?<percent>\\d+(?:\\.\\d+)?\\s*(?:%|percent))',
};

/**
 * Compiles a pattern of a pack: `{duration}` and the like become slots; only the first use of a slot in a pattern is named,
 * since a name may stand once.
 * @throws Error naming an unknown slot, or the regular expression's own complaint.
 */
export const compilePattern = (pattern: string): RegExp => {
  const used = new Set<string>();
  const source = pattern.replace(/\{([a-z]+)\}/g, (_, slot: string) => {
    const body = SLOTS[slot];
    if (body === undefined)
      throw new Error(`unknown slot {${slot}}; known are ${Object.keys(SLOTS).join(', ')}`);
    if (used.has(slot)) return body.replace(`(?<${slot}>`, '(?:');
    used.add(slot);
    return body;
  });
  return new RegExp(source, 'u');
};
