/** Goods that have several everyday names: who lists a 洁面乳 says 洗面奶. Folded; the words of a line mean the same. */
const CALLED = `
洁面乳 洁面膏 洁面泡沫 洗面奶 洗面乳 洁面
洗发水 洗发露 洗发乳 洗发膏 洗头膏 洗头水
沐浴露 沐浴乳 沐浴液 沐浴油
护发素 润发乳 润发露 发膜
防晒霜 防晒乳 防晒露 防晒喷雾 防晒
粉底液 粉底霜 底妆 粉底
口红 唇膏 唇釉 唇泥
身体乳 润肤乳 润肤露 乳液
精华液 精华露 精华水 安瓶 精华
牙膏 牙粉
洗衣液 洗衣凝珠 洗衣粉 凝珠
移动电源 充电宝 行动电源
数据线 充电线 传输线
充电器 充电头 插头 快充头
电饭煲 电饭锅 电锅
空气炸锅 炸锅
吹风机 电吹风 风筒
扫地机器人 扫地机 扫拖机
电热水壶 烧水壶 热水壶 水壶
保温杯 保温壶 焖烧杯
台灯 护眼灯 学习灯
耳机 耳麦 耳塞
智能手表 手环 手表
手机壳 保护壳 手机套
羽绒服 羽绒衣 羽绒
卫衣 帽衫 连帽衫
运动鞋 跑鞋 球鞋
拖鞋 凉拖
行李箱 拉杆箱 旅行箱
被子 冬被 棉被 羽绒被
抽纸 纸巾 面巾纸 卫生纸
纸尿裤 尿不湿 拉拉裤
奶粉 配方奶
猫粮 成猫粮 幼猫粮
狗粮 犬粮 成犬粮 幼犬粮
猫砂 豆腐砂
巧克力 朱古力
土豆 马铃薯 洋芋
红薯 地瓜 番薯 蜜薯
西红柿 番茄
猕猴桃 奇异果
车厘子 樱桃
菠萝 凤梨
花生 花生米
牛排 牛扒
芝士 奶酪 起司
酸奶 优格 优酪乳
面条 挂面 拉面
白酒 酱酒 酱香酒
红酒 葡萄酒
手镯 镯子 玉镯
项链 链子
戒指 指环 对戒
笔记本电脑 笔记本 电脑
moisturizer moisturiser cream
cleanser facewash
sparkling bubbly bubbles champagne prosecco fizz
handbag tote purse
kibble biscuits
headphones earphones earbuds headset
hoodie sweatshirt
jumper sweater pullover
powerbank battery
sneakers trainers shoes
sofa couch
`;

const GROUPS: readonly (readonly string[])[] = CALLED.trim()
  .split('\n')
  .map((line) => line.split(' '));

/** The other everyday names of what a folded product name holds. */
export const alsoCalled = (name: string): readonly string[] =>
  GROUPS.flatMap((words) =>
    words.some((word) => name.includes(word)) ? words.filter((word) => !name.includes(word)) : [],
  );
