import type { Whole } from './whole.ts';

const RETURN = [
  'no-reason-return',
  'return-exclusion-confirm',
  'virtual-refund-rule',
  'cbec-no-resale-return',
  'secondhand-aftersales',
];
const WARRANTY = ['warranty-period', 'three-guarantees', 'secondhand-aftersales'];
const USE = ['usage-instructions', 'cosmetic-usage-warning', 'infant-stage-usage'];
const PEOPLE = ['cautions', 'hf-suitable-groups', 'cosmetic-usage-warning', 'device-scope', 'allergen'];
const SHELF = ['shelf-life', 'cosmetic-use-period'];
const ORIGIN = ['origin-producer', 'agri-origin-harvest'];
const MADE_WHEN = ['production-date', 'agri-origin-harvest'];

/** Questions of few words, as viewers type them; tried on a folded Chinese clause. */
export const ZH_SHORT: readonly Whole[] = [
  {
    duties: ['seller-identity'],
    pattern:
      /^(?:这|那)?(?:你们?|您|你哋)?(?:家|店|这边|直播间)?(?:是|系|系咪|是不是)?(?:谁家?|哪(?:一?[家间个]|里)|什么|边(?:间|个)|咩)(?:的|嘅)?(?:店|铺|公司|号|直播间?|舖|牌子的店|卖家|商家|厂)?(?:家)?(?:的|嘅|卖的|开的|在卖|卖)?(?:店|酒|货|直播间?|东西)?(?:啊|呀|呢|\?)*$|(?:是|系|系咪|是不是)(?:官方|原厂|代理|总代理|厂家|工厂|自营|旗舰店|老板|农会|品牌|实体店|授权)(?:店|直播间?|号|商|的)*(?:吗|嘛|么|咩|啊|\?|$)|(?:经营者|卖家|商家|老板|负责人|卖方)(?:是)?(?:谁|哪位|边个)|找谁负责|(?:跟|找)谁买|向谁买/,
  },
  {
    duties: ['price-and-unit'],
    pattern:
      /^(?:那)?(?:单|一|两|1|2)?(?:罐|瓶|盒|箱|件|个|包|支|袋|套|台|斤|份|条|双)?(?:多少|几多|几钱|多钱|啥价|咩价|好多钱)(?:啊|呀|呢|\?)*$|贵不贵|贵唔贵|平[DdO啲]?得唔得|报价|(?:发|打)个?价|价(?:是)?(?:多少|几多|几)/,
  },
  {
    duties: SHELF,
    pattern:
      /^(?:几时)?到期(?:日期?)?(?:呢|\?)*$|(?:到|食|吃|放|摆|存|搁|用|喝|饮)(?:得|到)?(?:几时|啥时候|几耐|什么时候|多耐)|几耐(?:过期|到期)|几时(?:到期|过期)|会不会坏|容易坏|几时食完/,
  },
  {
    duties: MADE_WHEN,
    pattern:
      /^(?:生产)?日期(?:呢|多少|几号|多少号|是几号|几时|新不新|新吗|新|是|报一下)?(?:啊|呀|\?)*$|新(?:不|唔)新|^(?:日期|货|东西)?新(?:的)?吗|几时(?:整|做|焗|生产|出厂|造)|(?:什么|啥)日期/,
  },
  {
    duties: ORIGIN,
    pattern:
      /边度(?:出|嘅|做|造|制造|来|种|整)|^(?:是)?(?:哪里|哪儿|哪|边度|哪个地方)的?(?:货|玉|料|米|茶|酒|肉|厂|奶|水果|果|油|面|鱼)|(?:是|系)?(?:真系)?(?:日本|韩国|泰国|台湾|国内|进口|国产|本地|意大利|法国)(?:做|造|制|产|嘅|来)(?:的|嘅)?(?:\?|吗|嘛|咩|$)|哪个?厂/,
  },
  {
    duties: ['ingredients', 'cosmetic-full-ingredients', 'fiber-content', 'jewel-material'],
    pattern:
      /(?:都|里面|里头|入面|主要)(?:有|是|系)(?:什么|啥|咩|乜)(?:成分|料|东西|嘢)?$|^有(?:什么|啥|咩|乜)(?:成分|料|嘢)?$|第(?:一|1)位(?:是)?.{0,4}(?:吗|嘛|\?)?$|纯.{1,6}(?:吗|嘛|么|咩)|纯(?:不|唔)纯|有冇(?:酒精|糖|盐|香精|防腐剂|味精|添加|色素|奶|蛋)|咩料|有没有(?:加)?(?:盐|糖|酒精|防腐剂|香精|味精|添加剂|色素)/,
  },
  {
    duties: ['name-spec', 'model-parameters', 'size-fit', 'jewel-weight-price', 'agri-spec-grade'],
    pattern:
      /^(?:一[盒箱包罐袋瓶])?(?:有)?几(?:个|粒|片|包|支|枚|颗|条|大|重|多|斤|克)(?:啊|呀|呢|\?)*$|多大(?:罐|瓶|包|盒|个|一[瓶包罐袋盒])|几(?:ml|g|kg|寸|毫安|瓦|升|码)/,
  },
  {
    duties: ['freight'],
    pattern:
      /(?:要|收|有冇|有没有|使唔使|需唔需要|用不用)(?:俾|给|付|交)?(?:运费|邮费|快递费|钱送)|送货(?:要|收|使)(?:唔使)?(?:钱|费|收费|给钱)|^寄(?:到|去)?[\u3400-\u9fff]{2,5}(?:呢|几钱|多少|吗|\?|$)|(?:运费|邮费|快递费?)(?:怎|点|几|呢|多|谁|边)|(?:包|免)(?:唔|不)(?:包|免)(?:邮|运)?/,
  },
  {
    duties: RETURN,
    pattern:
      /(?:不|唔)(?:合身|合适|喜欢|啱|钟意|想要|满意|好用|好吃|吃|食|称心)(?:了)?(?:呢|点办|点算|怎么办|咋办|咋整|怎么弄|可以|能|$|\?)|退(?:唔|不)退|换(?:唔|不)换|(?:可|可以|得)(?:唔|不)(?:可以|得)?退|大小(?:不|唔)(?:对|啱|合适)|(?:买|拍)错(?:了)?(?:能|可以|怎么|呢|点)|退(?:货|钱)?(?:怎么|点样|点)(?:弄|退|办|搞)/,
  },
  {
    duties: WARRANTY,
    pattern:
      /(?:保|质保|保固|保养|保修|保用)(?:几|多久|几耐|多长|到什么时候|几年|呢)|能保(?:多久|几年|多长)|几耐保养|有(?:冇|没有)?保养(?:吗|咩|\?|$)|(?:坏|烂|死机|唔着)(?:了|咗|掉)?(?:点算|点办|怎么办|咋办|找谁|搵边个|呢|修|能修|包修)|有(?:没有|冇)?(?:保固|保养|质保|保修|维修)|售后(?:多久|几年|多长)/,
  },
  {
    duties: USE,
    pattern:
      /(?:怎么|咋|点|点样|怎样|如何)(?:冲|泡|煮|吃|食|用|喂|餵|洗|搽|擦|敷|装|充|戴|服)|(?:一天|一日|每天|一次|每次)(?:喂|餵|吃|食|用|几|多少)|(?:喂|餵)(?:多少|几多|多少克)|要(?:预热|解冻|泡水|先洗)/,
  },
  {
    duties: PEOPLE,
    pattern:
      /(?:敏感皮|敏感肌|敏皮|孕妇|宝妈|糖尿病|血糖|痛风|小孩|小朋友|孩子|宝宝|老人|阿嬷|长辈|细路|幼猫|幼犬|狗狗).{0,6}(?:用|食|吃|喝|饮|玩)?(?:得|用|行|可以|ok|能)?(?:唔|不)?(?:得|用得|行|可以|ok)?(?:吗|嘛|么|咩|呢|\?|$)/,
  },
  {
    duties: ['battery-safety', ...USE],
    pattern: /(?:能|可以|可唔可以)(?:一直|整晚|过夜|边充边|上飞机|带上飞机|充)/,
  },
  {
    duties: ['seller-identity'],
    pattern:
      /(?:你们?|您|这)?(?:间|家)?(?:店|铺|舖|公司|商家|卖家|厂)(?:铺|舖|家|头)?(?:名)?(?:的)?(?:名字?)?(?:叫|是|系)?(?:什么|啥|咩)(?:名|名字|铺|舖|号)?(?:啊|呀|呢|\?)*$|(?:在)?(?:哪里?|哪儿|边度)(?:开(?:店|铺|舖)|的店)|(?:你们?|您|这)?(?:间|家)?(?:店|铺|舖|公司)(?:铺|舖)?(?:在|地址|开在)(?:哪里?|哪儿|边度?)|(?:有|有没|有没有)(?:营业)?执照|老板(?:贵姓|姓什么|叫什么)/,
  },
  {
    duties: ['price-and-unit'],
    pattern:
      /^[\u3400-\u9fff]{0,4}(?:点卖|怎么卖|咋卖|几钱)(?:啊|呀|呢|\?)*$|^(?!.*(?:销量|库存|人数|身高|体重|粉丝|年龄|电话|尺码|号|运费|邮费|容量|重量|寸|克|斤|度|瓦|评分|粒))[\u3400-\u9fff]{1,3}(?:多少|多钱)(?:啊|呀|呢|\?)*$|[报发打说]个?价/,
  },
  {
    duties: SHELF,
    pattern:
      /(?:放|存|摆|留|撑|吃|用)(?:得|能)?(?:到|过)(?:过年|年后|明年|下个?月|夏天|春节)|冰箱(?:里|能)?(?:放)?(?:多久|几天)|会不会很?快?坏/,
  },
  {
    duties: MADE_WHEN,
    pattern:
      /哪天(?:[\u3400-\u9fff]{1,3})?的|哪1?一?批|(?:什么时候|几时|啥时候|何时)(?:出厂|生产|制造|出炉|做|灌装|包装)|今年的?还是去年|(?:去年|今年|当季|新季)的(?:吗|\?)|哪年(?:哪月)?的/,
  },
  {
    duties: ORIGIN,
    pattern:
      /^(?:这|那)?[\u3400-\u9fff]{0,4}?(?:哪来|哪里来|哪儿来|边度来)(?:的)?(?:货)?(?:啊|呀|呢|\?)*$|哪个?(?:镇|村|县|市|省|山|岛)的/,
  },
  {
    duties: ['ingredients', 'cosmetic-full-ingredients', 'fiber-content', 'jewel-material'],
    pattern:
      /(?:落|下|加|放|用)(?:了|些)*(?:什么|啥|咩)(?:料|东西|嘢)?(?:啊|呀|呢|\?)*$|(?:是|系)(?:不是|咪)?(?:只有|净是|净系|全是)/,
  },
  {
    duties: ['name-spec', 'model-parameters', 'size-fit', 'jewel-weight-price', 'agri-spec-grade'],
    pattern:
      /(?:几多|多少)(?:克|斤|毫升|两|瓦|粒|只|支|包|片|寸)|有(?:什么|咩|啥|哪些)(?:尺码|码|号|规格|型号)|几大(?:只|个|粒|条)?/,
  },
  {
    duties: WARRANTY,
    pattern: /保(?:唔|不)保(?:养|修|固)?|修(?:要|收)(?:钱|费)/,
  },
  {
    duties: ['cautions', ...USE],
    pattern: /注意(?:什么|啥|点|事项)|(?:什么|啥)(?:要|需要)?注意/,
  },
  {
    duties: ['freight'],
    pattern:
      /邮不邮|^(?:那)?(?:怎么|点样?|咋)(?:寄|送|发货?|邮)|(?:宅配|快递|送货|寄|邮寄|顺丰|寄送|配送)(?:要|收|用|得)(?:不要|不收|另外)?(?:钱|费|收费|付)|(?:收|要)(?:唔|不)(?:收|要)(?:运|邮|快递|送货)?费|(?:寄|发|送|邮)(?:到|去)?[\u3400-\u9fff]{2,4}(?:要|收)(?:钱|费|多少)/,
  },
  {
    duties: [
      'licence',
      'food-licence-standard',
      'hf-registration',
      'cosmetic-filing-no',
      'device-registration',
    ],
    pattern:
      /有(?:没有?|冇)?(?:牌照?|证件?|许可证?|注册|备案|资质|登录字号|批文)(?:的)?(?:吗|嘛|么|没|咩|\?|$)|(?:sc|证|许可证|备案|批准文|注册|登录字)号(?:呢|多少|是多少|\?|$)/,
  },
  {
    duties: [...RETURN, 'damage-compensation'],
    pattern: /(?:收到|到货|到手)(?:是|就|了)?(?:坏|破|烂|碎)的?.{0,4}(?:怎么办|咋办|点算|能|可以|呢)/,
  },
  {
    duties: ORIGIN,
    pattern:
      /^(?!.*(?:链接|入口|按钮|优惠|券|客服|位置|直播))[\u3400-\u9fff]{1,5}(?:是)?(?:哪里|哪儿|哪|边度)的?(?:啊|呀|呢|\?)*$|^(?:是)?哪(?:里|儿)?的[\u3400-\u9fff]{1,4}(?:啊|呀|呢|\?)*$|^(?:是)?(?:国产|进口|本地|大陆|日本|台湾)(?:的|货)?(?:吗|嘛|么|咩|\?)/,
  },
  {
    duties: ['seller-identity'],
    pattern: /(?:卖家|商家|店家|店铺|公司|经营者)(?:的)?(?:资料|信息|资讯|讯息|名称|名字)/,
  },
  {
    duties: ['price-and-unit'],
    pattern:
      /^(?:要)?(?:多少|几多|几钱|多钱)(?:钱)?(?:一|1)?(?:个|瓶|盒|袋|包|斤|件|条|双|支|罐|箱|套|台|只|份|克)(?:啊|呀|呢|\?)*$/,
  },
  {
    duties: ['freight'],
    pattern: /(?:运|邮|快递)费(?:系)?(?:点|怎么?|如何)(?:计|算|收)/,
  },
  {
    duties: ['ingredients', 'cosmetic-full-ingredients', 'fiber-content', 'jewel-material'],
    pattern:
      /^(?:用)?(?:什么|啥|咩|乜)(?:粮食|原料|米|肉|奶|油|面粉?|豆|木|皮|布|料子?|材料|东西做)(?:做)?(?:的)?(?:啊|呀|呢|\?)*$/,
  },
  {
    duties: ['name-spec', 'jewel-weight-price', 'agri-spec-grade', 'model-parameters', 'size-fit'],
    pattern: /^[\u3400-\u9fff]{0,5}(?:几|有多|多)(?:重|长|高|宽|厚|粗)(?:啊|呀|呢|\?)*$/,
  },
  {
    duties: ['care-label', ...USE],
    pattern:
      /(?:怎么|咋|点样?|如何)(?:保养|打理|护理|清洁|清洗|养护|存放|收)|(?:要|得|用)(?:不要|不用|唔)?干洗|(?:能|可以|可不可以|能不能)(?:机洗|水洗|烘干|下水|碰水|沾水|进洗碗机|微波|熨|吸水)/,
  },
  {
    duties: ['seller-identity'],
    pattern:
      /(?:谁|哪个?|哪一?家|啥|什么|边间|边个)(?:家)?(?:的)?[\u3400-\u9fff]{0,4}(?:店|舖|铺|公司|商家|卖家)(?:啊|呀|呢|\?)*$|^谁家(?:的[\u3400-\u9fff]{1,4})?(?:啊|呀|呢|\?)*$/,
  },
  {
    duties: ORIGIN,
    pattern: /(?:边度|哪里|哪儿)(?:嚟|来)(?:的|嘅|㗎)?(?:啊|呀|呢|\?)*$/,
  },
  {
    duties: ['care-label', ...USE],
    pattern:
      /(?:能|可以|可唔可以|能不能|可不可以|得)(?:放|进|用|丢|拿去)?(?:洗碗机|微波炉?|烤箱|洗衣机|烘干机?|冰箱|冷冻|蒸|煮|泡水|沾水|戴去|戴着)/,
  },
  {
    duties: ['freight'],
    pattern: /送(?:唔|不)送货|^(?:要)?寄的?(?:话|呢)(?:啊|呀|呢|\?)*$|送货(?:上门)?(?:吗|嘛|咩|\?)/,
  },
];

/** The same of English clauses, lower case. */
export const ENGLISH_SHORT: readonly Whole[] = [
  {
    duties: ['seller-identity'],
    pattern:
      /^(?:so |and |but |wait )?(?:who(?:'?s| is| are|s)? (?:you|this|these guys|the shop|selling|running this|behind (?:this|it)|y'?all)|sold by\b.*|who (?:runs|owns|sells|am i (?:buying|paying|ordering)).*|who (?:do|are) (?:i|we|you) (?:buying|buy|paying|order).*|(?:what|which) (?:shop|store|company|business|brand)(?: is (?:this|it)| are you)?|is this (?:the |a |an )?(?:real|official|actual|authori[sz]ed)? ?(?:store|shop|brand|seller|company)|are you (?:guys )?(?:a |an |the )?(?:official|real|legit|brand|company|store|shop|business|reseller|dealer|owner)s?)\s*\?*$/,
  },
  {
    duties: ['price-and-unit'],
    pattern:
      /^(?:and |so )?(?:cost|the cost|price|prices|how ?much(?! (?:fun|better|more|longer|time|i|we|does it weigh|do you (?:love|like)))|hm|what'?s? the (?:damage|cost|total|price)|whats the (?:damage|cost|total|price)|is it (?:expensive|pricey|cheap))\b.{0,12}$/,
  },
  {
    duties: SHELF,
    pattern:
      /^(?:when|what)(?:'?s| is| does)? (?:the |it )?(?:expir\w*|best by|use by|exp)\b|\bdoes it (?:go bad|spoil|keep|last)\b|\bhow long (?:is|are|will|does|do|can)\b.{0,16}\b(?:good|fresh|keep|last|store)\b/,
  },
  {
    duties: MADE_WHEN,
    pattern:
      /^how (?:fresh|old|new)(?! (?:are|r|is) (?:you|u|he|she|your))\b|\bwhen (?:was|were|did)\b.{0,20}\b(?:made|baked|roasted|bottled|packed|picked|jarred|brewed|pressed|make|bake|roast)\b|^(?:mfg|batch|bake|roast|pack(?:ed)?) ?date/,
  },
  {
    duties: ORIGIN,
    pattern:
      /^(?:is (?:it|this|that) )?made in [a-z ]{2,16}\??$|\bwhere(?! (?:are|r|is|do|did) (?:you|u|he|she|y'?all)\b)\b.{0,14}\b(?:made|from|sewn|knit|knitted|built|baked|assembled|roasted|brewed|bottled|grow|grown|come from|produced|woven|stitched|cast|milled|vineyard|farm|factory|orchard)\b|^(?:is|are) (?:it|this|they|these) (?:local|chinese|american|imported|british|italian|french|japanese|korean|from (?:china|here))\b|\bwho (?:makes|made|grows|built|bakes|sews)\b/,
  },
  {
    duties: ['ingredients', 'cosmetic-full-ingredients', 'fiber-content', 'jewel-material'],
    pattern:
      /^(?:what(?:'?s| is|s)?|whats) (?:in (?:it|them|this|these|there)|the (?:first )?ingredients?|it made of|inside)|^(?:any )?(?:sugar|preservatives|parabens|fragrance|alcohol|additives|fillers|grain|gluten|dairy|nuts)\s*\?+$|^(?:stretchy|itchy|see through)\s*\?|\bwhat percent\b/,
  },
  {
    duties: ['name-spec', 'model-parameters', 'size-fit', 'jewel-weight-price', 'agri-spec-grade'],
    pattern:
      /^how (?:many|long|big|heavy|large|tall)(?: is (?:it|the \w+)| in (?:a|the|each|one) \w+| are there| do i get)?\s*\?*$|^(?:capacity|size|sizes|specs|watts|weight|oz|ml)\s*\?*$/,
  },
  {
    duties: ['freight'],
    pattern:
      /^(?:and |so |what about )?shipping\b.{0,24}$|\bhow much\b.{0,12}\b(?:to )?(?:ship|shipping|postage|delivery|deliver)\b|\b(?:pay|charge)\b.{0,10}\b(?:shipping|postage|delivery)\b|^(?:does|do) (?:it|they|you) ship (?:free|to)\b/,
  },
  {
    duties: RETURN,
    pattern:
      /^(?:what if )?(?:it |they |my \w+ )?(?:doesn'?t fit|don'?t fit|won'?t (?:fit|eat)|isn'?t right|hates? it|is picky)\b|\bwhat if (?:i|it|they|she|he|we|my \w+) (?:react|don'?t|doesn'?t|hate|hates|change|changes|won'?t|break out|break(?:s)? out)\b|^(?:can|could) (?:i|you|we) (?:return|send|swap|exchange|get (?:a refund|my money))/,
  },
  {
    duties: WARRANTY,
    pattern:
      /\bhow long\b.{0,14}\b(?:covered|guaranteed|warrant\w*)\b|\b(?:breaks?|dies|fails|quits|craps out|stops working)\b.{0,12}\?*$|^(?:do|can) you (?:repair|fix|replace)\b|\bmotor goes\b|^(?:any |is there (?:a |any )?|what'?s the )?(?:warranty|guarantee|coverage)\b/,
  },
  {
    duties: USE,
    pattern:
      /^how (?:do|should|would|can) (?:i|you|we) (?:use|take|eat|cook|apply|wear|wash|clean|feed|mix|heat|drink|brew|charge|store|put|clip|start|make)\b|^how (?:many|much|often)(?: (?:a day|per day|do i|should i|to).*)?\s*\?*$|^(?:directions|instructions|how to use|how to)\b|\bhow much do i feed\b|\bdishwasher\b.{0,10}\?*$|\bcan (?:it|i|you) (?:do|go in|put|leave|use|microwave|machine)\b/,
  },
  {
    duties: PEOPLE,
    pattern:
      /^(?:and |for |ok for |safe for |what about )?(?:sensitive skin|kids|children|toddlers|babies|pregnant|pregnancy|nursing|diabetics?|allerg\w+|kittens|puppies|dogs|cats)\s*\?+$/,
  },
  {
    duties: ['seller-identity'],
    pattern: /\bname of (?:the |your )?(?:business|shop|store|company|seller)\b/,
  },
  {
    duties: ['price-and-unit'],
    pattern:
      /\bwhat (?:are|is) (?:these|this|those|they|it|that|the \w+) (?:going for|selling for|cost(?:ing)?|priced at)\b/,
  },
  {
    duties: ORIGIN,
    pattern:
      /\bwhere (?:do|did) (?:you|u|y'?all|they) (?:make|grow|bake|roast|sew|knit|build|bottle|source|catch|raise|get)\b|\bwhose (?:farm|factory|orchard|kitchen)\b/,
  },
  {
    duties: ['ingredients', 'cosmetic-full-ingredients', 'fiber-content', 'jewel-material'],
    pattern: /\bwhat(?:'?s| is| are| was)? (?:it|this|these|they|the \w+)? ?made (?:from|of|out of|with)\b/,
  },
  {
    duties: [
      'licence',
      'food-licence-standard',
      'hf-registration',
      'cosmetic-filing-no',
      'device-registration',
    ],
    pattern:
      /\b(?:got|have|has|hold|is there) (?:a|an|any|your)? ?(?:permit|licen[cs]e|registration|certification|cert)\b|\b(?:licen[cs]ed|registered|certified|permitted)\b.{0,12}\?*$/,
  },
  {
    duties: [...RETURN, 'damage-compensation'],
    pattern:
      /\bwhat if (?:it|they|one|something|the \w+) (?:shows? up|arrives?|comes?|gets? here) (?:all )?(?:broken|damaged|smashed|melted|bad|cracked|wrong)\b/,
  },
  {
    duties: ['freight'],
    pattern:
      /\bhow much\b.{0,10}\bto (?:mail|send|post|get it|get them)\b|^(?:do (?:you|u|y'?all) )?(?:ship|deliver|post|mail)(?:s|ing)? (?:free\b|to\b).{0,20}$/,
  },
  {
    duties: ['ingredients', 'cosmetic-full-ingredients', 'fiber-content', 'jewel-material'],
    pattern:
      /^(?:is there )?anything (?:added|else in (?:it|there)|artificial|weird)\b|\bwhat(?:'?s)? in (?:em|'em|these|those|it)\b/,
  },
  {
    duties: ORIGIN,
    pattern:
      /\bwhere(?:'?s| is| are|re)? (?:your|the) (?:bees|hives|farms?|cows|goats|sheep|trees|fields|factory|workshop|bakery|kitchen|shop|plant|orchard|vineyard|roastery|studio)\b/,
  },
  {
    duties: ['seller-identity'],
    pattern:
      /\b(?:your|the) (?:business|shop|store|company|seller|brand)(?:'?s)? name\b|\bwho do i (?:make|write) (?:the |a )?check\b|\bwhat(?:'?s| is|s) (?:your|this|the) (?:shop|store|business|company|brand)\b|\bwho makes (?:this|these|it)\b/,
  },
  {
    duties: ['price-and-unit'],
    pattern: /\bwhat (?:do|does) (?:they|it|these|those|the \w+|one|this) (?:run|go for|cost)\b/,
  },
  {
    duties: ['battery-safety', 'cautions', ...USE],
    pattern:
      /^(?:can|could|should) (?:i|you|we|my \w+) (?:fly|travel|swim|shower|sleep|run|cook|bring|carry)\b|\b(?:heavy|aggressive|power) chewer\b|^(?:is|are) (?:it|they|these|this) (?:waterproof|washable|machine wash\w*|water resistant|oven safe|microwave safe|food safe|safe)\b/,
  },
  {
    duties: [...SHELF, ...MADE_WHEN],
    pattern: /^what(?:'?s| is|s)? the dates?(?: on (?:it|them|these|this|there))?\s*\?*$/,
  },
  {
    duties: ['size-fit', 'name-spec'],
    pattern: /\b(?:what|which|any) (?:sizes?|mediums?|larges?|smalls?)\b.{0,12}$/,
  },
  {
    duties: ['seller-identity'],
    pattern:
      /^(?:so |and |wait )?who are (?:you|u|y'?all)(?: guys)?(?: again)?\W*$|\bwhat(?:'?s| is|s)? (?:your|the|this|ur) (?:\w+ )?called\b|\bname of (?:the |your |this |ur )?(?:business|shop|store|company|seller|farm|brand|bakery)\b/,
  },
  {
    duties: ['price-and-unit'],
    pattern:
      /\bwhat(?:'?s| is|s| does| do)? (?:the |a |one |this |that )?(?:\w+ )?(?:cost|run|price)\b.{0,6}$/,
  },
];
