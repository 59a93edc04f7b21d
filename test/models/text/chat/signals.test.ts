import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const signals = (text: string): string[] =>
  judge
    .judge(text, { source: 'chat', role: 'viewer' })
    .claims.filter(({ verdict, kind }) => verdict !== 'exempt' && kind.startsWith('chat-'))
    .map(({ kind }) => kind);

describe.each([
  [
    'chat-report-counterfeit',
    ['买了两盒都是假的', '買到假貨了，防偽碼查不到', 'this is counterfeit, scan says invalid'],
  ],
  ['chat-not-received', ['十天了还没收到货', '等了快一個月都沒收到', 'Tracking has not moved in ten days']],
  [
    'chat-aftersales-refused',
    ['退货申请又被驳回', '客服都不回，退款不處理', 'No one answers my refund emails'],
  ],
  ['chat-quality-defect', ['穿一次就开线了', '發錯顏色了還少一件', 'It looks nothing like the picture']],
  ['chat-adverse-reaction', ['擦了脸又红又痒', '用完整張臉腫起來', 'I broke out in hives after using it']],
  ['chat-price-mismatch', ['点进去是99不是59', '結帳多了運費', 'it says $59 in my cart']],
  [
    'chat-offplatform-solicit',
    ['加我v便宜一半', '加LINE領優惠，私訊我', 'message me on whatsapp for cheaper price'],
  ],
  ['chat-muted-deleted', ['一问生产日期就踢人', '留言都被刪光', 'I got muted for asking about expiry']],
  ['chat-minor-present', ['我上初二，用我妈的卡付', '我今年國小六年級可以買嗎', "I'm 12 can I buy this"]],
  ['chat-info-unanswered', ['问了三遍保质期都不回答', '生產日期問了三遍了', 'asked three times already']],
  ['chat-pii-leak', ['我手机13800138000', '我的電話0912-345-678', 'Call me at +86 138 0013 8000']],
])('%s', (kind, lines) => {
  it.each(lines)('%s', (text) => expect(signals(text)).toContain(kind));
});

describe('no signal', () => {
  it.each([
    '是正品吗',
    '什么时候发货',
    '會過敏嗎',
    '可以加微信吗',
    '怎么发弹幕',
    '我女儿十二岁，一米五',
    '在医院陪床看直播',
    '宝贝跟图片一样，没色差',
    'Is it real?',
    'How do returns work?',
    'my son is 12 what size',
    "i'm 5'2 and it drags on the floor",
    "I'm up 3% this year",
    'my mom loves this card holder',
    'refund came fast, thanks',
  ])('%s', (text) => expect(signals(text)).toEqual([]));
});
