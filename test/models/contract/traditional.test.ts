import { expect, test } from 'vitest';
import { isTraditional, toTraditional } from '../../../models/contract/traditional.ts';

test.each([
  ['疑似使用“最高级”类绝对化用语推销商品', '疑似使用「最高級」類絕對化用語推銷商品'],
  ['里面的面条干净', '裡面的麵條乾淨'],
  ['保健食品注册证号，后面的发货准备', '保健食品註冊證號，後面的發貨準備'],
  ['平台规则；视频链接里的信息', '平台規則；影片連結裡的資訊'],
  ['依法定程序，支持发布', '依法定程序，支持發佈'],
  ['个人信息保护法 13；产品质量法 5', '個人信息保護法 13；產品質量法 5'],
  ['商品的质量', '商品的品質'],
  ['开封后几个月，三天后制成', '開封後幾個月，三天後製成'],
  ['服务器没有收到文件，请登录；设备磁盘少一个字节', '伺服器沒有收到檔案，請登入；裝置磁碟少一個位元組'],
  ['already English, 9(3)', 'already English, 9(3)'],
])('%s', (simplified, traditional) => {
  expect(toTraditional(simplified)).toBe(traditional);
});

test('what is Traditional already stays as it is', () => {
  const text = '這款全網最低價，買貴了退差價，裡面的麵條乾淨';
  expect(toTraditional(text)).toBe(text);
});

test.each([
  ['這款全網最低價', true],
  ['这款全网最低价', false],
  ['最低', false],
  ['No. 1', false],
  ['後面發貨', true],
])('%s is Traditional: %s', (text, is) => {
  expect(isTraditional(text)).toBe(is);
});
