/**
 * Turns of speech that look like a denial or a question and say the thing all the same: 难道不是…, 谁敢说不是…, 没有人不说….
 * Each is read up to the words of the claim.
 */
const INSISTS =
  /难道(?!真的?[有会]|要|让|还要|非要|我[会要])|谁(?:还|能|敢|会|又)?(?:敢|能|好意思)?(?:说|讲|否认|不承认|不服|质疑)[^，,。]{0,5}(?:不|没)|谁(?:敢|能|会)?否认|谁敢说|(?:有|还有)(?:谁|哪个|哪位)(?:敢|能|会)?(?:说|讲|觉得|否认)[^，,。]{0,4}(?:不|没)|没有?(?:一个|任何|几个|哪个)?人(?:敢|会|能|可以)?(?:不|否认|说不|反驳)|(?:哪个|哪位|哪有人)(?:敢|能|会)?(?:说)?不|不得不(?:说|承认)|(?:不能|没法|无法|不可)(?:不|否认)|不可否认|不是不(?=是|算)|(?:没有?人|哪个|哪位)(?:敢|能|会|可以)(?:说|讲)[^，,。]{0,5}不|还能不是|岂不是|怎么(?:可能|会|就)?不是|凭什么(?:说)?不|何尝不是|有什么理由不/;
const INSISTS_EN =
  /\b(?:who|nobody|no one|no-one|not (?:one|a single) (?:person|customer|soul)|none of you)(?: here| in this room)? (?:can|could|would|will|dares?(?: to)?|ever|has ever|is going to|wants to)? ?(?:(?:deny|denies|denied|argue|argues|disagree|disagrees|doubt|doubts)\b|(?:say|says|said|tell me|claim|claims) (?:that )?(?:it|this|that|they|we|these)(?:'?s| is| are|'?re)? ?(?:not|n'?t|isn'?t|aren'?t)|(?:doesn'?t|didn'?t|wouldn'?t) (?:say|agree|call|think))|\b(?:can'?t|cannot|can not|couldn'?t|won'?t|don'?t) (?:you |anyone |anybody )?(?:deny|argue|disagree|doubt)\b|\b(?:can|could|would|does|will) (?:anyone|anybody|somebody|someone|you) (?:here )?(?:really |seriously |honestly |even )?(?:deny|doubt|argue|say (?:that )?(?:it|this|they)(?:'?s| is| are)? ?(?:not|n'?t|isn'?t))|\btell me (?:that )?(?:it|this|that)(?:'?s| is)? ?(?:not|isn'?t)\b|\b(?:isn'?t|aren'?t) (?:it|this|that|these|they|we) (?:just |simply |clearly |obviously |honestly |literally )|\bnot un/;

/** 这不是…吗: a denial put as a question to which the answer is yes. */
const TAG =
  /(?:这|那|它|咱|我们|可|还|就)(?:家|款|个|瓶|件)?不(?:就)?(?:是|算)(?![^，,。]{0,12}(?:那[个款条瓶场]|以前|小时候|上[个次周]|去年|昨天))[^，,。！!；;]{0,20}$/;
const TAG_AFTER = /^[^，,。！!；;?？]{0,10}(?:吗|嘛|么|是什么|还能是)/;

/** How far before a claim the turn may stand. */
const REACH = 18;
const REACH_EN = 60;

/** The words by which a seeming denial or question upholds what follows it, or `null`. */
export const insistence = (before: string, span: string, after: string, english: boolean): string | null => {
  const head = before.slice(english ? -REACH_EN : -REACH) + span.slice(0, english ? 0 : 4);
  const hit = (english ? INSISTS_EN : INSISTS).exec(head);
  if (hit) return hit[0];
  if (english) return null;
  const tag = TAG.exec(before.slice(-REACH));
  return tag && TAG_AFTER.test(after) ? tag[0] : null;
};
