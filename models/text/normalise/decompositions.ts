/**
 * Characters with the parts they are written apart as (拆字), beside each other or one above the other. Checked by hand; what is
 * seen newly is added. Parts that are common words side by side (女子, 日月) are told in {@link LEANS_BACK}.
 */
const APART = [
  // Radicals that stand for nothing else: water, ice, person, hand, speech, food, illness, grass, silk, metal, mound, heart.
  '治氵台 决氵夬 消氵肖 湿氵显 活氵舌 液氵夜 油氵由 洗氵先 清氵青 洁氵吉 法氵去 没氵殳 深氵罙 温氵昷 净氵争 泪氵目 滴氵商 渐氵斩 汁氵十 沐氵木',
  '减冫咸 准冫隹 冲冫中 净冫争 冷冫令 治冫台 凉冫京 凝冫疑',
  '低亻氐 价亻介 保亻呆 健亻建 优亻尤 便亻更 倍亻咅 假亻叚 信亻言 佳亻圭 值亻直 代亻弋 仅亻又 件亻牛 仿亻方 供亻共 使亻吏 依亻衣 偿亻尝',
  '扣扌口 拍扌白 抢扌仓 打扌丁 找扌戈 投扌殳 换扌奂 提扌是 推扌隹 扫扌彐 搜扌叟 抗扌亢 担扌旦 拉扌立 抽扌由 按扌安 挣扌争 排扌非 损扌员 拔扌犮 抵扌氐 拿合手 掉扌卓 批扌比',
  '证讠正 说讠兑 评讠平 认讠人 让讠上 请讠青 话讠舌 谁讠隹 议讠义 试讠式 语讠吾 课讠果 诈讠乍 调讠周 讲讠井 许讠午 诚讠成 该讠亥 谢讠射 记讠己 诊讠㐱',
  '饿饣我 饮饣欠 饭饣反 馆饣官',
  '病疒丙 疗疒了 癌疒品 癌疒喦 瘤疒留 症疒正 痛疒甬 疾疒矢 痔疒寺 痘疒豆 痒疒羊 瘦疒叟 疤疒巴 痕疒艮 痰疒炎 瘫疒难 痹疒畀 癣疒鲜 疮疒仓 疹疒㐱 痊疒全 疫疒殳 癜疒殿 疣疒尤 癫疒颠',
  '药艹约 茶艹余 莲艹连 菌艹囷 荐艹存 艾艹乂 芝艹之 花艹化 荣艹木',
  '结纟吉 红纟工 级纟及 约纟勺 纯纟屯 绿纟录 绝纟色 细纟田 终纟冬 给纟合 线纟戋 维纟隹 组纟且 经纟圣 练纟东 续纟卖 缩纟宿 红糸工 级糸及 结糸吉 绝糸色 纯糸屯',
  '钱钅戋 银钅艮 铁钅失 针钅十 钟钅中 镁钅美 销钅肖 钙钅丐 钱金戋 银金艮 销金肖',
  '降阝夅 防阝方 阳阝日 阴阝月 除阝余 院阝完 限阝艮 际阝示 随阝有 邮由阝 部咅阝',
  '快忄夬 性忄生 情忄青 惊忄京 怕忄白 懂忄董 恒忄亘 慢忄曼 恨忄艮 悦忄兑',
  '返辶反 返反辶 还辶不 送辶关 速辶束 进辶井 连辶车 选辶先 退辶艮 近辶斤 远辶元 过辶寸 运辶云 迎辶卬',
  '祛礻去 神礻申 视礻见 福礻畐 补衤卜 裤衤库 初衤刀 独犭虫 猫犭苗 狗犭句 猪犭者',
  '很彳艮 得彳导 行彳亍 待彳寺 效交攵 改己攵 放方攵 敏每攵 利禾刂 别另刂 家宀豕 安宀女 宝宀玉 宜宀且 富宀畐 国囗玉 圆囗员 固囗古 军冖车 冠冖元 妆丬女',
  '第竹弟 答竹合 第⺮弟 热执灬 黑里灬 点占灬 然肰灬 照昭灬',
  // Both parts are characters of their own.
  '加力口 加口力 肝月干 肺月市 胃田月 肠月昜 脾月卑 肤月夫 肥月巴 脂月旨 肪月方 胖月半 脸月佥 胸月匈 腰月要 腿月退 脱月兑 肿月中 胀月长 脉月永 腺月泉 胎月台 胶月交 膜月莫 膏高月 肾臣又月 肾刂又月 肘月寸 肌月几 胆月旦 脑月囟',
  '最日取 最曰取 明日月 时日寸 晚日免 晴日青 暖日爰 星日生 量旦里 晒日西 昨日乍 映日央 智知日 香禾日 晶日日日 春三人日',
  '好女子 妙女少 奴女又 姐女且 嫩女敕 奶女乃 嫁女家 婴贝贝女 妈女马 娇女乔 媚女眉 始女台 娃女圭',
  '眠目民 睡目垂 眼目艮 睛目青 盲亡目 瞎目害 眨目乏 看手目 睫目疌',
  '赚贝兼 赔贝咅 财贝才 账贝长 购贝勾 贴贝占 赠贝曾 费弗贝 资次贝 货化贝 贷代贝 贫分贝 贵中一贝 质厂十贝 赌贝者 贱贝戋 败贝攵',
  '顶丁页 颜彦页 顺川页 项工页 顾厄页 额客页 领令页 颗果页 预予页',
  '超走召 越走戉 赶走干 起走己 趣走取 趟走尚',
  '科禾斗 秒禾少 私禾厶 种禾中 秘禾必 租禾且 积禾只 税禾兑 程禾呈 稳禾急 利禾刀 和禾口 秀禾乃',
  '精米青 糖米唐 粉米分 粮米良 糕米羔 粒米立 料米斗 类米大 粗米且',
  '根木艮 权木又 极木及 标木示 样木羊 格木各 核木亥 植木直 棒木奉 椎木隹 李木子 材木才 杯木不 板木反 枕木冘 松木公 梅木每 机木几 杜木土 桃木兆 柔矛木 梁氵刃木',
  '炎火火 灯火丁 烟火因 炸火乍 爆火暴 烧火尧 燃火然 炒火少 炼火东 灵彐火 灾宀火',
  '唯口隹 品口口口 吃口乞 喝口曷 叫口丩 听口斤 吸口及 咳口亥 喷口贲 唱口昌 嗓口桑 味口未 哄口共 吐口土 呼口乎 嘴口觜 咬口交',
  '钱金戈戈 对又寸 鸡又鸟 欢又欠 劝又力 难又隹 戏又戈 功工力 助且力 动云力 劲巠力 努奴力 劣少力 男田力 界田介 略田各 留卯田 畅申昜 累田糸 备夂田',
  '思田心 想相心 意音心 感咸心 忘亡心 息自心 恶亚心 患串心 恩因心 愈俞心 悲非心 忍刃心 态太心 惠专心 急刍心 怎乍心',
  '转车专 软车欠 较车交 辅车甫 轻车圣 轮车仑 输车俞 软車欠 转車专 骗马扁 验马佥 驰马也 驻马主 骑马奇 骄马乔',
  '杀乂木 强弓虽 张弓长 引弓丨 特牛寺 牧牛攵 物牛勿 牌片卑 版片反 鲜鱼羊 鳞鱼粦 鹅我鸟 鸭甲鸟 皇白王 皂白七 斑王文王 班王刂王 理王里 现王见 球王求 珠王朱 玩王元 环王不 全人王 网冂乂乂 金人王丷',
  '奇大可 尖小大 美羊大 善羊口 群君羊 歪不正 尿尸水 屎尸米 尽尺丶 屋尸至 居尸古 层尸云 岩山石 岁山夕 岛鸟山 碧王白石 确石角 破石皮 码石马 研石开 砂石少 矿石广 硬石更',
  '找手戈 抗手亢 打手丁 拍手白 扣手口 抢手仓 提手是 证言正 说言兑 评言平 话言舌 认言人 信人言 许言午 低人氐 价人介 保人呆 饮食欠 饭食反 馆食官 视见礻 觉学见 规夫见 舒舍予 甜舌甘 辣辛束 酸酉夋 醉酉卒 配酉己 酒氵酉 醒酉星',
  '肯止月 期其月 朗良月 胡古月 朝十日十月 育亠厶月 能厶月匕匕 虚虍业 虎虍几 毒主母 麻广林 度广廿又 康广隶 庄广土 店广占 床广木 库广车 压厂土 原厂白小 厚厂日子 历厂力 厅厂丁 闪门人 闭门才 闷门心 阔门活 闻门耳',
  '刷尸巾刂 切七刀 分八刀 召刀口 剪前刀 劈辟刀 台厶口 弟丷弓丨 首丷自 单丷甲 兑丷兄 黄共由八 贡工贝 员口贝 贤臣又贝 专二丿 吉士口 志士心 壮丬士 声士尸 喜吉口 塔土荅 场土昜 坏土不 块土夬 城土成 堵土者 增土曾 坚臣又土 型刑土 基其土 堂尚土',
];

export interface Apart {
  readonly to: string;
  /** Its parts side by side are ordinary writing: the joined character has to make a word of the packs with what is beside it. */
  readonly ordinary: boolean;
  /** The parts are a word themselves: the word of the packs has to begin before them. */
  readonly leansBack: boolean;
}

/** Parts of characters that are no characters in use: who writes them takes a character apart. */
const RADICALS = new Set(
  '氵亻扌讠饣疒艹纟彳钅阝忄冫犭礻衤辶宀冖廴攵刂囗丬灬勹卩彡虍⺮冂厶丷丨丶丿亠尸乂豕㐱昜夬氐佥咅隹夋巠戋彐觜粦疌糸',
);
/** Parts that are as common a word as what they would make. */
const LEANS_BACK = new Set([
  '女子',
  '日月',
  '木子',
  '月半',
  '月中',
  '月台',
  '月市',
  '月要',
  '大可',
  '火火',
  '女少',
  '日生',
  '人言',
  '田心',
]);
/** Written so by nobody who does not mean the other: needs no word around. */
const PLAIN_ENOUGH = new Set(['力口', '口力']);

/** Parts to the character they make. */
export const DECOMPOSITIONS: ReadonlyMap<string, Apart> = new Map(
  APART.flatMap((line) => line.split(' '))
    .filter((entry) => entry.length > 2)
    .map((entry) => {
      const parts = entry.slice(1);
      const ordinary = !PLAIN_ENOUGH.has(parts) && ![...parts].some((part) => RADICALS.has(part));
      return [parts, { to: entry[0] as string, ordinary, leansBack: LEANS_BACK.has(parts) }];
    }),
);
export const PARTS_MAX = 4;

/** How radicals are called. */
export const RADICAL_NAMES: Readonly<Record<string, string>> = {
  三点水: '氵',
  两点水: '冫',
  单人旁: '亻',
  单立人: '亻',
  双人旁: '彳',
  双立人: '彳',
  提手旁: '扌',
  言字旁: '讠',
  食字旁: '饣',
  病字头: '疒',
  病字旁: '疒',
  草字头: '艹',
  竹字头: '竹',
  绞丝旁: '纟',
  金字旁: '钅',
  竖心旁: '忄',
  走之底: '辶',
  走之旁: '辶',
  反犬旁: '犭',
  示字旁: '礻',
  衣字旁: '衤',
  双耳旁: '阝',
  耳朵旁: '阝',
  左耳旁: '阝',
  宝盖头: '宀',
  月字旁: '月',
  肉月旁: '月',
  木字旁: '木',
  女字旁: '女',
  口字旁: '口',
  日字旁: '日',
  目字旁: '目',
  火字旁: '火',
  米字旁: '米',
  禾木旁: '禾',
  贝字旁: '贝',
  车字旁: '车',
  马字旁: '马',
  石字旁: '石',
};
