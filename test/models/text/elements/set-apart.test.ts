import { describe, expect, it } from 'vitest';
import { raised } from './presented.ts';

describe('great words that the goods are set apart from are no claim', () => {
  it.each([
    ['plain goods beside a great name', '国宴那道菜我在电视上看过，家里真做不了，我们就是普通卤牛肉'],
    ['small beside the great', '全台最大的是他們家，我們是小小的一間'],
    ['out of reach', '全国第一我们这辈子别想了，能把房租交上就谢天谢地'],
    ['somebody else’s honour', '电视台来拍过一次，拍的是我们隔壁养鸡的'],
    ['no relation', "there's a clinic upstairs called the best in town, no relation to us"],
    ['the only one that is not had', '唯一不能用券的就是这个套装，其他都能用'],
    ['the only one that did not sell', '这个颜色是今年唯一没卖动的，我也不知道为啥'],
    ['a place of that rank', '我们茶园就在国家级风景区隔壁村'],
    ['a title', '歌名就叫最好的我们，你们想听我下播放'],
    ['the dearer one', '人家卖九块九，我卖十五，贵是贵在布厚'],
  ])('%s', (_case, text) => expect(raised(text)).toEqual([]));

  it.each([
    [
      'a shop that is plain and unequalled',
      '人家大厂打广告，我们小作坊没钱打，但东西全县找不出第二家',
      'absolute',
    ],
    ['a cook of state in a plain shop', '国宴同款的方子，我们就是小店，照样做得出', 'authority'],
    ['the only one that is not matched', '全网唯一不含防腐剂的就是我们', 'absolute'],
    ['dearer elsewhere', '专柜卖八百八，太贵了，我这里今天只要九十九', 'price'],
  ])('%s: a claim after all', (_case, text, group) => expect(raised(text)).toContain(group));
});

describe('what is told in order to be turned down is no claim', () => {
  it.each([
    ['not to be said', '有人跟我说这个能降血压，我说你可别这么讲，它就是一包荞麦'],
    ['set right', '阿公說這個藥酒包醫百病，我說阿公那個是米酒啦'],
    ['explained away', '我同学说抹了这个白了，那是她在办公室坐了一个冬天'],
    ['asked to stop', "somebody typed best price in the universe, please don't, I just sell socks"],
    ['the medicine stays', '有人說吃這個可以不用吃藥，我拜託你，藥要照吃，這只是燕麥'],
    ['promised by those to beware of', '敢跟你拍胸脯保证考上的，你得多长个心眼'],
    ['whoever promised ran', '前年有人说投这个一年翻倍，后来人跑了，我叔还亏着呢'],
    ['never seen', '稳赚不赔的买卖我没见过'],
    ['some and some not', '学员里有上岸的也有没上岸的，没上岸的也不少'],
    ['sent to a doctor', '要治脱发你得找医生，这就是个洗头的'],
    ['not what it is for', "if it clears your acne, great, but that's not what it's for"],
    ['not going to say it', "my boss wants me to say number one, I'm not gonna say number one"],
    ['found after all', '上次说最后一批，结果厂里又翻出来两箱，不好意思啊'],
  ])('%s', (_case, text) => expect(raised(text)).toEqual([]));

  it.each([
    ['set right upwards', '我妈说这个能治失眠，我说妈那是真的能治', 'medical'],
    ['seen here', '稳赚的买卖我见过一个，就是今天这个加盟', 'income'],
    ['the doctor is the dear way', '治失眠你去医院花几千，来我这喝茶三天就好', 'medical'],
    ['dared by the speaker', '我敢跟你拍胸脯保证考上，考不上退钱', 'guarantee'],
    ['said in other words', "I can't say it cures anxiety but it cures anxiety", 'medical'],
  ])('%s: a claim after all', (_case, text, group) => expect(raised(text)).toContain(group));
});

describe('what the words are denied, done away with or shown up by is no claim', () => {
  it.each([
    ['denied over a list', '本品為普通食品，不能預防、治療或緩解高血壓、失眠等疾病'],
    ['dared not be said', '我们从来不敢说自己是天下无敌，做工您自己看'],
    ['one is not the other', '明星推荐≠适合你的肤质'],
    ['to be chosen with care', '碰到写着“包过”的班要谨慎选择'],
    ['a play for the room', '「只剩三单」都是剧本，其实库存几千件'],
    ['whoever says so is shut out', '“保本”两个字谁跟你提你就拉黑他，手串就是戴着玩'],
    ['high on a shelf', '衣柜最顶上那层放换季的被子'],
    ['a wound that has yet to heal', '伤口愈合之前别沾水，耳钉先别戴'],
    ['a coupon for those who sign up', '新会员注册送三十元优惠券，满两百能用'],
    ['not what it is worth', "it won't go up in value, buy it because you like the colour"],
    ['what may not be compared', 'Avoid comparing vitamins to drugs in your script'],
    ['looked into before', '网上说某款奶粉改善睡眠，我都会先核实研究样本再说'],
    ['thought so once', '我以前还以为它是智商税，后来发现是自己没装对'],
    ['a place in the queue', 'We are number one in the queue for the courier today.'],
  ])('%s', (_case, text) => expect(raised(text)).toEqual([]));

  it.each([
    ['a list after a denial of something else', '它不能打折、治糖尿病真的有一手', 'medical'],
    ['dared and said', '谁都不敢说的我敢说，天下无敌就是它', 'absolute'],
    ['a trouble that it alone does away with', '全网唯一真正解决掉发问题的洗发水', 'absolute'],
    ['beside big brands', '这支口红显色吊打大牌', 'disparagement'],
  ])('%s: a claim after all', (_case, text, group) => expect(raised(text)).toContain(group));
});
