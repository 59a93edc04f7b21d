import type { Whole } from './whole.ts';

const RETURN = [
  'no-reason-return',
  'return-exclusion-confirm',
  'virtual-refund-rule',
  'cbec-no-resale-return',
  'secondhand-aftersales',
];
const PEOPLE =
  '(?:\\d+[ -]?(?:year|yr|month)s?[ -]?olds?|kids?|children|toddlers?|bab(?:y|ies)|infants?|seniors|elderly|teens?|pregnan(?:t|cy)|breastfeeding|nursing|diabetics?|sensitive skin|asthma|eczema|allerg(?:y|ies)|blood (?:pressure|thinners?)|medication|meds|heart|kidney|surgery|my (?:mom|dad|son|daughter|grandma|grandpa|mother|father))';

/** Questions of English lines; tried on the whole line, lower case. */
export const ENGLISH: readonly Whole[] = [
  {
    duties: ['price-and-unit'],
    pattern:
      /\bhow much(?! (?:fun|better|more|love|do you (?:love|like)|longer|time|does it weigh|sugar|caffeine|protein|wool|cotton|is (?:shipping|postage|delivery|the (?:shipping|delivery|tax|installation)|installation|tax|left)))\b|\bwhat(?:'?s| is| does| do| would) (?:the |it |they |this |that )?(?:price|cost|total)\b|\bprice (?:on|of|for)\b|^price\b|\bhow many (?:dollars|bucks|pounds|euros)\b/,
  },
  {
    duties: ['price-comparison-basis'],
    pattern:
      /\b(?:what(?:'?s| is| was)|how much (?:was|is)) (?:the |it )?(?:original|regular|usual|normal|retail|normally|usually|before)\b|\bhow much off\b|\bcompared to what\b|\bwhat'?s the discount\b/,
  },
  {
    duties: ['shelf-life', 'cosmetic-use-period'],
    pattern:
      /\bhow long (?:does|do|will|can|would|is) (?:it|they|this|these|that|the \w+|i|you)? ?(?:keep|last|stay|store|good|be good|fresh)|\b(?:when|does|do|will) (?:does |do |will |is )?(?:it|they|this|these|the \w+)? ?(?:expire|go bad|go off)\b|\bgood (?:un)?til(?:l)? (?:when|what)|\bhow long (?:is it good|(?:before|until|til) it (?:expires|goes))|\bhow (?:soon|fast) (?:does|do|will) (?:it|they) (?:go bad|expire|spoil)|\bhow long (?:after|once) (?:it'?s )?open(?:ed|ing)/,
  },
  {
    duties: ['production-date', 'agri-origin-harvest'],
    pattern:
      /\bwhen (?:was|were|is|are|did) (?:it|this|these|they|that|the \w+|you)? ?(?:made|manufactured|produced|packed|baked|roasted|bottled|make|picked|harvested|caught|pick|harvest|catch)|\b(?:made|manufactured|produced|packed|baked|bottled|harvested|picked|caught) when\b|\bhow (?:old|fresh|recent) (?:is|are) (?:it|this|these|they|the (?!host|seller))|\bwhat(?:'?s| is) the (?:batch|date on)|\bwhat year (?:is|was)\b/,
  },
  {
    duties: ['origin-producer', 'agri-origin-harvest'],
    pattern:
      /\bwhere(?:'?s| is| are|'?re| was| were| do| does| did)? (?:it|this|these|they|those|that|this stuff|your stuff|(?:the |your )?(?!(?:you|u|he|she|your?)\b)[\w-]+)? ?(?:made|manufactured|from|produced|come from|grown|sourced|caught|farmed|raised)\b|\b(?:made|manufactured|grown|produced|sourced) (?:where|in (?:china|the us|usa|america|japan|korea|italy|france|the uk|germany)\s*\?)|\bwho (?:makes|made|manufactures|produces|grows|grew)\b(?! (?:you|the best|a better))|\b(?:what|which) country\b|^(?:is|are) (?:it|this|they|these) (?:made |grown )?(?:in|from) (?:china|the us|usa|america|japan|korea|italy|france|the uk|germany|mexico|india)|^made in\b.{0,15}\?/,
  },
  {
    duties: ['ingredients', 'cosmetic-full-ingredients', 'pet-analysis'],
    pattern:
      /\bwhat(?:'?s| is|s| are|'?re)? (?:all )?in (?:it|this|there|these|them|the|that|those)\b|\b(?:does|do|has|have|is there|are there|any|is it|are they) (?:it |this |they |these |the \w+ )?(?:have |contain |got |any |with )*(?:any )?(?:added )?(?:sugar|preservatives|parabens|alcohol|fragrance|artificial|msg|caffeine|palm oil|dyes|fillers|gelatin|sulfates|silicones?|retinol|collagen|additives)\b|\b(?:sugar|paraben|fragrance|sulfate|cruelty|alcohol|caffeine) free\s*\?|\bis (?:it|this) (?:vegan|organic|halal|kosher|vegetarian|keto)\b/,
  },
  {
    duties: ['allergen', 'ingredients', 'cosmetic-full-ingredients'],
    pattern:
      /\b(?:does|do|has|have|is there|are there|any|is it|are they|contain(?:s)?) (?:it |this |they |these |the \w+ )?(?:have |contain |got |any |with )*(?:any )?(?:tree )?(?:pea)?(?:nuts?|gluten|dairy|lactose|soy|eggs?|shellfish|sesame|wheat|milk|fish|latex|almonds?)\b|\b(?:nut|gluten|dairy|lactose|soy|egg)[ -]free\b|\ballerg(?:y|ies|ic|en|ens)\b.{0,40}\?|\b(?:safe|ok|okay|fine) (?:for|with|if).{0,20}\ballerg/,
  },
  {
    duties: ['cautions', 'hf-suitable-groups', 'cosmetic-usage-warning', 'device-scope'],
    pattern: new RegExp(
      `\\b(?:is|are|can|could|ok|okay|safe|does|do|should|suitable|good|if)\\b.{0,40}\\b${PEOPLE}\\b|\\bany side effects?\\b|\\bside effects?\\s*\\?|\\bis (?:it|this) (?:safe|dangerous|toxic|harmful)\\b|\\bwho (?:shouldn'?t|should not|can'?t|can not|cannot) (?:take|use|eat|drink)\\b|\\b(?:what|how) age\\b|\\bwill it (?:burn|irritate|break me out|catch fire|interact)\\b|\\bcan i (?:take|use|drink|eat) (?:it|this|these|them)? ?(?:with|if|while|on|during)\\b`,
    ),
  },
  {
    duties: ['usage-instructions', 'cosmetic-usage-warning', 'infant-stage-usage'],
    pattern:
      /\bhow (?:do|should|would|can|to|does one|often|many times) (?:i |you |we |do i |do you |should i )?(?:use|take|eat|cook|apply|wear|prepare|mix|heat|drink|brew|assemble|set (?:it |this )?up|put it on|reheat|turn|defrost|thaw|operate)\b|\bhow many (?:pills|capsules|scoops|tablets|drops|gummies|times|a day|per day|should i|do i|do you take)\b|\bwhen (?:do|should|can) (?:i|you) (?:take|use|apply|eat|drink)\b|\bwith (?:or without )?food\s*\?|\bdo i (?:need|have) to (?:cook|refrigerate|rinse|mix|shake|boil|thaw)\b|\bhow (?:much|many) (?:should|do) i (?:take|use|eat|apply|feed)\b/,
  },
  {
    duties: ['storage'],
    pattern:
      /\bhow (?:do|should|to|can) (?:i |you |we )?(?:store|keep|freeze)\b|\b(?:does|do|should|need|needs|has|have|can|must) (?:it|this|they|these|i|you)? ?(?:need |have |be |to |go )*(?:in the fridge|refrigerat\w+|frozen|freez\w+|kept cold|be kept|stay cold)\b|\bfridge or\b|\bneed refrigeration\b|\bshelf stable\s*\?/,
  },
  {
    duties: ['fiber-content', 'jewel-material', 'model-parameters'],
    pattern:
      /\bwhat (?:it'?s|its|it is|they'?re|that'?s) made of\b|\bwhat(?:'?s| is| are|'?re)? (?:it|this|these|they|that|the \w+)? ?(?:made|made out) of\b|\bwhat (?:kind of |type of |sort of )?(?:material|fabric|leather|metal|wood|stone|gold|silver|fur|wool|cotton|steel|plastic|yarn)\b|\bwhat(?:'?s| is) (?:the|that) (?:material|fabric|lining|filling|shell|blend)\b/,
  },
  {
    duties: ['fiber-content', 'jewel-material'],
    pattern:
      /\b(?:is|are|it'?s|its) (?:it|this|that|these|they|those|the \w+)? ?(?:all |100% |100 percent |really |actually |made of )?(?:real|genuine|full grain|pure|faux|vegan|fake|solid|natural|authentic leather)? ?(?:leather|cotton|wool|cashmere|silk|linen|polyester|gold|silver|diamonds?|pearls?|jade|down|suede|fur|stones?|platinum|gemstones?|denim)\b|\b(?:real|solid|genuine|natural) (?:\w+ )?or (?:fake|plated|synthetic|lab|faux|pu|filled)\b|\breal or fake\b|\bis (?:that|this|it) real\b|\b(?:is|are) (?:the|that|this|those|these|it|they) ?\w* (?:real|genuine|natural|lab[ -]grown|fake)\b(?! (?:person|human))|\b(?:real|genuine) (?:leather|gold|silver|diamonds?|pearls?|silk|fur|wool)\s*\?|\blab[ -]grown\b.{0,20}\?|\bnatural or lab\b|\bhow many karats?\b|\bwhat karat\b/,
  },
  {
    duties: ['size-fit'],
    pattern:
      /\bwhat sizes?\b|\bwhich size\b|\bhow (?:does|do) (?:it|they|this|these|that) (?:fit|run)\b|\b(?:does|do) (?:it|they|this|these|that) (?:run|fit|stretch|come in (?:plus|petite|tall|size|xl|xs|small|large|\dx))\b|\btrue to size\b|\bwhat(?:'?s| is) the (?:inseam|waist|bust|length|rise|measurements?)\b|\bhow long is the (?:dress|skirt|shirt|top|coat|inseam|sleeve|chain|necklace)\b|\bwhat size (?:are you|is she)\b|\bdo(?:es)? (?:you|it|they) have (?:an? )?(?:xs|small|medium|large|xl|2x|3x|4x|plus|petite|wide|size)\b/,
  },
  {
    duties: ['care-label'],
    pattern:
      /\b(?:is|are) (?:it|this|they|these) (?:hand|machine) wash\b|\bhand wash only\b|\b(?:machine |hand )?wash(?:able|ed)?\b.{0,30}\?|\b(?:is|are|if) (?:it|this|that|they|these|it's|the \w+)? ?(?:is |are )?(?:machine |hand |dishwasher )?(?:washable|safe in the (?:wash|dryer))|\bhow (?:do|should|to|can) (?:i |you |we )?(?:wash|clean|care for|dry|iron)\b|\b(?:can|could) (?:i|you|it|they|this) (?:be )?(?:machine |hand )?(?:wash|dry|dryer|ironed?|go in the (?:wash|dryer|dishwasher))|\b(?:does|do|will) (?:it|they|this|these) (?:shrink|fade|bleed|pill|wrinkle|tarnish)\b|\bdishwasher safe\b|\bdry clean(?:ed)?(?: only)?\s*\?/,
  },
  {
    duties: ['name-spec', 'agri-spec-grade', 'model-parameters', 'jewel-weight-price'],
    pattern:
      /\bhow (?:big|heavy|large|many (?:ounces|oz|grams|pounds|lbs|pieces|count|servings|are in|come in|in (?:a|the|each)|do (?:i|you|we) get|per (?:box|pack|bag))|much does it weigh|tall|thick|wide|small|long is (?:it|the cable|the cord))\b|\bwhat(?:'?s| is) the (?:size|weight|net weight|volume|dimensions|count)\b|\bhow many (?:ml|carats?)\b/,
  },
  {
    duties: ['freight'],
    pattern:
      /\b(?:is|do|does|whats?|what'?s|how much|any|who pays)\b.{0,25}\b(?:shipping|postage|delivery (?:free|fee|cost|charge)|ship free)\b|\bfree (?:shipping|delivery|postage)\b.{0,12}\?|\b(?:do|can|will|does) (?:you|u|it|they|this) ship (?:to|internationally|overseas|outside|worldwide)|\bship(?:s|ping)? to\b.{0,20}\?/,
  },
  {
    duties: ['delivery-time'],
    pattern:
      /\bwhen (?:will|does|do|would|can|is) (?:it|this|they|these|you|i|my order|the \w+|orders)? ?(?:ship|arrive|be (?:shipped|delivered|here)|get (?:it|here|mine|this|them)|come|go out|deliver|be delivered|expect)|\bhow (?:long|soon|fast|quick(?:ly)?) (?:does|do|is|will|would|can|for|until|til) ?(?:it|they|you|this|the|these|i|orders?)? ?(?:shipping|delivery|ship|arrive|take|get here|deliver|to ship|to arrive|to get|get it)|\bhow long (?:un)?til(?:l)?\b.{0,12}\b(?:here|arrives?|comes?|ships?|delivered)\b|\bships? when\b|\b(?:get|arrive|here|delivered) (?:it )?(?:by|before) (?:christmas|friday|monday|tomorrow|the weekend|next week|thanksgiving|saturday|sunday|mother|valentine)|\bpre-?order\b.{0,10}\?|\bin stock (?:now|or)\b.{0,12}\?/,
  },
  {
    duties: RETURN,
    pattern:
      /\b(?:can|could|may|do|does|is|are|will|how|if) (?:i|we|you|it|they|this|these)?\b.{0,25}\b(?:return(?:ed|able|s)?|refund(?:ed|able|s)?|send (?:it|this|them) back|give (?:it|them) back|exchange(?:d|able|s)?|money back)\b|\bwhat if (?:i|it|they|my|she|he) (?:don'?t|doesn'?t|do not|does not|isn'?t|hate|didn'?t)\b.{0,20}\b(?:like|fit|work|want|love|it)\b|\bfinal sale\b.{0,8}\?|\breturns? ok\b/,
  },
  {
    duties: ['warranty-period', 'three-guarantees', 'secondhand-aftersales'],
    pattern:
      /\b(?:is|does|do|how long|what|any|whats|what'?s|comes?)\b.{0,25}\b(?:warrant(?:y|ies)|warrenty|waranty|guarantee[d]?|covered|coverage)\b|\bwhat (?:if|happens (?:if|when)) (?:it|they|this|mine) (?:breaks?|stops? working|dies|fails?|is broken|is defective|malfunctions?|quits)\b|\bcan (?:it|you|i) (?:be )?(?:fix|repair|repaired|fixed)\b/,
  },
  {
    duties: ['damage-compensation'],
    pattern:
      /\bwhat (?:if|happens (?:if|when)) (?:it|they|some|one|mine|the \w+|any) (?:arrives?|comes?|shows? up|gets? here|melts?|is|are|goes|get|spoils?)\b.{0,20}\b(?:broken|damaged|bad|rotten|melted|dead|spoiled|cracked|crushed|bruised|thawed|smashed|leaking)?|\b(?:arrives?|comes?) (?:broken|damaged|melted|dead|rotten|bad|crushed)\b.{0,20}\?/,
  },
  {
    duties: ['seller-identity'],
    pattern:
      /\bwho(?:'?s| is| are|s)? (?:the |actually |really )*(?:sell(?:er|ing|s)?|shop|store|company|behind|you guys|y'?all|this (?:from|by)|shipping this)\b|\b(?:what|which) (?:company|store|shop|brand is selling|business)\b|\bwhat(?:'?s| is| are) (?:the |your )(?:company|store|shop|business|seller)(?: name|'s name)?\b|\bwho am i buying from\b|\bare you (?:the )?(?:official|manufacturer|brand|an? (?:authori[sz]ed )?(?:reseller|dealer|retailer))\b|\bwho do i (?:pay|buy)\b|\bwhere(?:'?s| is| are) (?:your|the) (?:company|store|shop|business) (?:based|located|registered)\b/,
  },
  {
    duties: ['host-identity'],
    pattern:
      /\bare you (?:being )?(?:paid|sponsored|an employee|the owner|an affiliate|getting (?:paid|commission)|on commission|with the (?:brand|company))\b|\bis (?:this|it) (?:sponsored|a paid|an ad|paid promotion|promotion)\b|\bdo you (?:work for|get (?:paid|commission|a cut)|own)\b/,
  },
  {
    duties: ['ai-persona-label'],
    pattern:
      /\b(?:are|is|r) (?:you|u|she|he|this|the host|that) (?:an? )?(?:real (?:person|human)|human|ai|bot|robot|avatar|deepfake|virtual|computer|ai[- ]generated)\b|\breal person or\b|\bai or (?:real|human)\b/,
  },
  {
    duties: ['gift-details'],
    pattern:
      /\bwhat(?:'?s| is| are)? (?:the )?(?:free )?(?:gift|gifts|freebie|bonus)\b|\b(?:is there|do (?:i|we|you) get|any|does it come with) (?:a |the |any )?(?:free )?(?:gift|freebie|sample|bonus)s?\b/,
  },
  {
    duties: ['promo-conditions'],
    pattern:
      /\b(?:how long|when) (?:is|does|will|do|until) (?:the |this )?(?:deal|sale|offer|promo|promotion|discount|price|code|coupon)\b|\bhow (?:do|does) (?:i |the )?(?:get the (?:discount|deal)|coupon|code|discount|promo|bundle|bogo)\b|\bwhat(?:'?s| is) the (?:code|coupon|catch|limit)\b|\bcan (?:i|you|we) (?:stack|combine|use)\b.{0,15}\b(?:coupon|code|discount)s?\b|\blimit per\b|\bis there a (?:discount|deal|coupon|code|limit)\b/,
  },
  {
    duties: ['prize-rules'],
    pattern:
      /\bhow (?:do|can|to) (?:i |we )?(?:enter|win|join the (?:giveaway|raffle|draw))\b|\bwhen(?:'?s| is| do you (?:draw|announce|pick)) the (?:giveaway|draw|drawing|winner|raffle)|\bwhat(?:'?s| are| is) the (?:prize|rules)\b/,
  },
  {
    duties: ['tax-duty', 'cbec-tax-limit'],
    pattern:
      /\b(?:do|will|is|are|any|does|extra|include[sd]?|plus)\b.{0,25}\b(?:tax(?:es)?|customs|import (?:fees?|dut(?:y|ies))|dut(?:y|ies)|vat)\b(?!.{0,10}card)/,
  },
  {
    duties: ['model-parameters', 'battery-safety'],
    pattern:
      /\bhow many (?:watts?|volts?|amps?|mah|hours|gigs|gb|ports|megapixels|lumens|speeds|settings)\b|\bhow (?:long|much) (?:does|do|is|will)? ?(?:the )?(?:battery|charge|storage|ram|memory)\b|\bwhat(?:'?s| is| are) the (?:battery|model|specs?|resolution|capacity|wattage|range|processor|screen|storage|refresh|voltage)\b|\b(?:is|are) (?:it|this|they|these) (?:waterproof|water resistant|compatible|bluetooth|rechargeable|dimmable|cordless)\b|\b(?:does|do|will) (?:it|this|they) (?:work|fit|connect|charge|pair) (?:with|on|to|in|for)\b|\bwhich (?:model|version|generation|chip)\b|\b(?:come|comes) with (?:a |the )?(?:charger|battery|batteries|cable|adapter)\b/,
  },
  {
    duties: ['ccc-mark', 'device-registration'],
    pattern:
      /\b(?:ul|etl|ce|fcc|ccc|rohs) (?:listed|certified|marked|approved|mark|rated|cert)\b|\bis (?:it|this) certified\b|\bsafety cert|\bthe \w+ cert\b/,
  },
  {
    duties: ['device-registration', 'infant-registration', 'hf-registration', 'food-licence-standard'],
    pattern:
      /\bfda\b.{0,25}\?|\bfda (?:approved|registered|cleared|listed)\b|\b(?:is|are) (?:it|this|they|these|you) (?:registered|approved|licensed|cleared)\b|\b(?:registration|approval|licen[cs]e) (?:number|no)\b/,
  },
  {
    duties: ['hf-not-drug-warning', 'device-scope'],
    pattern:
      /\b(?:is|are) (?:it|this|they|these) (?:an? )?(?:medicine|medication|drug|supplement|prescription)\b|\b(?:does|do|will|can|would) (?:it|this|they|these|the \w+) (?:really |actually )?(?:cure|treat|fix|heal|help with|replace my|get rid of|lower|work for)\b|\bfor (?:the )?(?:flu|cold|arthritis|diabetes|cancer|anxiety|depression|covid)\s*\?/,
  },
  {
    duties: ['jewel-cert'],
    pattern:
      /\b(?:is|does|do|comes?|with|have|any|what)\b.{0,25}\b(?:certificates?|certified|certification|appraisal|gia|igi|authenticity card|coa)\b/,
  },
  {
    duties: ['jewel-weight-price'],
    pattern:
      /\bhow many (?:grams|carats?|karats?)\b|\bhow much (?:per gram|does it weigh|gold)\b|\bper gram\b.{0,6}\?|\bgram weight\b|\bwhat(?:'?s| is) the (?:carat|gram|weight|spot)\b/,
  },
  {
    duties: ['agri-certificate'],
    pattern:
      /\b(?:is|are) (?:it|this|they|these|the \w+) (?:organic|pesticide|sprayed|gmo|waxed|grass fed|wild caught|certified organic)\b|\bany pesticides?\b|\bdo you (?:spray|use pesticides)\b/,
  },
  {
    duties: ['alcohol-info'],
    pattern:
      /\bhow strong\b|\bwhat(?:'?s| is) the (?:abv|proof|alcohol)\b|\bwhat (?:proof|vintage|abv|grape)\b|\bhow much alcohol\b|\bdry or sweet\b/,
  },
  {
    duties: ['alcohol-warning'],
    pattern:
      /\bdo (?:i|you) need (?:to be (?:18|21)|id)\b|\b(?:age|id) (?:check|limit|verification)\b.{0,12}\?/,
  },
  {
    duties: ['pet-type-stage', 'cautions'],
    pattern:
      /\b(?:can|is|are|ok|okay|safe|good|for|suitable|will)\b.{0,30}\b(?:pupp(?:y|ies)|kittens?|cats?|dogs?|senior (?:dogs?|cats?)|small breeds?|large breeds?)\b.{0,25}(?:\?|$)|\bcomplete (?:food|and balanced)\b.{0,6}\?/,
  },
  {
    duties: ['pet-analysis'],
    pattern:
      /\bhow much (?:protein|fat|meat|fib(?:re|er))\b|\bwhat(?:'?s| is) the (?:protein|first ingredient)\b|\bgrain[ -]free\b.{0,6}\?/,
  },
  {
    duties: ['secondhand-condition'],
    pattern:
      /\bwhat(?:'?s| is) the (?:condition|battery health)\b|\bwhat condition\b|\b(?:any|are there|does it have|is there)\b.{0,12}\b(?:scratch(?:es)?|dents?|damage|stains?|scuffs?|cracks?|flaws?|defects?|wear|holes?)\b|\b(?:has|was|have|been) (?:it|the \w+|they)? ?(?:been )?(?:repaired|opened|dropped|replaced|fixed|used)\b|\bbattery health\b|\boriginal (?:screen|battery|parts|box)\b.{0,6}\?/,
  },
  {
    duties: ['secondhand-origin'],
    pattern:
      /\b(?:is|are) (?:it|this|that|they|these) (?:authentic|legit|genuine|a replica|fake|counterfeit|original|stolen|unlocked)\b|\bwhere did you (?:get|find|buy|source)\b|\b(?:have|got|with) (?:a |the )?(?:receipt|proof of purchase)\b|\bhow do (?:i|we) know (?:it'?s|its|this is|they'?re) (?:real|authentic|legit|genuine)\b|\bauthentic\s*\?/,
  },
  {
    duties: ['refurb-label'],
    pattern:
      /\b(?:is|are) (?:it|this|they|these) (?:brand )?(?:new|used|refurb(?:ished)?|pre-?owned|second ?hand|open box|renewed)\b|\bnew or (?:used|refurb)/,
  },
  {
    duties: ['install-service-fee'],
    pattern:
      /\b(?:is|does|do|how much|who|include[sd]?|with)\b.{0,20}\b(?:installation|install(?:ed|s)?|set ?up (?:fee|included))\b/,
  },
  {
    duties: ['energy-label'],
    pattern:
      /\b(?:energy star|energy rating|how much (?:electricity|power|energy)|use a lot of (?:power|electricity|energy))\b/,
  },
  {
    duties: ['service-content-validity'],
    pattern:
      /\bhow (?:many|long) (?:lessons|classes|sessions|is (?:it|the (?:course|voucher|pass|card|ticket)) valid|is the (?:course|access)|do i have access)\b|\bwhen does (?:the|my) (?:voucher|pass|code|card|ticket|credit) expire|\bdo i need to book\b|\bvalid (?:on|until|for|at)\b.{0,20}\?|\bwhat(?:'?s| is) included\b|\bwhat do (?:i|you|we) get\b/,
  },
  {
    duties: ['auto-renew-notice'],
    pattern:
      /\b(?:does|will|is) (?:it|this|the \w+) (?:auto(?:matically)?[- ]?renew\w*|renew|a subscription|recurring)\b|\bhow do i cancel\b|\bcan i cancel\b/,
  },
  {
    duties: ['aftersales-contact'],
    pattern:
      /\bhow (?:do|can) (?:i|we) (?:contact|reach|get (?:a ?hold|in touch)|email|call)\b|\bwho do i (?:contact|call|email|talk to)\b|\bcustomer service\b.{0,12}\?/,
  },
  {
    duties: ['cbec-risk-notice'],
    pattern:
      /\b(?:is it|is this|are they) (?:the )?(?:import(?:ed)?|overseas|domestic|us|chinese|japanese|eu) (?:version|model|edition)\b|\bshipped from (?:overseas|abroad|china)\b.{0,5}\?|\benglish (?:label|manual|instructions)\b.{0,6}\?/,
  },
];
