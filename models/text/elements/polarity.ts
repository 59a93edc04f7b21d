import { type Group, KINDS } from '../../contract/kinds.ts';
import { adoptionIn } from './adoption.ts';
import { cameToNothing } from './came-to-nothing.ts';
import { insistence } from './insistence.ts';
import type { Finding, StepTest } from './steps.ts';
import { deniedListIn, undaredIn } from './unclaimed.ts';
import type { View } from './view.ts';

/** Negators whose scope is the rest of the clause. What only looks like one is cut out: 不是我吹, 没有之一. */
const NEGATOR =
  /唔(?:敢(?:讲|话|认)?|系|算)(?!咩|吗)|(?<!是)不是(?!我吹|吹|开玩笑|随便|说说|一般|普通)|并非|不敢(说|保证|讲|打包票)|不(?:敢|会|好|便)(?:跟|和|给|对|向|告诉)(?:你们?|您|大家|家人们?|宝宝们?|各位|姐妹们?)(?:说|讲|保证|吹|承诺|打包票)?|(?<!能)不能(说|讲|承诺|保证|宣称|代替|替代|当|治|治疗|根治)|(?<![能可])不(?:能|可以)$|不承诺|不保证|不(?=保证|承诺|宣称|代表|推荐|建议|支持|属于|参与)|(?<!别的|其他|废话|啥也|啥都|什么都|多)不说|不讲|不具|(?<!会)不会|(?<![有都也])没有(?!之一|一个|任何|哪|比|第二|人)|没说|没讲|没有?人(?:说过|讲过|说它?是|敢说)|没法|无法|没人能|没人敢(?![排称认比跟和])|谁(?:都|也)(?:没法|不能|不敢|无法)(?:保证|承诺|说)?|难以|谈不上|称不上|算不上|不吹(?=什么|自己|[我咱]们?)|治不了|(?<![告特个区分级性识差离])别(?!家|人|的|处)|勿|并未|从未|(?:本品|本产品|产品|它|这个?|均|亦|也)(?:并)?[无無]|不存在|不接受|不可(?!能)|不卖|不走|不做|禁止|拒绝|避免|防止|不搞|不玩|不(?=含|用来|治(?!本|的|就|不|会|等|好)|招财|谈|扯|觉得|认为)/g;
const NEGATOR_EN =
  /\b(not|never|no|isn'?t|aren'?t|wasn'?t|don'?t|doesn'?t|didn'?t|can'?t|cannot|won'?t|wouldn'?t|couldn'?t|without|nothing|nobody|neither|hardly|rather than)\b/g;
/** A new scope begins: what stands before no longer denies what follows. */
const CONTRAST =
  /而是|但|只是|反正|不过|可是|可它|可这|可我|却|偏|那就是|就是|[,;:—]|\bbut\b|\bhowever\b|\bit'?s\b|\bbecause\b|\b(?:um|uh|okay|i mean|you know|look)\b(?! like)/;
/** One thing denied and another said in its place: 不是瘦脸是瘦腿. What is only reported or meant is denied with it: 不是说它是最好. */
const INSTEAD_OF =
  /^(?!.*(?:说|讲|指|意思|认为|觉得|代表|因为|为了|要|它|这|我|你|谁|哪))[\u4e00-\u9fff]{1,6}是$/;
/** Words after the span that deny it. */
const DENIED_AFTER =
  /^[^，,；;但可却]{0,6}((?:这种话|这种词|这话)?(?:谁[讲说])?都别信|别信|是不可能|不代表|[跟和与][^，,。]{0,4}(?:没(?:有)?关系|无关|无合作)|并未|(?:根本)?不存在|不要信|都是骗|是骗|是假的|我?不敢(说|保证)|的?(?:话)?(?:我们?|咱们?|主播)?(?:可|都|也|从来)?没有?(?:说|讲|提)过|(?:那|这个?|[我咱])?(?:倒|也|都|还|真)?(?:谈|算|称|说|够)不上|不敢(?![来长动冒惹找靠抬近出])|不能保证(?!(?:你们?|它|他|孩子)[\u4e00-\u9fff])|不一定|因人而异|没有的|这种话|这种词|吗?不能啊|才怪|的说法|(?:、[^，,。、]{1,6}){0,3}(?:这|那)(?:些|类|种|几个)(?:词|字|话|说法)[^，,。]{0,6}(?:不|没|删)|(?:[我咱]们?)(?:也|可|真)?没(?:有)?(?:去)?(?:比|查|核实|对比|求证)过|这个词|那个词|的字样|(?:几|三|两)个字(?![^，,。]{0,4}(?:打|扣|刷|发|敲|抠|写)(?:在|到|上|出|公屏|满))|(?:我们?|咱们?|我家|这边)?(?:从来|一律|也|都|就)?不(?:搞|做|放|弄|玩|发|返|喊|刷|干|给|卖|接)(?=$|[了的，,。！!；;])|(?:我们?|咱们?|我家|这边)?(?:从来|一律|也|都|绝)不(?:讲|说|提|念|吹|写|用)(?=$|[，,。！!；;]))/;
/** Whoever speaks of the words and stands by them denies nothing. */
const STANDS_BY =
  /我(?:们)?(?:就)?敢|当得起|配得上|名副其实|不是白叫|没错|就是(?:我们|它|这)|送给(?:我们|它)/;
const DENIED_AFTER_EN = /^.{0,20}\b(is not true|isn'?t true|are scams?|is a scam|don'?t believe)\b/;
/** And nobody here says so: …, so we won't say it. */
const REFUSED_AFTER_EN =
  /^[^.!?]{0,40}?\b(?:(?:that|it|this)(?:'?s| is) not what (?:it|this|that|they|we|i)(?:'?s|'?re| is| are)? (?:sell |sold |make |made |meant )?(?:it |this |them )?for|(?:it|this)(?:'?s| is) not (?:meant|made|sold|intended) (?:for|to))\b|^[^.!?]{0,30}?,? (?:(?:i|we)(?:'m| am|'re| are)? ?(?:won'?t|will not|don'?t|do not|can'?t|not going to|not gonna|never) (?:say|saying|claim|use|repeat)\b)(?! (?:no|how|(?:it|this|that) lightly)\b)(?!.{0,30}\bbut\b)/;
/** The speaker would have to promise it to somebody, and does not: 不便跟各位承诺. */
const UNPROMISED =
  /不(?:敢|能|会|好|便)(?:跟|和|给|对|向)(?:你们?|您|大家|家人们?|各位)(?:说|讲|保证|承诺)?$/;
/** Money that is not given back is no promise of it: 买贵不退差价. */
const PROMISE_DENIED = /(?:不|没法|不能|不会|不给|不予)(?:退|赔|补)$/;
/** An endorsement that was not given: 医生没推荐过, unless nobody is without it. */
const UNENDORSED =
  /^(?!.*(?:没有|哪个|哪有|谁)[^，,]{0,6}没).*没有?(?:给我们|帮我们)?(?:推荐|用过|穿过|吃过|代言|背书|合作)/;
const PROMISED: ReadonlySet<Group> = new Set<Group>(['price', 'guarantee']);
const DOUBLE =
  /没有不|(?:不是|并非)不(?!想|敢|愿|肯|让|给|知)|不得不|不能不|无不|没有比|没有哪|没有一|谁敢说不是|难道不|可不是|not only|no one else|nothing (beats|else)|never (been|seen)|no (other|better)/;

/** A bare 不 right before what goods are said to do denies it, unless it sets a condition: 不降压就赔. */
const BARE_NOT = /(?<![好是能可会得绝永从再要都也就标才差告特])不$/;
const DEED =
  /^(?:治|防|抗|美白|祛|淡斑|减肥|瘦身|降[压脂糖血]|招|辟|转运|升值|保值|增值|壮阳|补肾|排毒|助眠|包过|包瘦|代替|替代)/;
const CONDITION =
  /^[^，,。]{0,8}[，,]?\s*(?:就(?!是)|我(?:们|就)?(?:给|赔|退|倒|把|跪|吃|送|当|来)|退|赔|不收|不要钱|等着|怎么|你|来找)/;

/** Others are said to say it, and the room is told to beware of them. */
const OTHERS_SAY = /(?:看到|看见|遇到|碰到|听到|凡是|但凡|谁(?:要是)?|有人|那种|那些)[^，,。]{0,12}$/;
const BEWARE =
  /^[^。！!]{0,16}(?:12315|举报|[要得]?(?:多加)?小心|警惕|当心|多个心眼|长个心眼|留个心眼|躲远|赶紧划走|千万别[信碰去买]|别把[^，,。]{0,8}(?:投|交|给))/;
const BEWARE_OF_IT =
  /^[^，,。！!]{0,10}(?:大家|各位|朋友)[^，,。！!]{0,4}(?:一定|千万)?[要得](?:多加)?(?:小心|警惕|当心)/;
/** Whether it holds is left open: 有没有升值空间我不评论, 能不能赚要看位置. */
const WHETHER = /(?:有没有|能不能|会不会|是不是|可不可以|行不行)[^，,。]{0,10}$/;
const LEFT_OPEN =
  /^[^，,。！!]{0,8}[，,]?\s*(?:这个)?(?:我|咱|谁也?|真的?)?(?:不评论|不好说|说不准|不知道|不清楚|不懂|不敢说|没有?定论|要看|得看|看(?:你|个人|情况|位置|自己|孩子|老师)|不一定|因人)/;

/** How much of it is left open: 月入多少看个人, 传家不传家看您. That it depends on how much is taken of the goods leaves nothing open. */
const DEPENDS =
  /^(?:多少|几[成分]|不[\u4e00-\u9fff]{1,2})?(?:要|得|全|都|就)?看(?:个人|自己|运气|情况|命|缘分|(?:你们?|您)(?!喝|吃|用|买|拍|抹|坚持))/;

/** There is no such thing, down to the end of the clause: no drug approved to prevent it, no evidence that it cures. */
const NOTHING =
  /没有(?:任何|足够的?|可靠的?|哪种|一种)?(?:科学|临床)?(?:证据|研究|数据|依据|报告|药|疫苗)[^，,。！!但可却]{0,14}$/;
const NOTHING_EN =
  /\b(?:there(?:'s| is| are|'re| was| were)|there (?:currently|still|really) (?:is|are)|we have|we've got|i know of|it has|has|have) (?:currently |still |really |simply |just |absolutely )?(?:no|not any|zero|little)(?! (?:other|better|faster|easier|safer|simpler|need|reason|doubt|wonder|way (?:you|it|this))\b)(?:[ -]\w+){1,9} ?$/;
/** What is promised where it fails is said to work: if it doesn't melt the inches off, you get every cent back. */
const FAILS_EN =
  /\bif (?:it|this|that|these|they|you|your \w+|the \w+) (?:does not|do not|doesn'?t|don'?t|isn'?t|aren'?t) (?:\w+ ){0,3}$/;
const AMENDS_EN =
  /\b(?:refund|money back|cent back|dollar back|penny back|don'?t pay|is free|it'?s free|i'?ll (?:pay|eat|refund|send|give|buy)|we'?ll (?:pay|refund|send|give|buy)|keep it|on me|on us)\b/;

/** How far before a span a negator still reaches, in characters. */
const REACH = 14;
const REACH_EN = 28;
/** What is forbidden is the next deed, unless it is to say, believe or do something with the words: 别浇太勤 ends there. */
const FORBIDDEN_REACH = 4;
const FORBIDS_SAYING = /[说夸信听讲当想问拿叫喊吹搞跟把给用买去在再为追图花看扯提写发刷传骗做被觉以指]/;
/** A frame that spans from the market to the highest degree may hold the denial inside it. */
const DENIED_WITHIN =
  /(不是|不算|没有|并非|不敢说|不能说|谈不上|称不上|算不上)(?:最|第一|全?[县市省国网台]?唯一)/;

/** A refusal to say it reaches over "it's", which elsewhere begins a new scope. */
const REFUSED_EN =
  /\b(?:(?:i|we|you|he|she|they)(?:'?m| am|'?re| are|'?d| would)? ?(?:can'?t|cannot|can not|won'?t|will not|wouldn'?t|would not|don'?t|do not|am not|not|never|couldn'?t|could not|refuse|would never|will never|have never|'?ve never)|(?:nobody|no one|none of us)(?: here| on earth)? (?:can|could|will|would|should)) ?(?:ever |going to |gonna |about to |here to |want to |like to |to |really |honestly |just )*(?:say|call|called|claim|claimed|tell you|pretend|promise|guarantee|argue|swear|sell (?:it|this) as|advertise|describe|(?:do|make|offer|give|sell)(?: any)? (?:guarantees?|promises|miracles?|cures?))(?!\w)(?! (?:no|how|otherwise|different(?:ly)?|anything|(?:this|that|it) (?:lightly|often|much))\b)/;
const REFUSED_REACH = 48;
const NOTHING_REACH = 80;
/** The words may begin with the verb itself: say number one. */
const FIRST_WORD = /^\w+/;
/** Between the refusal and the words: they are said after all. */
const TURNED_EN =
  /\bbut\b|\bhowever\b|\bbecause\b|\benough\b|[.;]|\byet (?:it|this)|, ?(?:this|it|that|these|they|we|i|our)\b/;
const cleared = (words: string, zh: string, en: string): Finding => ({
  effect: 'clear',
  step: { id: 'negation', outcome: 'clear', words: [words], zh, en },
});

/** The span itself runs on into what is said after all: cures it, but it does cure it. */
const TURNS_WITHIN =
  /[，,；;]\s*(?:但|可(?:是|它|这|我)|不过|却|而|就|只有|我们|咱|我家|这[款个]|它)|\b(?:but|however)\b/;

/** What was heard of somebody is not vouched for: …，我没查过不敢认. */
const NOT_VOUCHED =
  /^[^，,。！!；;]{0,6}[，,]?\s*(?:这(?:个|话|事))?(?:我们?|咱们?)?(?:也|都|可|真)?(?:没(?:有)?(?:去)?(?:查|核实|比|对比|验证|求证|考证)过?|不知道?真假|不清楚真假)[^，,。！!；;]{0,4}[，,]?\s*(?:我们?)?(?:也|都|可|就)?(?:不敢|不能|没法)(?:认|说|讲|保证|乱说|打包票|跟着)/;

/** Too much to be said of the own goods: 全世界最牛，我说不出口. */
const UNSPEAKABLE =
  /^[^，,。！!；;但可却]{0,4}[，,]?\s*(?:这(?:种|样的|类)话[^，,。！!我]{2,8}(?:不敢|没人敢|不会)(?:讲|说)|(?:这(?:种|个)?话?)?(?:[我咱]们?)(?:可|也|都|真|实在|是)*(?:[说讲喊]不出口|开不了口|张不开嘴|没脸说|不好意思(?:说|讲|吹|提)|不敢(?:说|讲|吹|当|认))(?=$|[，,。！!；;啊呀的]))/;

/** A boast that the speaker repeats as a question and laughs off: Best in the country? Come on, … */
const LAUGHED_OFF =
  /^[^，,。！!；;？?]{0,4}[？?]\s*(?:没有没有|没有啦|哪有|哪里哪里|不至于|不敢当|别闹|别(?:逗|闹|捧|夸|吹)我?|拉倒吧|算了吧|想多了|夸张了|得了吧|不要闹|没那么)/;
const LAUGHED_OFF_EN =
  /^[^.!?]{0,24}\?\s*(?:oh )?(?:come on|stop it|please|nah|no,? no|hardly|not quite|not really|ha(?:ha)?|lol|i wish|let'?s not|easy there)\b(?![^.!?]{0,30}\b(?:you know|of course|it is|obviously|no question|period)\b)/;

/** E09: the speaker refuses to say it; asked also of words that hold a denial of their own. */
export const refusal: StepTest = (view) => {
  if (insistence(view.before, view.span, view.after, view.language === 'en') !== null) return null;
  if (view.language === 'en') {
    const head = view.before.slice(-REFUSED_REACH);
    const verb = FIRST_WORD.exec(view.span)?.[0] ?? '';
    const refused = REFUSED_EN.exec(head + verb);
    if (refused && !TURNED_EN.test((head + view.span).slice(refused.index)))
      return cleared(refused[0], '拒绝这样说', 'the speaker refuses to say so');
    const behind = REFUSED_AFTER_EN.exec(view.after) ?? LAUGHED_OFF_EN.exec(`${view.after} ${view.next}`);
    return behind ? cleared(behind[0], '拒绝这样说', 'the speaker refuses to say so') : null;
  }
  const undared = undaredIn(view);
  if (undared && !WINK.test(view.after + view.next))
    return cleared(undared, '不敢这样说', 'the speaker dares not say so');
  const nothing = cameToNothing(view);
  if (nothing) return cleared(nothing.words, nothing.zh, nothing.en);
  const depends = DEPENDS.exec(view.after);
  if (depends) return cleared(depends[0], '多少、有无未下断言', 'how much, or whether, is left open');
  const unpromised = UNPROMISED.exec(view.clauseBefore);
  if (unpromised && !WINK.test(view.after)) return cleared(unpromised[0], '不作承诺', 'nothing is promised');
  const unsaid = NOT_VOUCHED.exec(view.after);
  if (unsaid) return cleared(unsaid[0], '未核实，不认', 'not vouched for');
  const unspeakable = UNSPEAKABLE.exec(view.after) ?? LAUGHED_OFF.exec(view.after + view.next);
  return unspeakable && !WINK.test(view.after + view.next)
    ? cleared(unspeakable[0], '不好意思这样说', 'the speaker cannot bring it out')
    : null;
};

/** E09: denied, within the scope of the negator. */
export const negation: StepTest = (view) => {
  const english = view.language === 'en';
  if (insistence(view.before, view.span, view.after, english) !== null) return null;
  if (TURNS_WITHIN.test(view.span)) return null;
  const head = english ? view.before.slice(-REACH_EN) : view.clauseBefore.slice(-REACH);
  const last = [...head.matchAll(english ? NEGATOR_EN : NEGATOR)].at(-1);
  const between = last ? head.slice(last.index + last[0].length) : '';
  const refused = refusal(view);
  if (refused) return refused;
  const spent = last?.[0] === '别' && between.length > FORBIDDEN_REACH && !FORBIDS_SAYING.test(between);
  const replaced = last?.[0] === '不是' && INSTEAD_OF.test(between);
  const nothing = (english ? NOTHING_EN : NOTHING).exec(english ? view.before.slice(-NOTHING_REACH) : head);
  const none = nothing?.[0] ?? (CONTRAST.test(view.clauseBefore) ? null : deniedListIn(view));
  if (none) return cleared(none, '否定句', 'there is none of it');
  const staked = english && FAILS_EN.test(head) && AMENDS_EN.test(view.after + view.next);
  if (
    last &&
    !replaced &&
    !spent &&
    !staked &&
    !CONTRAST.test(between) &&
    !DOUBLE.test(head + view.span.slice(0, 4))
  ) {
    return {
      effect: 'clear',
      step: {
        id: 'negation',
        outcome: 'clear',
        words: [last[0]],
        zh: '否定句',
        en: 'denied in the same clause',
      },
    };
  }
  if (!english && BARE_NOT.test(head) && DEED.test(view.span) && !CONDITION.test(view.after))
    return cleared('不', '否定句', 'denied in the same clause');
  if (!english && (OTHERS_SAY.test(view.clauseBefore) ? BEWARE : BEWARE_OF_IT).test(view.after))
    return cleared('小心', '提醒听众提防他人这样说', 'the room is told to beware of those who say so');
  if (!english && WHETHER.test(view.clauseBefore + view.span) && LEFT_OPEN.test(view.after))
    return cleared('能不能', '是否如此未下断言', 'whether it is so is left open');
  const { group } = KINDS[view.entry.kind];
  const within = english
    ? null
    : (DENIED_WITHIN.exec(view.span) ??
      (group === 'authority' ? UNENDORSED.exec(view.span + view.clauseAfter.slice(0, 2)) : null) ??
      (PROMISED.has(group) ? PROMISE_DENIED.exec(view.span) : null));
  const after = within ?? (english ? DENIED_AFTER_EN : DENIED_AFTER).exec(view.after);
  if (!after || (!within && STANDS_BY.test(view.after))) return null;
  return {
    effect: 'clear',
    step: {
      id: 'negation',
      outcome: 'clear',
      words: [after[0]],
      zh: within ? '原话就是否定' : '随后被否定',
      en: within ? 'the words themselves deny it' : 'denied by what follows',
    },
  };
};

/** Whether it does is for the room to see: 掉不掉色…自己看. */
const EITHER = /([\u4e00-\u9fff])[不没]\1/;
const LEFT_TO_SEE =
  /^[^。！!]{0,16}(?:(?:你们?|您|大家)?自己(?:去)?(?:看|试|比|判断|量|决定)|看(?:视频|图|实测|详情|您|你们?)|不(?:知道|好说|清楚|敢说)|没(?:测|试|数据)|有(?:视频|实测|报告))/;

const QUESTION_AFTER =
  /^[^，,。！!；;]{0,14}(吗|么|嘛)?[?？]|^[^，,。！!；;]{0,10}(吗|么)(?=$|[，,。！!啊呀])/;
const QUESTION_BEFORE =
  /(是不是|有没有|能不能|会不会|可不可以|请问|问.{0,3}是否|是否|是什么|什么时候|怎么)[^，,。]{0,8}$/;
const RHETORICAL =
  /谁敢说|难道(?!真的?[有会])|(?:想|要)(?:不想)?(?:做|来|赚|加入)吗|这还用问|谁不知道|还不|你还|还犹豫|何必|还等什么|为什么不|不是.{0,8}吗|不想|想不想|要不要|试试/;
const RHETORICAL_EN =
  /\b(do you want|want to|are you (tired|ready|looking|still)|who wants|why (not|pay|wait)|what if|need (some|more|extra))\b/;
const QUESTION_EN = /^[^.!]{0,40}\?/;
const QUESTION_EN_BEFORE =
  /(^|[.!?,:] ?)(is|are|does|do|did|can|could|will|would|how|what|which|was|has) [^.!]{0,40}$/;

/** What follows the clause of the question, where its answer would begin. */
const ASKED_CLAUSE = /^[^，,。！!？?；;]{0,14}[，,。！!？?；;]/;
const ASKED_CLAUSE_EN = /^[^.!?]{0,40}[.!?]/;

/** The speaker's own answer that yes, it can; of a harm, that there is none. */
const ANSWERED =
  /^\s*(?:当然|肯定|绝对|必须|那?必须的|一定|完全|真的?)*(?:[能会有是行]|可以|治得了|做得到|保证)(?:的|啊|呀|哒|滴|了)*(?=$|[，,。！!；;\s])|^\s*(?:yes|of course|absolutely|sure|definitely|it (?:does|is|can|will))\b/;
const NO_HARM =
  /^\s*(?:当然|肯定|绝对|完全|真的?|一点儿?都?|根本)*(?:没有|不会|没|零)(?:的|啊|呀|哒|任何)*(?=$|[，,。！!；;\s])|^\s*(?:no|none|not at all|never)\b/;

/** E10: asked, not said; a rhetorical question says it, and so does one that the speaker answers with yes. */
export const question: StepTest = (view) => {
  const english = view.language === 'en';
  const sentence = view.before + view.span + view.after;
  if ((english ? RHETORICAL_EN : RHETORICAL).test(sentence)) return null;
  if (insistence(view.before, view.span, view.after, english) !== null) return null;
  const hit = english
    ? QUESTION_EN.test(view.after) && QUESTION_EN_BEFORE.test(view.before)
      ? ['?']
      : null
    : (QUESTION_AFTER.exec(view.after) ?? QUESTION_BEFORE.exec(view.clauseBefore));
  const either = !english && EITHER.test(view.span) ? LEFT_TO_SEE.exec(view.after) : null;
  if (either) return cleared(either[0], '是否如此请听众自己看', 'whether it does is for the room to see');
  if (!hit) return null;
  const following = view.after + view.next;
  const clause = (english ? ASKED_CLAUSE_EN : ASKED_CLAUSE).exec(following);
  const answer = clause ? following.slice(clause[0].length) : '';
  if (clause && adoptionIn(answer)) return null;
  if ((view.entry.kind === 'guarantee-safety' ? NO_HARM : ANSWERED).test(answer)) return null;
  return {
    effect: 'clear',
    step: { id: 'question', outcome: 'clear', words: [hit[0] ?? '?'], zh: '疑问句', en: 'a question' },
  };
};

const BAN =
  /广告法|平台(规定|不让|不给|要罚)|法规|主管机关|规定不(能|可)|规定不能|不让(说|讲|提)|不给(说|讲)|不能(说|讲|宣称|提|写)|不(?:敢|能|让|给|许|准)(?:跟|和|对)(?:你们?|您|大家|家人们?|各位)(?:说|讲)|不敢(说|讲)|不可以(说|讲)|会罚|要罚|罚了|被罚|挨罚|挨了罚|罚款|处罚|不许(说|讲|喊|提)|不准(说|讲|喊|提)|违规|违禁词|敏感词|别(在公屏)?刷|我收回|收回(?:来|去|了)?(?=$|[，,。])|收回(?:我)?(?:刚刚|刚才|前面|之前)|[说讲]错了|口误|not allowed to say|can'?t (say|claim|make)|may not say/;
const WINK =
  /反正|懂的|你懂|都懂|都知道|自己脑补|大家懂|懂得都懂|你们懂|心里有数|不说了|就是(它|那个)|但是|但我|不过我|可我|只能说|那就是|but\b|you know|wink/;

/** The next clause winks: 不敢说比别家强，反正他们都来偷师. */
const WINKS_NEXT =
  /^[，,；;]\s*(?:反正(?!你们?自己(?:比|看|去)|我?(?:不|没))|懂的|你们?懂|都懂|你们?(?:心里有数|自己品|品一?品)|自己(?:脑补|品))/;

/** Between a ban and the words it seems to cover: what follows is said after all. */
const TURNS = /但|可(?:是|它|这|我|人家)|不过|其实|然而|却|偏|\bbut\b|\bhowever\b/;
/** In the next clause a ban points back at the words by one of these. */
const POINTS_BACK =
  /^[，,；;]\s*["”]?(?:这|那|该|此|都|全|一律|统统|通通|平台|[广廣]告法|法规|[规規]定|直播|主播|我们?|咱们?|也|再)[^，,；;但可却]{0,12}$/;
/** A ban in the clause before holds where the words are only its list. */
const LISTED = /^[^，,；;]{0,6}(?:这|那|之)(?:些|类|种|几个|个)|^[^，,；;]{0,4}(?:等|的)?(?:词|字|话|说法)/;
/** How far a ban reaches in speech without marks. */
const BAN_REACH = 16;

/** The stretch between marks around the words, and the stretches beside it. A comma of a list ends none. */
const stretches = (view: View): readonly [before: string, own: string, after: string] => {
  const marks = /[，,；;]/g;
  const head = [...view.before.matchAll(marks)].map(({ index }) => index);
  const last = head.at(-1) ?? -1;
  const stop = view.after.search(/[，,；;]/);
  const until = stop < 0 ? view.after.length : stop;
  const tail = view.after.slice(until);
  const next = tail.slice(1).search(/[，,；;]/);
  return [
    view.before.slice((head.at(-2) ?? -1) + 1, last + 1),
    view.before.slice(last + 1).slice(-BAN_REACH) +
      view.span +
      view.after.slice(0, until).slice(0, BAN_REACH),
    next < 0 ? tail : tail.slice(0, next + 1),
  ];
};

/** The ban that is about the words, with what stands around both; null where it is about something else. */
const banOver = (
  view: View,
): {
  readonly words: string;
  readonly around: string;
  readonly at: number;
  readonly following?: string;
} | null => {
  const [before, own, after] = stretches(view);
  const inside = BAN.exec(own);
  if (inside) return { words: inside[0], around: own, at: inside.index, following: after };
  const back = BAN.exec(after);
  if (back && POINTS_BACK.test(after.slice(0, back.index)))
    return { words: back[0], around: own + after, at: own.length + back.index };
  const ahead = BAN.exec(before);
  if (ahead && LISTED.test(view.after)) return { words: ahead[0], around: before + own, at: ahead.index };
  return null;
};

/** A withdrawal is no remark on a ban: what is put in the place of the words is said. */
const WITHDRAWS = /收回|错了|口误/;
const INSTEAD =
  /(?:^|[^不])(?:应该|得|要|而|改成|其实|准确地?说?|确切地?说?|改口|纠正一下)?(?:说|讲|叫)?(?:是|成|叫)(?:我们|这|它|款|个|瓶|的确|真的|整个|目前|全|整)*$|(?:应该|得|要|改)(?:说|讲|叫)(?:是|成|它|这)*$/;
const BACK =
  /(?:刚才|刚刚|前面|之前|那句|上一句)[^，,。]*$|(?:不|没|别)(?:该|能|应该|可以|要|敢|是)?[^，,。]{0,3}$/;

/** E11: a remark on what may not be said, unless the rest of it conveys the claim. */
export const compliance: StepTest = (view) => {
  const ban = banOver(view);
  if (!ban) return null;
  const { words, around, at, following = '' } = ban;
  const rest = around.slice(at + words.length) + view.next.slice(0, 20);
  const span = around.indexOf(view.span);
  const between = span < 0 ? '' : around.slice(at + words.length, Math.max(at + words.length, span));
  if (WITHDRAWS.test(words) && INSTEAD.test(between) && !BACK.test(between)) return null;
  const wink = WINK.exec(rest) ?? TURNS.exec(between) ?? WINKS_NEXT.exec(following);
  if (wink) {
    return {
      effect: 'flag',
      step: {
        id: 'wink',
        outcome: 'flag',
        words: [words, wink[0]],
        zh: '以“不能说”暗示',
        en: 'says it by saying that it may not be said',
      },
    };
  }
  return {
    effect: 'clear',
    step: {
      id: 'compliance',
      outcome: 'clear',
      words: [words],
      zh: '说明合规要求，未作宣称',
      en: 'a remark on the rules, no claim',
    },
  };
};

const QUOTE =
  /(有|这位|刚才|公屏|弹幕)?(宝宝|姐妹|姐姐|朋友|网友|粉丝|同行|人家|他们|有人|买家|顾客|客人|老客户|家人|大姐|大哥|阿姨)(?:在[^，,。说问讲]{0,6})?(?:刚才|刚刚|昨天|今天|上次|回来|回购|私信|又|一直)?(?:跟|给|和|来)?(?:我们?|客服|主播)?(就|也|都|还)?(说|问|讲|在问|问我|评论|留言|写|打字|反馈|提到)(?!.{0,2}(了)?吗|明书)/;
const QUOTE_EN =
  /\b(someone|somebody|people|(?:a|one|this|another|that) (?:viewer|customer|buyer|lady|guy|friend|person|commenter|of you)|one of (?:you|our (?:viewers|customers|buyers))|they|she|he)(?: (?:in|on|from|over) (?:the )?(?:chat|comments|screen|live|room|reviews?))?(?: (?:just|also|even))? (said|says|asked|asks|wrote|writes|commented|comments|typed|thinks|told (?:me|us)|is saying|is asking|claims)\b/;
const ADOPTED = /对[，,]|没错|确实|就是(最|这)|说得对|说的对|是真的|exactly|that'?s right|it'?s true/;

/** How far before the words their speaker is named. */
const QUOTE_REACH = 26;
const QUOTE_REACH_EN = 64;

/** E13: somebody else's words; they count once adopted. */
export const quotation: StepTest = (view) => {
  if (insistence(view.before, view.span, view.after, view.language === 'en') !== null) return null;
  const hit = (view.language === 'en' ? QUOTE_EN : QUOTE).exec(
    view.before.slice(view.language === 'en' ? -QUOTE_REACH_EN : -QUOTE_REACH),
  );
  if (!hit) return null;
  const adopted = ADOPTED.exec(view.after + view.next);
  if (adopted) return null;
  const asked = /问|ask/.test(hit[0]);
  return {
    effect: asked ? 'clear' : 'needs-context',
    step: {
      id: 'quotation',
      outcome: asked ? 'clear' : 'needs-context',
      words: [hit[0]],
      zh: asked ? '转述观众提问' : '转述他人，需看是否认同',
      en: asked ? 'a viewer’s question read out' : 'somebody else’s words; does the speaker adopt them?',
    },
  };
};
