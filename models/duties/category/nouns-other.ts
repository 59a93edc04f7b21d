import type { Category } from '../../contract/ingest.ts';
import type { WordGroup } from '../words.ts';
import type { Sign } from './nouns-food.ts';

const group = (category: Category, weight: number, words: string): WordGroup<Sign> => ({
  means: { category, weight },
  words,
});

/** What is bought and not held, and what no category is for. */
export const OTHER: readonly WordGroup<Sign>[] = [
  group(
    'virtual',
    5,
    `欢唱券 体验课 教学课 网络课程 陪练 门诊 疫苗预约 代金券 优惠券包 团购券 套餐券 兑换券 电子券 餐券 住宿券 体验券 门票 电影票 演出票 景区票 年卡 月卡 次卡 季卡 会员卡 会员 vip会员 视频会员 音乐会员 充值 话费 流量包 点卡 点数卡 游戏点 游戏点数 游戏皮肤 游戏账号
     礼品卡 电子礼卡 网课 课程 线上课 线上课程 直播课 训练营 辅导课 一对一辅导 教程 电子书籍 有声书 激活码 兑换码 序号软件 软件 授权码 洗车卡 洗车 保洁 家政 家电清洗 上门清洗 摄影套餐 写真 婚纱摄影 体检套餐 体检 洗牙
     健身卡 瑜伽课 私教课 酒店 民宿 温泉票 机票 旅游 跟团游 自由行 套票 双人餐 四人餐 团餐 自助餐 火锅套餐 理发 美容卡 足疗 按摩套餐 咨询服务 算命 塔罗 壁纸 表情包 模板 票券 住宿 咨询课 驾校 考证 培训 代驾 维修服务
     虚拟商品 电子资料 题库 订阅 月费 家教 驾照
     class_pass pass classes voucher gift_card e-gift gift_certificate subscription membership online_course course lessons masterclass workshop webinar ebook e-book software license_key game_key game_credits top-up top_up in-game_currency
     tickets ticket day_pass hotel_stay spa_day tour coaching consultation cleaning_service car_wash streaming_plan data_plan esim digital_download printable template templates audiobook tutoring`,
  ),
  group(
    'other',
    3,
    `手机支架 头盔 护腰带 护腰 护膝 护腕 乳胶手套 橡胶手套 一次性手套 洗碗手套 园艺手套 染发梳 饭盒 便当盒 玻璃杯 支架 平板支架 平板壳 键盘膜 电脑包 数据线收纳 耳机套 艾草贴 暖贴 女士手表 男士手表 石英表 机械表 手表 假睫毛 粉扑 美妆蛋 猫砂 狗窝 猫窝 猫抓板 牵引绳 宠物玩具 狗玩具 猫玩具 宠物衣服 宠物尿垫 宠物烘干箱 纸巾 抽纸 卷纸 湿巾 卫生纸 卫生巾 纸尿裤 尿不湿 垃圾袋 保鲜膜 保鲜袋 洗衣液 洗衣凝珠 洗衣粉 洗洁精 柔顺剂 消毒液 清洁剂 除湿袋 马桶刷
     拖把 扫把 抹布 毛巾 浴巾 四件套 床单 被子 被套 蚕丝被 羽绒被 枕头 乳胶枕 床垫 凉席 窗帘 地毯 沙发 沙发套 桌子 椅子 办公椅 书架 衣柜 鞋架 收纳箱 收纳盒 置物架 衣架 炒锅 不粘锅 铁锅 砂锅 汤锅 菜刀 刀具 砧板 菜板
     碗碟 餐具 筷子 盘子 水杯 保温杯 保温壶 茶具 茶壶 茶杯 酒杯 红酒杯 葡萄酒杯 白酒杯 啤酒杯 酒具 醒酒器 酒架 咖啡杯 玩具 积木 拼图 毛绒玩具 娃娃 手办 盲盒 遥控车 绘本 图书 书籍 小说 字帖 文具 铅笔 中性笔 钢笔 笔记本子 贴纸 雨伞 遮阳伞 行李箱 拉杆箱 帐篷 睡袋
     鱼竿 渔具 钓竿 自行车 单车 瑜伽垫 哑铃 跳绳 球拍 羽毛球拍 篮球 足球 婴儿车 安全座椅 儿童座椅 奶瓶 围栏 脚垫 车载香薰 机油 轮胎 手机壳 手机膜 钢化膜 花盆 花肥 种子 化肥 工具箱 螺丝刀 电钻 梯子 五金 水龙头 花洒
     灯泡 蜡烛 香薰 香薰蜡烛 线香 打火机 烟斗 眼镜 太阳镜 老花镜 手表带 钟表 挂钟 乐器 吉他 尤克里里 钢琴 假发 化妆刷 化妆镜 梳子 剃刀片 牙刷 牙线 牙签 棉柔巾 洗脸巾 口罩 暖宝宝 热水袋 蚊香 驱蚊液 防蚊贴 杀虫剂 猫咪玩具
     case tablet_case laptop_sleeve stand phone_stand mount holder helmet heating_pad watch watches rack toilet_paper paper_towels diapers wipes detergent laundry_pods dish_soap trash_bags towels towel bedding sheets duvet comforter pillow pillows mattress curtains rug sofa chair desk table bookshelf storage_bins
     frying_pan skillet cookware knife knives cutting_board plates bowls mug mugs tumbler water_bottle toys toy lego puzzle plush doll books book planner notebook pens stickers umbrella luggage suitcase tent
     sleeping_bag fishing_rod bicycle bike yoga_mat dumbbells stroller car_seat cat_litter dog_bed leash phone_case screen_protector seeds plant_pot drill tool_set candle candles sunglasses guitar piano wig
     makeup_brushes toothbrush mosquito_repellent vase poster lamp_shade`,
  ),
];

/** Kinds that come on top of what the thing is: 二手手机, 跨境保健食品. */
export const ON_TOP: readonly WordGroup<Sign>[] = [
  group(
    'cross-border',
    5,
    `跨境 跨境电商 保税 保税仓 保税区 海外直邮 境外直邮 香港直邮 日本直邮 直邮 海外版 境外版 全球购 海淘 代购 国际版 日版 韩版直邮 美版 港版 欧版 海外购 海外仓直发 免税店 跨境购
     cross-border cross_border bonded_warehouse direct_from_japan direct_from_korea overseas_version shipped_from_overseas japan_import`,
  ),
  group(
    'second-hand',
    5,
    `二手 2手 中古 中古包 闲置 九成新 9成新 八成新 8成新 七成新 九五新 95新 99新 九九新 98新 充新 准新 翻新 官翻 官方翻新 翻新机 整新机 整备机 福利机 拆封机 回收机 旧货 旧书 古着 孤品vintage 转卖 展示机 样机 个人自用转
     second-hand second_hand secondhand pre-owned preowned pre_owned refurbished refurb renewed open-box open_box used thrifted pre-loved preloved gently_used`,
  ),
];
