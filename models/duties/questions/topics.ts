import type { WordGroup } from '../words.ts';

/** What a viewer may ask for: the duties, the nearest first; which of them the product owes is for its category to say. */
export type Topic = WordGroup<readonly string[]>;

const RETURN = [
  'no-reason-return',
  'return-exclusion-confirm',
  'virtual-refund-rule',
  'cbec-no-resale-return',
  'secondhand-aftersales',
];
const INGREDIENTS = ['ingredients', 'cosmetic-full-ingredients', 'pet-analysis'];
const MATERIAL = ['fiber-content', 'jewel-material', 'model-parameters'];
const WARRANTY = ['warranty-period', 'three-guarantees', 'secondhand-aftersales'];

/** Nouns: asked for when they stand alone, or beside a word of asking. */
export const NOUNS: readonly Topic[] = [
  {
    means: ['shelf-life', 'cosmetic-use-period'],
    words:
      '保质期 保质 保鲜期 保存期限 保存期 赏味期 赏味期限 保志期 保值期 保持期 宝质期 bzq 到期时间 到期日 到期日期 过期时间 使用期限 限用日期 expiry expiration expiry_date expiration_date expire expires exp_date best_by best_before best_by_date best_before_date use_by use_by_date shelf_life 到期 过期日 过期日期 use-by best-by sell_by',
  },
  {
    means: ['shelf-life', 'cosmetic-use-period', 'service-content-validity'],
    words: '有效期 有效期限 有效日期 效期 validity valid_until valid_till',
  },
  {
    means: ['production-date', 'agri-origin-harvest'],
    words:
      '生产日期 制造日期 出厂日期 生产时间 日期新鲜 最新日期 新日期 出厂时间 scrq 生产批次 manufacture_date manufacturing_date production_date mfg_date date_of_manufacture mfd 制造日 生产日 出厂日 批次 批次号 日期 date_made made_on bake_date roast_date pack_date',
  },
  {
    means: ['agri-origin-harvest'],
    words: '采摘日期 采摘时间 采收日期 采收时间 harvest_date 捕捞日期 屠宰日期',
  },
  {
    means: ['origin-producer', 'agri-origin-harvest'],
    words:
      '产地 原产地 原产国 生产商 制造商 厂家 生产厂家 代工厂 产区 生产地 制造地 源产地 country_of_origin manufacturer origin 奶源 奶源地 原产 made_in where_from',
  },
  {
    means: INGREDIENTS,
    words:
      '配料 配料表 成分 成分表 全成分 原料 原材料 成份 成份表 配方 配方表 ingredients ingredient ingredient_list inci',
  },
  {
    means: ['allergen', ...INGREDIENTS],
    words: '过敏原 致敏物 致敏 过敏源 allergens allergen allergy_info',
  },
  {
    means: ['storage'],
    words: '保存方法 储存方法 存放方法 储存条件 保存方式 贮存 贮存条件 storage_instructions',
  },
  { means: MATERIAL, words: '材质 材料 质地 用料 cz material materials 皮质' },
  {
    means: ['fiber-content'],
    words: '面料 布料 含棉量 含绒量 充绒量 面料成分 里料 填充物 fabric fibre fiber fabric_content fill',
  },
  {
    means: ['size-fit'],
    words:
      '尺码 尺码表 尺寸表 码数 腰围 胸围 臀围 裤长 衣长 肩宽 内长 鞋码 版型 模特身高 主播身高体重 尺碼 size_chart sizing sizes size_guide inseam bust',
  },
  { means: ['size-fit', 'name-spec', 'model-parameters'], words: '尺寸 大小 dimensions measurements size' },
  {
    means: ['care-label'],
    words:
      '洗涤说明 洗涤方式 洗涤方法 水洗标 洗标 清洗方式 care_instructions washing_instructions wash washing laundry',
  },
  { means: ['safety-class'], words: '安全类别 安全等级 甲醛 safety_class formaldehyde' },
  {
    means: ['name-spec', 'agri-spec-grade'],
    words:
      '规格 净含量 净重 毛重 重量 容量 克重 分量 net_weight weight volume pack_size serving_size net_content bag_size box_size bottle_size jar_size',
  },
  { means: ['agri-spec-grade'], words: '果径 单果重 果重 等级 规格大小 头数' },
  {
    means: ['model-parameters'],
    words:
      '型号 电压 转速 频率 材料厚度 参数 配置 功率 瓦数 续航 内存 分辨率 处理器 芯片 屏幕尺寸 刷新率 像素 毫安 电池容量 噪音 防水等级 specs specifications model_number wattage battery_life ram processor resolution refresh_rate voltage capacity',
  },
  {
    means: ['price-and-unit'],
    words: '价格 价钱 售价 单价 到手价 券后价 单买价 jg price prices unit_price 价位 pricing',
  },
  {
    means: ['price-comparison-basis'],
    words: '原价 平时价 日常价 划线价 专柜价 市场价 regular_price original_price usual_price',
  },
  {
    means: ['freight'],
    words:
      '运费 邮费 油费 包邮 免运 免邮 运非 包油 快递费 yf 免运费 运费模板 shipping shipping_cost shipping_fee shipping_fees postage free_shipping delivery_fee delivery_cost shipping_charge shipping_price ship_cost cost_to_ship 物流费 配送费 寄费',
  },
  {
    means: ['no-reason-return', 'freight'],
    words: '运费险 退货包运费 退换运费 退货运费 yfx return_shipping',
  },
  {
    means: ['delivery-time'],
    words:
      '发货时间 到货时间 预售 现货 发货期 物流时间 delivery_time shipping_time lead_time pre-order preorder in_stock_now',
  },
  {
    means: ['tax-duty', 'cbec-tax-limit'],
    words:
      '税费 关税 包税 进口税 综合税 清关费 行邮税 taxes tax customs customs_duty import_duty import_duties import_fees vat duties',
  },
  { means: ['tax-duty', 'secondhand-origin'], words: '发票 专票 开票 invoice' },
  {
    means: RETURN,
    words:
      '退货 退款 退换 退换货 七天无理由 7天无理由 无理由 无理由退货 鉴赏期 犹豫期 退货政策 退换政策 退换规则 退款政策 退款规则 退换货政策 7天wly 不喜欢退 不满意退 不合适退 returns return refund refunds return_policy refund_policy return_window money_back exchanges exchange returnable refundable 退换服务 换货',
  },
  {
    means: WARRANTY,
    words:
      '质保 保修 保固 保修期 质保期 保固期 质保期限 保修期限 联保 全国联保 延保 zb warranty warrenty guarantee waranty 保用 guaranteed warranties garantee',
  },
  { means: ['three-guarantees', 'warranty-period'], words: '三包 包换 只换不修 以旧换新' },
  {
    means: ['aftersales-contact'],
    words:
      '售后 售后电话 客服电话 售后服务 联系方式 客服联系方式 customer_service contact_info support_number',
  },
  {
    means: ['usage-instructions', 'cosmetic-usage-warning'],
    words:
      '用法 使用方法 用法用量 食用方法 食用量 吃法 服用方法 使用说明 说明书 用量 instructions directions dosage dose how_to_use how_to_take how_to_cook feeding_amount 喂食量 喂多少 餵食量',
  },
  {
    means: ['cautions', 'hf-suitable-groups', 'cosmetic-usage-warning', 'device-scope'],
    words:
      '副作用 禁忌 注意事项 不良反应 禁忌症 忌口 side_effects side_effect contraindications warnings precautions',
  },
  {
    means: ['hf-suitable-groups', 'device-scope', 'infant-stage-usage', 'pet-type-stage'],
    words: '适用人群 适宜人群 不适宜人群 适合人群 适用年龄 适用对象 age_range',
  },
  {
    means: ['licence', 'provider-qualification'],
    words:
      '营业执照 资质 执照 经营许可证 许可证 资格证 business_licence business_license licence license licensed',
  },
  {
    means: ['food-licence-standard', 'pet-licence'],
    words:
      '生产许可证 生产许可 执行标准 sc码 sc编号 食品登录字号 食品登录 登录字 食品业者登录字号 食品许可证 生产许可证号 food_licence food_license',
  },
  { means: ['pet-licence', 'name-spec'], words: '批号 生产批号 batch_number lot_number' },
  {
    means: ['hf-registration'],
    words: '蓝帽子 蓝帽 国食健字 国食健注 健字号 小绿人 健康食品字号 卫部健食字 批准文号',
  },
  { means: ['hf-ad-approval', 'device-ad-statement'], words: '广审号 广告审查 广审文号 广告批文' },
  { means: ['infant-registration'], words: '配方注册号 配方注册 国食注字 奶粉注册号' },
  { means: ['infant-stage-usage'], words: '段位 月龄 冲泡比例 冲调比例 冲泡方法 冲调方法' },
  {
    means: ['cosmetic-filing-no', 'device-registration', 'food-licence-standard'],
    words: '备案 备案号 备案编号 妆字号 网备 妆网备 登录字号 filing_number notification_number',
  },
  { means: ['cosmetic-special-no'], words: '特证 特字号 国妆特字 特妆 特殊化妆品注册证 特证号 特妆证' },
  {
    means: ['device-registration', 'infant-registration', 'cosmetic-special-no'],
    words:
      '注册证 注册证号 注册号 械字号 械备 械注准 医疗器械证 卫部医器 字号 registration_number registration fda fda_registered fda_approved fda_cleared 510k',
  },
  {
    means: ['ccc-mark'],
    words:
      '3c 3c认证 ccc ccc认证 三c 三c认证 强制认证 ncc ncc字号 ncc认证 bsmi 商检字号 入网许可 入网许可证 入网许可证号 进网许可 ul_listed ul_certified fcc_certified ce_mark etl_listed',
  },
  {
    means: ['energy-label'],
    words: '能效 能耗 能效等级 水效 耗电量 能源标签 energy_rating energy_star energy_label power_consumption',
  },
  {
    means: ['install-service-fee'],
    words: '安装费 上门费 安装费用 辅料费 installation installation_fee install_fee',
  },
  {
    means: ['battery-safety', 'model-parameters'],
    words: '充电头 充电器 适配器 充电线 电池 charger adapter battery',
  },
  {
    means: ['jewel-cert'],
    words:
      '证书 鉴定证书 鉴定书 国检 保证书 证书编号 检测报告 gia 复检 certificate certificate_number cert appraisal',
  },
  {
    means: ['jewel-weight-price'],
    words: '金重 克价 工费 工钱 金价 每克价格 gram_price gold_weight carat_weight making_charge',
  },
  { means: ['jewel-material'], words: '成色 含金量 金含量 纯度 purity karat' },
  {
    means: ['agri-certificate'],
    words: '检疫证 检疫 合格证 农残 检疫票 检验报告 农药残留 有机认证 质检报告 organic_certificate',
  },
  { means: ['damage-compensation'], words: '坏果 坏单包赔 坏果包赔 破损包赔 包赔 坏果率 死亡包赔' },
  { means: ['alcohol-info'], words: '度数 酒精度 酒精度数 酒精浓度 香型 abv alcohol_content proof vintage' },
  {
    means: ['pet-analysis'],
    words: '蛋白含量 蛋白质含量 粗蛋白 肉含量 protein_content crude_protein guaranteed_analysis',
  },
  { means: ['pet-type-stage'], words: '主粮 全价粮 适用犬种 适用猫种 life_stage' },
  { means: ['cbec-risk-notice'], words: '中文标签 中文标 中文说明 国行 保税仓 海关 cn_label' },
  { means: ['cbec-tax-limit'], words: '实名认证 身份证号 跨境额度 购买额度 实名' },
  {
    means: ['secondhand-condition'],
    words:
      '几成新 划痕 磕碰 瑕疵 电池健康 电池健康度 换过屏 拆修 维修记录 维修史 condition scratches scratch dents battery_health defects',
  },
  {
    means: ['secondhand-origin'],
    words: '来源 鉴定报告 序列号 购买凭证 购买记录 正品 serial_number provenance proof_of_purchase',
  },
  { means: ['refurb-label'], words: '翻新 官翻 翻新机 整新品 整备品 refurbished refurb reconditioned' },
  {
    means: ['service-content-validity'],
    words: '核销 使用规则 课时 使用期 可用门店 适用门店 套餐内容 课程内容 lessons blackout_dates',
  },
  {
    means: ['auto-renew-notice'],
    words: '自动续费 自动续订 自动扣费 自动扣款 续费 auto_renew auto-renew auto_renewal renewal auto_renews',
  },
  { means: ['gift-details'], words: '赠品 礼品 赠送 free_gift gift_with_purchase freebie' },
  {
    means: ['promo-conditions'],
    words: '满减 优惠券 活动规则 优惠规则 凑单 叠加 满减规则 消费券 coupon promo_code discount_code',
  },
  { means: ['prize-rules'], words: '抽奖规则 抽奖 中奖名单 开奖 giveaway giveaway_rules raffle' },
  {
    means: ['seller-identity'],
    words:
      '公司名 公司名称 店名 店铺名 店铺名字 店铺 店家 商家 卖家 经营主体 统编 统一编号 公司全名 公司 品牌方 seller seller_name company_name store_name shop_name company 公司全称 全称 sold_by seller_info',
  },
  { means: ['ai-persona-label'], words: '数字人 ai主播 ai生成 虚拟主播 虚拟人 ai_generated' },
  { means: ['device-scope'], words: '适用范围 适应症 indications intended_use' },
];

const INGREDIENT_WORDS =
  '花生 坚果 牛奶 乳糖 麸质 鸡蛋 大豆 芝麻 海鲜 虾 小麦 蛋奶 nuts peanuts peanut gluten dairy lactose soy eggs shellfish sesame tree_nuts wheat';

/** Asked for only beside a word of asking: said alone they may be anything. */
export const WITH_FORM: readonly Topic[] = [
  { means: ['allergen', ...INGREDIENTS], words: INGREDIENT_WORDS },
  {
    means: INGREDIENTS,
    words:
      '添加剂 防腐剂 香精 色素 糖精 反式脂肪 蔗糖 代糖 酒精 激素 荧光剂 重金属 硅油 泻叶 添加 sugar preservatives parabens fragrance palm_oil additives caffeine',
  },
  {
    means: ['cautions', 'hf-suitable-groups', 'cosmetic-usage-warning', 'device-scope', 'alcohol-warning'],
    words:
      '孕妇 孕期 怀孕 哺乳期 备孕 宝妈 糖尿病 高血压 降压药 痛风 三高 肾病 心脏病 癌症病人 经期 生理期 月经期 术后 敏感肌 敏感皮 敏皮 痘肌 痘痘肌 婴幼儿 未成年 pregnant breastfeeding nursing diabetic diabetics sensitive_skin kids toddlers babies children seniors blood_pressure medication meds',
  },
  {
    means: ['fiber-content', 'jewel-material'],
    words:
      '真皮 头层牛皮 牛皮 羊皮 纯棉 全棉 羊毛 羊绒 真丝 桑蚕丝 鹅绒 鸭绒 亚麻 涤纶 聚酯纤维 莱赛尔 羽绒 人造革 pu皮 貂毛 real_leather genuine_leather pure_cotton 100%_cotton cotton wool cashmere silk polyester linen faux_leather real_fur real_down vegan_leather',
  },
  {
    means: ['jewel-material'],
    words:
      '足金 纯金 真金 足银 纯银 18k 925 s925 镀金 天然玉 真玉 a货 天然的 老坑 和田玉 翡翠 缅甸 真钻 真钻石 莫桑石 培育钻 天然珍珠 真珍珠 淡水珠 海水珠 real_gold solid_gold gold_plated real_silver sterling_silver real_diamond real_diamonds lab_grown real_pearls natural_stone moissanite real_jade',
  },
];
