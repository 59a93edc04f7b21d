import { insistence } from './insistence.ts';
import type { StepTest } from './steps.ts';

/** The words are what something is called: X 是…的名字, 商标“X”. */
const CALLED =
  /^[”"」』》]?(?:[\u4e00-\u9fff]{0,3})?(?:就|只|不过|其实|仅)?(?:是|系|係)(?!最|全|我们最)[^，,。！!；;]{0,10}(?:的?名字?|名称|编号|型号|版本号|叫法|房型|款名|店名|队名|歌名|书名|网名|外号|绰号|商标|班号|简称|缩写)(?:名|称)?(?=$|[，,。！!；;、而啊哈吧])/;
const CALLED_BEFORE =
  /(?:商标|书名|歌名|店名|队名|款名|片名|网名|外号|绰号|型号|色号|游戏名|品名)(?:是|叫|就叫|：|:)?[“"「『《]$/;
/** A name that is read out: 型号叫至尊版, it is named the Ultimate. */
const NAMED =
  /(?:型号|品名|商品名|产品名|款名|名字|名儿|色号|色名|颜色|口味|味道|系列名?|配置|版本|等级|档位|店名|队名|歌名|书名|片名|剧名|节目|昵称|外号|代号)[^，,。！!；;]{0,4}(?:叫做?|起的是|写的是)(?:个|什么|的是)?[^，,。！!；;\s]{0,3}$|\b(?:named|called|name is|name'?s)(?: the| it)? ?$/;
/** The same where the words begin with it: the novel is literally called the best liar in town. */
const TITLED =
  /\b(?:novel|book|song|album|film|movie|show|shade|colou?r|polish|game|band|caf[eé]|podcast|street|team|puzzle|scent|candle|flavou?r|recipe|play)s?\b[^.!?]{0,16}?\b(?:literally |actually |really )?(?:called|named|titled)(?: the)? \w/;
/** And why it deserves the name. */
const DESERVED =
  /因为|为什么|用起来|它?就?(?:真|确实)|不是白|配得?上|对得起|实力|市面|全网|全[国台球]|行业|\b(?:because|for a reason|nothing|nobody|beats?|really is|truly|earned)\b/;

/** Words quoted as words: a script, a slogan, somebody's line that is spoken about. */
const OPENS = /[“"「『‘]\s*[^”"」』’，。]{0,8}$/;
const CLOSES = /^[^“"「『‘，。]{0,14}[”"」』’]/;
const AS_WORDS =
  /话术|台词|剧本|文案|字样|那句|这句|原话|[一二三四五六两几]个字|这种话|这种词|说法|措辞|词语|敏感词|违禁词|极限词|名单|单子|提示|替换|改为|改成|删掉|划掉|贴掉|撕掉|撤下|收回|骗子|举报|谣言|传言|新闻|剧组|演出|台本|广告词|\b(?:slogan|script|quote|headline|real ad|they wrote|report those|wording|phrase)\b/;
/** Whoever quotes the words and stands by them says them. */
const STANDS_BY =
  /我敢|敢说|没错|做到|当得起|配得上|名副其实|不是白叫|确实|就是我们|指的就是|说的就是|实至名归|\b(?:it is true|we are|that'?s us|lives up)\b/;
const REACH = 36;

/** E08, E21: the words are a name, or are spoken about as words, and nobody stands by them. */
export const naming: StepTest = (view) => {
  const before = view.before.slice(-REACH);
  const after = view.after.slice(0, REACH);
  if (STANDS_BY.test(before + after + view.next)) return null;
  if (insistence(view.before, view.span, view.after, view.language === 'en') !== null) return null;
  const named = NAMED.exec(view.clauseBefore);
  const called =
    CALLED.exec(view.clauseAfter) ??
    CALLED_BEFORE.exec(view.clauseBefore) ??
    (named && !DESERVED.test(before + view.span + after + view.next) ? named : null) ??
    (view.language === 'en' && !DESERVED.test(before + view.span + after + view.next)
      ? TITLED.exec(before + view.span)
      : null);
  const quoted =
    !called && OPENS.test(view.before) && CLOSES.test(view.after) ? AS_WORDS.exec(before + after) : null;
  const hit = called ?? quoted;
  if (!hit) return null;
  return {
    effect: 'clear',
    step: {
      id: 'naming',
      outcome: 'clear',
      words: [hit[0]],
      zh: called ? '说的是名称' : '引用这几个字来谈论，未作宣称',
      en: called ? 'the words are a name' : 'the words are spoken about, nobody claims them',
    },
  };
};
