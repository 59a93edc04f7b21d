const NAMES = `
北京 上海 天津 重庆 河北 山西 内蒙古 内蒙 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾
石家庄 唐山 保定 邯郸 沧州 廊坊 太原 运城 呼和浩特 包头 赤峰 锡林郭勒 沈阳 大连 鞍山 丹东 盘锦 长春 延边 白山 哈尔滨 齐齐哈尔 牡丹江 五常 佳木斯
南京 苏州 无锡 常州 南通 扬州 徐州 宿迁 盐城 连云港 镇江 泰州 昆山 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 义乌 台州 丽水 衢州 舟山 诸暨 海宁 慈溪 永康 安吉 桐乡 合肥 芜湖 蚌埠 黄山 亳州 六安 安庆 宣城 祁门
福州 厦门 泉州 漳州 莆田 龙岩 宁德 南平 晋江 安溪 武夷山 福鼎 德化 南昌 九江 赣州 景德镇 上饶 吉安 宜春 济南 青岛 烟台 威海 潍坊 淄博 临沂 济宁 日照 德州 菏泽 聊城 泰安 寿光 曹县 栖霞
郑州 洛阳 南阳 新乡 许昌 信阳 商丘 武汉 宜昌 襄阳 荆州 黄冈 孝感 恩施 十堰 长沙 株洲 湘潭 岳阳 衡阳 郴州 常德 张家界 浏阳 安化 广州 深圳 东莞 佛山 中山 珠海 惠州 汕头 潮州 揭阳 江门 湛江 茂名 肇庆 顺德 番禺 花都 梅州 清远 阳江 潮汕
南宁 桂林 柳州 北海 玉林 百色 梧州 武鸣 海口 三亚 文昌 万宁 儋州 成都 绵阳 德阳 宜宾 泸州 乐山 眉山 攀枝花 凉山 会理 会东 雅安 南充 自贡 内江 贵阳 遵义 仁怀 茅台镇 安顺 毕节 昆明 大理 丽江 普洱 西双版纳 版纳 临沧 红河 蒙自 保山 昭通 曲靖 文山 玉溪 勐海 拉萨 林芝
西安 宝鸡 咸阳 渭南 延安 汉中 洛川 周至 眉县 兰州 天水 静宁 酒泉 民勤 西宁 银川 中宁 盐池 乌鲁木齐 阿克苏 喀什 库尔勒 吐鲁番 哈密 伊犁 若羌
台北 新北 桃园 台中 台南 高雄 基隆 新竹 苗栗 彰化 南投 云林 嘉义 屏东 宜兰 花莲 台东 澎湖 金门 马祖 关庙 草屯 阿里山 埔里 大甲 鹿港 玉井 万峦 莺歌 大溪
中国 日本 韩国 美国 英国 法国 德国 意大利 义大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 丹麦 芬兰 奥地利 波兰 俄罗斯 乌克兰 希腊 土耳其 爱尔兰 澳大利亚 澳洲 新西兰 纽西兰 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 厄瓜多尔 哥伦比亚 泰国 越南 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 柬埔寨 缅甸 老挝 印度 斯里兰卡 巴基斯坦 伊朗 以色列 沙特 埃及 摩洛哥 南非 肯尼亚 埃塞俄比亚 蒙古 朝鲜 捷克 匈牙利 冰岛
曼谷 清迈 河内 胡志明 雅加达 巴厘岛 吉隆坡 槟城 马尼拉 伦敦 柏林 慕尼黑 米兰 罗马 佛罗伦萨 威尼斯 马德里 巴塞罗那 里斯本 阿姆斯特丹 布鲁塞尔 苏黎世 日内瓦 维也纳 布拉格 莫斯科 悉尼 墨尔本 奥克兰 皇后镇 温哥华 多伦多 洛杉矶 旧金山 纽约 芝加哥 西雅图 波士顿 福冈 名古屋 神户 横滨 广岛 冲绳 熊本 鹿儿岛 宫崎 青森 秋田 山形 福岛 群马 和歌山 爱媛 高知 香川 大邱 仁川 全州 安第斯 阿拉斯加
东京 大阪 京都 北海道 九州 静冈 爱知 长野 新潟 首尔 釜山 济州 普罗旺斯 波尔多 勃艮第 巴黎 香槟区 托斯卡纳 里奥哈 加州 加利福尼亚 塔斯马尼亚 昆士兰
奉贤 松江 嘉定 青浦 浦东 临平 余杭 萧山 常熟 太仓 江阴 宜兴 张家港 石狮 南安 虎门 大朗 西樵 澄海 普宁 白沟 高阳 安国 辛集 南康 醴陵 阜阳 霍山 中卫 横店 东海 阳澄湖 洪泽湖 千岛湖 查干湖 长白山 大兴安岭 大别山 秦岭 武当山 青藏高原 内蒙古草原 呼伦贝尔  赣南 陇南 皖南 苏北 鲁西 粤东 川西 湘西 东北 华北 西北 胶东 诏安 云霄 古田 福安 建瓯 武平 永春 德清 新昌 嵊州 磐安 缙云 岱山 沂源 蒙阴 平度 莱阳 莱西 乳山 金乡 章丘 庆阳 天祝 定西 岷县 陇西 文县 康县 库车 巴楚 哈巴河 轮台 精河 灵武 海原 佛坪 柞水 米脂 延川 大荔 户县 武功 紫阳 南郑 会宁 通江 青川 平昌 苍溪 汶川 金堂 郫县 简阳 安岳 资中 威远 江津 涪陵 奉节 巫山 万州 忠县 秭归 恩平 潜江 洪湖 随州 罗田 蕲春 房县 保康 新会 徐闻 陆丰 英德 连州 饶平 斗门 荔浦 恭城 灵山 横县 田东 容县 兴安 凭祥 宁洱 勐腊 凤庆 昌宁 宾川 元谋 建水 石屏 弥勒 丘北 会泽 宣威 诺邓 湄潭 都匀 雷山 兴义 盘州 玛曲 玉树 果洛 门源 祁连 那曲 日喀则 盱眙 高邮 东台 射阳 沭阳 丰县 溧阳 霍邱 金寨 岳西 歙县 祁门 砀山 怀远 涡阳 婺源 南丰 遂川 资溪 广昌 新余 抚州 西峡 温县 原阳 中牟 灵宝 新郑 信阳浉河 永州 江永 麻阳 炎陵 桂东 新化 隆回 阿尔山 科尔沁 通辽 乌兰察布 巴彦淖尔 鄂尔多斯 敖汉 北镇 绥中 东港 庄河 瓦房店 桓仁 抚松 靖宇 集安 通化 舒兰 梅河口 庆安 虎林 饶河 东宁 尚志 伊春 黑河 迁西 怀来 涿鹿 平山 深州 赵县 灵丘 广灵 沁州 阳城 吉县 清徐 鹿谷 冬山 西螺 斗六 麻豆 池上 旗山 美浓 六龟 内埔 恒春 枋山 三义 卓兰 东势 梨山 拉拉山 文山 坪林 瑞穗 玉里 寿丰 清州 锦山 温岭 象山 霞浦 连江 湛江徐闻 徐闻 高州 从化 增城 仙居 奉化 余姚 临安 建德 开化 龙泉 青田`;
const ENGLISH_NAMES = `
china|japan|korea|south korea|taiwan|hong kong|usa|u.s.a.|u.s.|us|united states|america|uk|united kingdom|england|scotland|wales|ireland|northern ireland|france|germany|italy|spain|portugal|netherlands|holland|belgium|switzerland|sweden|norway|denmark|finland|austria|poland|greece|turkey|russia|ukraine|australia|new zealand|canada|mexico|brazil|argentina|chile|peru|ecuador|colombia|thailand|vietnam|malaysia|singapore|indonesia|philippines|cambodia|india|bangladesh|sri lanka|pakistan|israel|egypt|morocco|south africa|kenya|ethiopia|
alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|south carolina|north dakota|south dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|
shenzhen|guangzhou|shanghai|beijing|dongguan|foshan|hangzhou|ningbo|yiwu|wenzhou|suzhou|chengdu|xiamen|yunnan|fujian|zhejiang|guangdong|jiangsu|shandong|sichuan|taipei|taichung|tainan|kaohsiung|chiayi|tokyo|osaka|kyoto|hokkaido|seoul|busan|bangkok|hanoi|london|manchester|paris|bordeaux|burgundy|champagne|provence|tuscany|milan|florence|rome|berlin|munich|madrid|barcelona|rioja|porto|lisbon|amsterdam|los angeles|san francisco|san diego|chicago|boston|seattle|portland|austin|dallas|houston|atlanta|miami|denver|detroit|philadelphia|nashville|salt lake city|napa|sonoma|leeds|sheffield|birmingham|liverpool|glasgow|edinburgh|cardiff|belfast|dublin|bristol|cornwall|devon|yorkshire|somerset|kent|essex|normandy|brittany|lyon|grasse|marseille|naples|sicily|parma|modena|venice|turin|bologna|valencia|seville|andalusia|hamburg|solingen|vienna|zurich|geneva|prague|budapest|warsaw|athens|crete|istanbul|jaipur|delhi|mumbai|kolkata|assam|darjeeling|kerala|goa|kathmandu|nepal|colombo|bali|jakarta|sumatra|chiang mai|phuket|saigon|ho chi minh city|da lat|manila|kuala lumpur|penang|geumsan|jeju|incheon|nagoya|fukuoka|uji|shizuoka|oaxaca|jalisco|guatemala|honduras|costa rica|antioquia|mendoza|rwanda|uganda|tanzania|ghana|madagascar|yakima|sedona|asheville|charleston|tucson|las vegas|minneapolis|milwaukee|cleveland|columbus|cincinnati|pittsburgh|detroit|st louis|kansas city|new orleans|memphis|louisville|baltimore|brooklyn|buffalo|rochester|hershey|tasmania|queensland|perth|adelaide|brisbane|barossa|marlborough|hawke's bay|wellington|ontario|quebec|british columbia|alberta|toronto|vancouver|montreal|sydney|melbourne|auckland|county`;

const CHINESE = new Map<number, string[]>();
for (const name of new Set(NAMES.trim().split(/\s+/))) {
  const key = (name.charCodeAt(0) << 16) | name.charCodeAt(1);
  const names = CHINESE.get(key) ?? [];
  names.push(name);
  CHINESE.set(
    key,
    names.sort((a, b) => b.length - a.length),
  );
}
const FIRST = new Uint8Array(65536);
for (const key of CHINESE.keys()) FIRST[key >>> 16] = 1;

/** By first word, longest first. */
const ENGLISH = new Map<string, string[]>();
for (const name of ENGLISH_NAMES.replaceAll('\n', '').split('|').filter(Boolean)) {
  const first = /^[a-z]+/.exec(name)?.[0] ?? name;
  ENGLISH.set(
    first,
    [...(ENGLISH.get(first) ?? []), name].sort((a, b) => b.length - a.length),
  );
}
const COUNTY = /county [a-z]+/y;

/** "us" and the like stand in place only after a word of place. */
const AMBIGUOUS = new Set(['us', 'turkey', 'china', 'champagne', 'georgia']);

/** Length of the place name that begins here, with its 省/市/县; 0 when none does. */
export const placeAt = (text: string, at: number): number => {
  const first = text.charCodeAt(at);
  if (FIRST[first] === 0) return openPlaceAt(text, at);
  const names = CHINESE.get((first << 16) | text.charCodeAt(at + 1));
  const name = names?.find((one) => text.startsWith(one, at));
  if (name === undefined) return openPlaceAt(text, at);
  return name.length + (/[省市县区州岛]/.test(text[at + name.length] ?? '') ? 1 : 0);
};

const isLetterAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 97 && code <= 122;
};

/** After words of making, what stands where a place stands is one, known or not: made in Jaipur, 产地是诏安. */
const ENGLISH_MAKING =
  /\b(?:made|grown|produced|manufactured|brewed|bottled|woven|distilled|crafted|roasted|farmed|sewn|assembled|packed|workshop|factory|plant|farm|orchard|studio|mill|brewery|distillery)(?: (?:right|over|here|out|down|up|by hand|entirely))? (?:in|near|(?:just )?outside|down in|up in) (?:a (?:small|little|family) [a-z]{3,10} (?:near|outside|in) )?$/;
const NO_ENGLISH_PLACE = new Set(
  (
    'a an the our my his her their its your this that these those one two three small large big batches batch bulk house advance ' +
    'about under over minutes micro limited every each all different various many several january february march april may june ' +
    'july august september october november december time person secret partnership collaboration front back early late ' +
    'spring summer autumn fall winter accordance here there what which where case order'
  ).split(' '),
);
const CHINESE_MAKING =
  /(?:产地(?:就|都)?(?:是|在|为|:)|原产(?:地|国)(?:是|为|:)|产自|产于|(?:工厂|厂子|厂家|厂址|基地|果园|茶园|牧场|农场)(?:就|都)?(?:是|在))$/;
const NO_CHINESE_PLACE =
  /^(?:我们|自己|自家|页面|包装|哪|本地|当地|国内|国外|海外|农村|标签|那|这|详情|背|什么|大山|山里|老家|最|一|很|都|同|上面|下面|里面|链接|盒|瓶|袋|原|咱|他|她|它|你|大家|正规|源头|全国|全球)/;
/** How far back a word of making is looked for. */
const MAKING_REACH = 56;
/** The longest Chinese name of a place that is not known: two characters and what kind of place it is. */
const OPEN_NAME = /[\u4e00-\u9fff]{2}(?:自治州|[\u4e00-\u9fff]?[省市县区州岛镇乡村])?/y;

const openEnglishPlaceAt = (text: string, at: number, end: number): number => {
  if (end - at < 4) return 0;
  if (NO_ENGLISH_PLACE.has(text.slice(at, end))) return 0;
  return ENGLISH_MAKING.test(text.slice(Math.max(0, at - MAKING_REACH), at)) ? end - at : 0;
};

const openPlaceAt = (text: string, at: number): number => {
  if (!'是在为自于:'.includes(text[at - 1] ?? ' ')) return 0;
  if (
    !CHINESE_MAKING.test(text.slice(Math.max(0, at - 6), at)) ||
    NO_CHINESE_PLACE.test(text.slice(at, at + 2))
  )
    return 0;
  OPEN_NAME.lastIndex = at;
  return OPEN_NAME.exec(text)?.[0].length ?? 0;
};

/** Length of the English place name that begins here, at the start of a word; 0 when none does. */
export const englishPlaceAt = (text: string, at: number): number => {
  let end = at;
  while (isLetterAt(text, end)) end++;
  const names = ENGLISH.get(text.slice(at, end));
  if (!names) return text[at - 1] === ' ' ? openEnglishPlaceAt(text, at, end) : 0;
  COUNTY.lastIndex = at;
  const county = names.includes('county') ? COUNTY.exec(text)?.[0] : undefined;
  const name =
    county ??
    names.find((one) => one !== 'county' && text.startsWith(one, at) && !isLetterAt(text, at + one.length));
  if (name === undefined) return 0;
  const isSure =
    !AMBIGUOUS.has(name) || /(?<![a-z])(?:in|from|of|to|the|,) ?$/.test(text.slice(Math.max(0, at - 5), at));
  return isSure ? name.length : 0;
};
