import { describe, expect, it } from 'vitest';
import { raised } from './presented.ts';

describe('what is turned down, denied or over is no claim', () => {
  it.each([
    ['praise that is not accepted', '弹幕说我们是全网第一，这话我真不敢接，我们就是个小厂'],
    ['praise that is turned down', '說我們是全台最強的那位，謝謝，這頂高帽我不敢收'],
    [
      'praise that is played down',
      "People keep calling it the best pan on earth. I'm flattered, but it's a $19 pan.",
    ],
    ['no such thing exists', '刚刚那位说包赚的，天底下哪有包赚的，您先少拿点'],
    ['none exist', 'There are no creams or pills that cure eczema overnight, ask a doctor.'],
    ['an account of others', '有人冒充客服让你加微信，那不是我们的客服，别给他打钱'],
    ['what would be lost', '脱离平台加微信交易就没有售后保障了，大家记住'],
    ['forbidden', '不要从私信里转账给任何人，下单走小黄车'],
    ['what the speaker used to say', '我以前也喊最后三单，现在不喊了，仓库里还有六百件'],
    [
      'what the speaker used to shout',
      "I used to shout 'last one' every five minutes. There are two hundred in the back.",
    ],
    ['left for the room to see', '起不起球我不知道，才拿到手，大家看视频里摩擦那段'],
    ['said of whoever listens', '世上独一无二的是你们，衣服嘛批量做的'],
    ['not compared', '我们奶粉不会拿来跟母乳比，母乳够就喂母乳'],
    ['not endorsed', '明星没穿过，网红没推荐过，就是我们自己打的版'],
  ])('%s', (_case, text) => expect(raised(text)).toEqual([]));

  it.each([
    ['accepted', '有人留言说我们是全台第一，对，就是第一，没错', 'absolute'],
    ['cheaper elsewhere', '不要在这里拍，加我微信更便宜', 'off-platform'],
    ['said again', '以前我喊最后三单是吓你们，这次真的是最后三单', 'urgency'],
    [
      'said again',
      "I used to say last one as a joke, but this time it's really the last one left, hurry.",
      'urgency',
    ],
    ['of the goods', '独一无二的就是这件衣服', 'absolute'],
    ['compared after all', '我们奶粉跟母乳比一点不差，早换早好', 'prohibited'],
    ['none cheaper', '哪有比这更便宜的，全网你去找', 'price'],
    ['none better', 'There is no better supplement to treat diabetes than this one.', 'medical'],
  ])('%s: a claim after all', (_case, text, group) => expect(raised(text)).toContain(group));
});
