import type { Category } from '../../contract/ingest.ts';
import type { WordGroup } from '../words.ts';
import type { Sign } from './nouns-food.ts';

const group = (category: Category, weight: number, words: string): WordGroup<Sign> => ({
  means: { category, weight },
  words,
});

/** What is worn, used and owned. */
export const GOODS: readonly WordGroup<Sign>[] = [
  group(
    'cosmetics',
    3,
    `芦荟胶 保养品 睫毛增长液 眉膏 唇线笔 保养组 化妆棉片 沐浴油 护肤油 面霜乳 护肤水 花水 纯露 玫瑰纯露 玫瑰水 发膜膏 香体露 口红 唇釉 唇膏 润唇膏 唇泥 唇彩 粉底 粉底液 气垫 bb霜 散粉 蜜粉 粉饼 定妆喷雾 眼影 眼影盘 眼线笔 眼线液 眉笔 睫毛膏 腮红 修容 高光 遮瑕 遮瑕膏 卸妆油 卸妆水 卸妆膏 卸妆乳 洁面 洁面乳 洗面奶 洁面慕斯
     洗颜 爽肤水 化妆水 柔肤水 精华 精华液 精华水 精华油 安瓶 原液 面霜 乳霜 晚霜 日霜 眼霜 乳液 润肤乳 身体乳 护手霜 面膜 眼膜 泥膜 冻膜 睡眠面膜 护肤品 护肤 套装护肤 水乳 香水 香氛 身体喷雾 洗发水
     洗发露 洗发膏 洗发乳 洗发精 护发素 润发乳 发膜 护发精油 精油 发蜡 造型喷雾 沐浴露 沐浴乳 香皂 手工皂 磨砂膏 止汗露 指甲油 美甲 素颜霜 隔离霜 妆前乳 凡士林 润肤露 婴儿润肤 爽身粉 牙膏 美白牙膏
     漱口水 儿童面霜 宝宝霜 儿童牙膏 山茶花油 玻尿酸 玻色因 去角质 洗面皂 化妆品 彩妆 护唇膏 保湿霜 甘油 护肤套装 水光 洗脸巾妆 卸妆湿巾 剃须泡沫 发油`,
  ),
  group(
    'cosmetics',
    3,
    `lip_liner brow_gel eye_shadow palette eyeshadow_palette rose_water lipstick lip_gloss lip_balm foundation concealer face_powder setting_powder loose_powder blush bronzer highlighter eyeshadow eyeliner mascara makeup cleanser face_wash toner serum essence moisturizer moisturiser face_cream night_cream
     eye_cream lotion body_lotion hand_cream body_butter face_mask sheet_mask clay_mask face_oil skincare skin_care perfume fragrance cologne eau_de_parfum shampoo conditioner hair_mask hair_oil body_wash soap
     body_scrub nail_polish setting_spray primer makeup_remover micellar_water retinol hyaluronic_acid toothpaste mouthwash deodorant bath_bombs shea_butter face_mist essential_oil dry_shampoo lip_oil lip_tint`,
  ),
  group(
    'cosmetics',
    1,
    '保湿 补水 哑光 滋润 敏感肌 控油 抗皱 修护 妆感 色号 显白 毛孔 妆字号 skin glow hydrating',
  ),
  group(
    'special-cosmetics',
    5,
    `生发 育发 防脱发 增发 防晒霜 防晒乳 防晒露 防晒喷雾 防晒凝胶 防晒油 防晒棒 隔离防晒 防晒隔离 染发剂 染发膏 染发霜 泡泡染 染发 盖白发 一洗黑 烫发剂 烫发水 冷烫 祛斑霜 祛斑 祛斑精华 淡斑精华 美白霜 美白精华 美白面膜 美白乳液
     美白淡斑 美白 防脱 防脱洗发水 防脱精华 防脱发 育发液 生发液 国妆特字 特证 染膏 烫睫毛 植物染 焕白 祛斑美白 防掉发 落建
     sunscreen sunblock sun_cream spf hair_dye hair_color hair_colour whitening_cream whitening_serum skin_whitening skin_lightening hair_loss hair_growth perm_kit brightening_spf dark_spot_remover`,
  ),
  group(
    'electronics',
    4,
    `投屏器 同屏器 ps5 switch 掌机 镜头 相机镜头 电池板 太阳能板 电纸书 笔记型电脑 平板计算机 屏幕 网卡 摄影机 耳塞式耳机 遥控器 行车记录器 行车纪录器 录像机 白噪音机 手机 智能手机 苹果手机 折叠屏 平板 平板电脑 学习平板 学习机 电脑 笔记本电脑 笔电 游戏本 台式机 主机箱 显示器 屏幕显示器 键盘 机械键盘 鼠标 滑鼠 耳机 蓝牙耳机 耳麦 音箱 音响 喇叭 蓝牙音箱 蓝牙喇叭 智能手表 智慧手表
     手环 充电宝 行动电源 移动电源 充电器 充电头 数据线 充电线 快充头 无线充 触控笔 电容笔 硬盘 固态硬盘 随身碟 u盘 内存条 内存卡 记忆卡 路由器 相机 单反 微单 运动相机 无人机 摄像头 监控 行车记录仪 投影仪
     投影机 游戏机 手柄 显卡 主板 电子书 阅读器 麦克风 录音笔 对讲机 词典笔 翻译机 打印机 智能音箱 云台 稳定器 自拍杆 拓展坞 平衡车 电动车 电动自行车 电动滑板车 智能门锁 儿童手表 电话手表 机顶盒
     导航仪 vr眼镜 智能眼镜 手写板 绘图板 电视盒子 扩音器 筋膜枪 收音机`,
  ),
  group(
    'electronics',
    4,
    `noise_machine white_noise_machine sound_machine battery batteries phone smartphone iphone android_phone tablet ipad laptop notebook_computer computer pc monitor keyboard mouse headphones earbuds earphones headset speaker speakers soundbar smartwatch smart_watch fitness_tracker
     power_bank charger wall_charger usb-c_cable usb_cable cable adapter ssd hard_drive usb_drive memory_card sd_card router camera webcam drone dash_cam projector game_console console controller gpu graphics_card
     e-reader microphone printer e-bike ebike electric_scooter security_camera smart_lock docking_station hub massage_gun turntable walkie_talkie stylus`,
  ),
  group(
    'electronics',
    1,
    '蓝牙 快充 续航 毫安 5g 256g 128g 512g 1tb 无线 降噪 type-c bluetooth wireless usb-c mah 芯片 国行',
  ),
  group(
    'home-appliance',
    4,
    `电热饭盒 加热饭盒 刮胡刀 电动刮胡刀 电子锅 捕蚊灯 移动空调 挂烫 热风机 加热器 热敷仪 洗鞋机 缝纫机 电子秤 体脂秤 恒温水壶 恒温壶 电热水瓶 热水瓶 小风扇 冰箱 冰柜 洗衣机 烘干机 空调 冷气机 变频空调 电视 电视机 热水器 燃气灶 油烟机 抽油烟机 洗碗机 消毒柜 微波炉 烤箱 电烤箱 空气炸锅 气炸锅 电饭煲 电饭锅 电锅 电压力锅 高压锅电 电磁炉 电陶炉 电火锅 电煮锅 破壁机 豆浆机
     榨汁机 料理机 绞肉机 搅拌机 和面机 面包机 咖啡机 电热水壶 热水壶 电水壶 养生壶 饮水机 净水器 净水机 滤水器 滤芯 替换滤芯 加湿器 除湿机 空气净化器 清净机 电风扇 风扇 循环扇 循环扇 塔扇 吊扇 取暖器 电暖器 暖风机 油汀
     电热毯 电暖毯 吸尘器 扫地机 扫地机器人 拖地机 洗地机 除螨仪 挂烫机 电熨斗 熨斗 蒸汽拖把 吹风机 电吹风 卷发棒 直发器 剃须刀 电动剃须刀 电动牙刷 冲牙器 脱毛仪 美容仪 按摩椅 按摩仪 足浴盆 泡脚桶 台灯 吸顶灯 护眼灯
     浴霸 智能马桶 马桶盖 干衣机 擦窗机器人 灭蚊灯 暖奶器 蒸蛋器 三明治机 电饼铛 多士炉 烤面包机 酸奶机 制冰机 果蔬清洗机 垃圾处理器 集成灶 晾衣机 家电 小家电 温奶器 电蒸锅 电炖锅`,
  ),
  group(
    'home-appliance',
    4,
    `refrigerator fridge freezer washing_machine washer dryer air_conditioner television tv water_heater gas_stove range_hood dishwasher microwave oven toaster toaster_oven air_fryer rice_cooker pressure_cooker
     instant_pot slow_cooker induction_cooktop blender juicer food_processor stand_mixer bread_maker coffee_maker espresso_machine kettle electric_kettle water_dispenser water_purifier water_filter humidifier
     dehumidifier air_purifier fan space_heater heater electric_blanket vacuum vacuum_cleaner robot_vacuum steam_mop garment_steamer iron hair_dryer curling_iron straightener shaver electric_shaver
     electric_toothbrush water_flosser massage_chair foot_spa desk_lamp waffle_maker ice_maker appliance`,
  ),
  group('home-appliance', 1, '能效 一级能效 变频 安装 匹 大容量 家用电器 额定功率'),
  group(
    'apparel',
    3,
    `衣服 女装 男装 童装 外套 夹克 风衣 大衣 羽绒服 羽绒 棉服 棉衣 皮衣 皮草 冲锋衣 防晒衣 卫衣 毛衣 针织衫 针织 开衫 衬衫 衬衣 t恤 短袖 长袖 polo衫 背心 吊带 打底衫 打底裤 裤子 牛仔裤 牛仔 休闲裤 西裤 西装 西服 阔腿裤
     运动裤 短裤 裙子 连衣裙 半身裙 百褶裙 旗袍 汉服 睡衣 家居服 内衣 文胸 内裤 保暖内衣 秋衣 秋裤 袜子 丝袜 连裤袜 船袜 帽子 棒球帽 渔夫帽 围巾 披肩 手套 领带 皮带 腰带 丝巾 泳衣 比基尼 瑜伽裤 瑜伽服 运动服 速干衣
     校服 雨衣 马甲 罩衫 连体衣 爬服 包屁衣 婴儿服 鞋子 运动鞋 跑鞋 板鞋 帆布鞋 皮鞋 高跟鞋 凉鞋 拖鞋 靴子 马丁靴 雪地靴 老爹鞋 乐福鞋 童鞋 雨靴 棉拖 包包 手提包 单肩包 斜挎包 双肩包 背包 书包 钱包 托特包 皮包 帆布包
     腰包 防晒帽 防晒口罩 冰袖 鲨鱼裤 塑身衣 洋装 罩衫 大学t 帽t 抓绒衣 羊绒衫 羊毛衫 棉袄 唐装 西装外套 工装裤 围脖 发带 耳罩`,
  ),
  group(
    'apparel',
    3,
    `shirt t-shirt tshirt tee blouse sweater hoodie sweatshirt cardigan jacket coat blazer parka puffer vest suit dress skirt pants jeans trousers shorts leggings joggers yoga_pants underwear bra panties boxers
     pajamas robe socks tights stockings swimsuit bikini hat beanie cap scarf gloves mittens belt tie shoes sneakers boots sandals slippers heels loafers flats handbag purse tote tote_bag backpack crossbody wallet
     onesie romper jumpsuit tank_top turtleneck fleece raincoat denim activewear lingerie shawl overalls polo`,
  ),
  group(
    'apparel',
    1,
    '纯棉 羊毛 羊绒 真丝 高腰 宽松 修身 显瘦 面料 尺码 均码 加绒 加厚 穿搭 秋冬 春秋 百搭 cotton wool cashmere linen 版型',
  ),
  group(
    'medical-device',
    5,
    `额温计 耳温计 疤痕贴 硅胶疤痕贴 护理贴 医用胶带 护膝医用 弹力袜 静脉曲张袜 血压计 血压仪 血糖仪 血糖试纸 血糖机 体温计 额温枪 耳温枪 体温枪 血氧仪 医用口罩 外科口罩 n95口罩 雾化器 雾化机 制氧机 呼吸机 助听器 轮椅 电动轮椅 拐杖医用 医用敷料 医用冷敷贴 冷敷贴 创可贴 创口贴 纱布 绷带
     碘伏 酒精棉片 医用棉签 避孕套 安全套 保险套 隐形眼镜 美瞳 彩色隐形 角膜塑形镜 理疗仪 低频治疗仪 红外理疗灯 颈椎牵引器 牵引器 胰岛素针 胰岛素笔 验孕棒 排卵试纸 退热贴 退烧贴 护理床 医疗器械 医用面膜 拔罐器 针灸针
     听诊器 检测试剂盒 抗原检测 痔疮膏贴 膏药贴 远红外贴 止鼾器 洗鼻器 鼻腔冲洗器 医用退热 牙科 疤痕贴 医用硅酮 弹力袜医用 械字号 电子血压计 胎心仪 吸奶器医用 治疗仪
     knee_brace wrist_brace ankle_brace back_brace blood_pressure_monitor glucose_meter blood_glucose thermometer pulse_oximeter nebulizer hearing_aid hearing_aids wheelchair contact_lenses bandages band-aids pregnancy_test tens_unit cpap condoms
     oxygen_concentrator surgical_masks surgical_mask first_aid_kit walker medical_device test_strips ovulation_test compression_stockings`,
  ),
  group(
    'jewellery',
    4,
    `银耳环 银耳钉 银耳坠 金耳环 金耳钉 岫玉 沉香手串 项链 吊坠 手链 手镯 镯子 戒指 对戒 钻戒 耳环 耳钉 耳坠 耳夹 脚链 胸针 黄金 足金 金条 金饰 古法金 金镯 银饰 银镯 足银 铂金 钻石 培育钻石 莫桑石 翡翠 和田玉 玉镯 玉石 玉佩 平安扣 珍珠 珍珠项链 南洋金珠 澳白 淡水珠
     akoya 琥珀 蜜蜡 玛瑙 南红 水晶 水晶手串 碧玺 红宝石 蓝宝石 祖母绿 橄榄石 绿松石 珊瑚 珠宝 首饰 手串 转运珠 18k金 18k 彩金 金豆 金珠 貔貅手链 文玩手串 项鍊 玉器 金戒指 猫眼石 尖晶石 坦桑石 托帕石 石榴石手串
     necklace pendant bracelet bangle ring rings engagement_ring wedding_band earrings studs anklet brooch jewelry jewellery gold_chain silver_chain diamond diamonds moissanite pearls jade emerald sapphire ruby
     opal amethyst gemstone gemstones sterling_silver 14k 24k_gold charm_bracelet`,
  ),
];
