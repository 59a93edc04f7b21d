/**
 * Other writings of a word of a pack that are only taken where the whole word follows: characters that are
 * ordinary words by themselves (嘴, 罪, 药 as 要) are never folded alone.
 */
const SWAPS: readonly (readonly [string, readonly string[]])[] = [
  ['第一', ['弟一', '狄一', '帝一', '第1', 'd一', '第壹']],
  ['顶级', ['丁级', '鼎级', '订级']],
  ['国家级', ['果家级']],
  ['全网', ['圈网', '泉网']],
  ['最低', ['罪低', '嘴低', '醉低']],
  ['最好', ['罪好', '嘴好', '醉好']],
  ['最强', ['罪强', '嘴强', '醉强']],
  ['最佳', ['罪佳', '嘴佳']],
  ['最便宜', ['罪便宜', '嘴便宜']],
  ['最优惠', ['罪优惠', '嘴优惠']],
  ['唯一', ['维一', '惟一', '围一', '唯1']],
  ['独家', ['毒家', '读家']],
  [
    '微信',
    ['薇信', '威信', '徽信', 'v信', 'vx', 'wx', '绿泡泡', '绿色软件', 'wechat', '威♥', '薇芯', '微芯'],
  ],
  ['支付宝', ['支副宝', '支付保', 'zfb', '蓝色软件']],
  ['减肥', ['减fei', '剪肥']],
  ['治疗', ['治料', '制疗', '冶疗', '治辽']],
  ['根治', ['根制', '根冶']],
  ['抗癌', ['抗ca', '抗艾']],
  ['返现', ['返xian', '返仮', '返米']],
  ['好评', ['好萍', '好平', '好坪']],
  ['免费', ['免fei', '绵费']],
  ['转账', ['转帐', '传账']],
  ['赚钱', ['赚米', 'zhuan钱']],
  ['正品', ['政品']],
];

/** Words with one of their parts written otherwise; at most one substitution a word, so that a chance likeness stays rare. */
export const otherSpellings = (word: string): readonly string[] =>
  SWAPS.flatMap(([target, others]) =>
    word.includes(target) ? others.map((other) => word.replace(target, other)) : [],
  );

/** What the version of the packs is made of beside the files. */
export const SPELLINGS_SOURCE = JSON.stringify(SWAPS);
