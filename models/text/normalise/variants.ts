/**
 * Pairs of a character and the one it stands for: old and Japanese forms, made-up forms of net slang (火星文), letters of other
 * alphabets that look like Latin ones. Nobody who writes plainly means anything else by them, so they are always folded.
 */
const FORMS = [
  // Variants of Unicode's Unihan (kSemanticVariant, kZVariant) that are seen in use; OpenCC has the Traditional ones.
  '朂最㝡最蕞最囯国囻国圀国囶国苐第㐧第弌一弍二弎三靣面咊和恠怪凟渎劵券帐账帳账葯药藥药勐猛垨守萿活亓元圓元',
  '著着妳你祂他牠它仮反溦微訫信彽低冣最効效叧另咹安喫吃囬回塲场奬奖嶽岳帋纸徃往悪恶戱戏攷考敎教槪概毎每氷冰',
  '浄净滙汇煑煮痩瘦瘉愈癒愈皃貌眞真硏研祕秘竝并緑绿羣群聼听脇胁腁胼艶艳蘂蕊衞卫覇霸覌观觧解諡谥豊丰賍赃',
  '賛赞賷赍輙辄轉转迊匝逥回郷乡醤酱鈡钟鉃铁鋻鉴録录鎻锁鑑鉴関关隂阴隠隐雑杂靑青頋顾飮饮餝饰駡骂髄髓髙高鮮鲜麪面黒黑',
  // Japanese forms (OpenCC, JPShinjitaiCharacters).
  '価价円元薬药発发売卖広广検检験验県县実实覚觉読读訳译変变対对単单営营経经続续総总絵绘銭钱鉄铁闘斗頼赖顔颜齢龄歩步',
  '図图団团圏圈塩盐増增壊坏壱一壌壤択择拡扩拠据捜搜摂摄斎斋暁晓様样権权歓欢歴历気气沢泽浜滨涙泪渋涩済济満满',
  '焼烧犠牺獣兽畳叠砕碎稲稻穂穗粋粹粛肃繊纤縁缘縄绳聴听臓脏舗铺芸艺荘庄蔵藏蛍萤覧览',
  '譲让豊丰賎贱軽轻逓递遅迟醸酿釈释鋳铸錬炼鶏鸡黙默齋斋両两労劳勧劝厳严収收囲围',
  // Made-up forms of net slang.
  '伱你莪我旳的吥不芣不鼡用仩上丅下迗天兲天亽人囍喜赱走',
  // Cyrillic and Greek letters in the shape of Latin ones.
  'аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwАaВbЕeКkМmНhОoРpСcТtУyХxІiЈjЅsοoαaΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxⅼl',
].join('');

/** Digits in black, sans-serif and doubled circles, which NFKC leaves as they are. */
const CIRCLES: readonly (readonly [first: number, digit: number])[] = [
  [0x2776, 1],
  [0x2780, 1],
  [0x278a, 1],
  [0x24f5, 1],
];

/** Character to the one it is folded to; both are single UTF-16 units. */
export const VARIANTS: ReadonlyMap<string, string> = new Map([
  ...Array.from(
    { length: FORMS.length / 2 },
    (_, at) => [FORMS[at * 2], FORMS[at * 2 + 1]] as [string, string],
  ),
  ...CIRCLES.flatMap(([first, digit]) =>
    Array.from(
      { length: 9 },
      (_, at) => [String.fromCharCode(first + at), String(digit + at)] as [string, string],
    ),
  ),
  ['⓿', '0'],
]);

/** First code points of A to Z in black circles and squares (🅐 🅰): pictures to Unicode, letters to a reader. */
const LETTERS = [0x1f150, 0x1f170];

/** The letter that a black circle or square holds, as its code, or 0. */
export const enclosedLetter = (codePoint: number): number => {
  const first = LETTERS.find((start) => codePoint >= start && codePoint < start + 26);
  return first === undefined ? 0 : 97 + codePoint - first;
};
