import { MORE_NAMES } from './more-names.ts';

/** Names of products as shops write them, with their categories; what the thing is comes first. */
const SHOPS = `
坚果礼盒 750g | food
原味每日坚果 30包 | food
手工牛肉酱 210g*2瓶 | food
荞麦挂面 1kg | food
低脂鸡胸肉 10袋 | food
红豆薏米粉 500克 | food
黑芝麻丸 独立包装 | food
手抓饼 20片装 | food
芝士蛋糕 6寸 | food
冷冻虾滑 150g*4 | food
椰子水 330ml*12瓶 | food
苹果脆片 | food
苹果汁 1L装 | food
草莓果酱 300g | food
牛奶巧克力礼盒 | food
茉莉花茶 250克罐装 | food
云南小粒咖啡豆 | food
五香卤牛腱 真空装 | food
酸奶果粒块 | food
全脂奶粉 900g 成人奶粉 | food
中老年奶粉 高钙 | food
冻干草莓 | food
自热火锅 牛油麻辣 | food
桂花酥 礼盒 | food
料酒 500ml | food
酒心巧克力 | food
螺蛳粉 10包整箱 | food
无糖燕麦片 1.5kg | food
香菇猪肉包子 12只 | food
益生菌酸奶 12杯 | food
土鳳梨酥 12入 | food
手工蛋捲禮盒 | food
牛軋餅 30片 | food
滷味拼盤 真空包 | food
烏龍茶茶包 50入 | food
黑糖糕 2盒 | food
麻油麵線 | food
蒟蒻果凍 箱購 | food
maple granola 12 oz | food
dark chocolate sea salt caramels | food
cold brew coffee beans 2 lb | food
spicy beef jerky pack | food
organic honey jar | food
almond butter 16oz | food
frozen pork dumplings 40 pieces | food
apple chips, 6 bags | food
辅酶Q10软胶囊 60粒 | health-food
氨糖软骨素加钙片 | health-food
乳清蛋白粉 香草味 | health-food
深海鱼油软胶囊 200粒 | health-food
叶黄素酯片 | health-food
维生素C咀嚼片 100片 | health-food
成人益生菌固体饮品 20条 | health-food
褪黑素片 60片 | health-food
灵芝孢子粉 破壁 | health-food
液体钙 90粒 | health-food
胶原蛋白肽 30袋 | health-food
葉黃素膠囊 60粒 | health-food
薑黃錠 保健食品 | health-food
綜合維他命B群 | health-food
酵素果凍條 15入 | health-food
滴雞精 10包 | health-food
magnesium gummies | health-food
vitamin D3 softgels 240 ct | health-food
collagen peptides powder | health-food
kids probiotic chewables | health-food
turmeric capsules 90 count | health-food
elderberry syrup 8 fl oz | health-food
whey protein isolate vanilla | health-food
婴儿配方奶粉 1段 800g | infant-formula
较大婴儿配方奶粉2段 | infant-formula
幼儿配方奶粉 3段 900克 | infant-formula
婴幼儿羊奶粉 三段 | infant-formula
嬰兒配方奶粉 一階 | infant-formula
stage 1 infant formula | infant-formula
toddler formula 24 oz | infant-formula
organic goat milk baby formula stage 2 | infant-formula
哑光口红 豆沙色 | cosmetics
氨基酸洗面奶 120g | cosmetics
玻尿酸精华液 30ml | cosmetics
儿童面霜 50g | cosmetics
宝宝润肤乳 | cosmetics
山茶花卸妆油 | cosmetics
牛奶面膜 10片 | cosmetics
蜂蜜洗发水 500ml | cosmetics
椰子油护发素 | cosmetics
茶树洁面慕斯 | cosmetics
红石榴水乳套装 | cosmetics
持妆粉底液 自然色 | cosmetics
樱花香水 50ml | cosmetics
护手霜三支装 | cosmetics
儿童牙膏 草莓味 | cosmetics
维C精华水 | cosmetics
玫瑰精油 10ml | cosmetics
保濕面膜 5入 | cosmetics
卸妝水 400ml | cosmetics
護唇膏 | cosmetics
胺基酸洗髮精 | cosmetics
lip gloss set | cosmetics
hydrating face cream 50 ml | cosmetics
vitamin C serum | cosmetics
argan oil shampoo | cosmetics
matte lipstick, rose | cosmetics
coconut body lotion | cosmetics
防晒霜 SPF50+ 60ml | special-cosmetics
儿童防晒乳 | special-cosmetics
植物染发剂 深棕 | special-cosmetics
美白淡斑精华 | special-cosmetics
美白面膜 | special-cosmetics
防脱洗发水 生姜 | special-cosmetics
冷烫液 烫发水 | special-cosmetics
染髮膏 栗棕 | special-cosmetics
防曬噴霧 | special-cosmetics
mineral sunscreen SPF 30 | special-cosmetics
permanent hair dye, dark brown | special-cosmetics
蓝牙耳机 降噪 | electronics
65W氮化镓充电器 | electronics
学习平板 11英寸 | electronics
苹果手机 256G | electronics
机械键盘 87键 红轴 | electronics
智能手表 心率监测 | electronics
充电宝 20000毫安 | electronics
行车记录仪 前后双录 | electronics
儿童电话手表 | electronics
移动固态硬盘 1TB | electronics
家用投影仪 | electronics
藍牙喇叭 20W | electronics
無線滑鼠 | electronics
行動電源 10000mAh | electronics
wireless earbuds | electronics
USB-C cable 6 ft | electronics
gaming laptop 16 inch | electronics
dash cam with night vision | electronics
bluetooth speaker | electronics
mechanical keyboard | electronics
空气炸锅 5L | home-appliance
电热毯 双人 | home-appliance
台下净水器 800加仑 | home-appliance
扫地机器人 自集尘 | home-appliance
变频空调 1.5匹 | home-appliance
咖啡机 家用意式 | home-appliance
牛奶加热器 暖奶器 | home-appliance
电动牙刷 4刷头 | home-appliance
负离子吹风机 | home-appliance
榨汁机 便携 | home-appliance
落地电风扇 | home-appliance
養生壺 1.8公升 | home-appliance
氣炸鍋 6L | home-appliance
除濕機 12公升 | home-appliance
air fryer 6 qt | home-appliance
rice cooker 10 cup | home-appliance
cordless vacuum cleaner | home-appliance
ceramic space heater | home-appliance
countertop ice maker | home-appliance
羊绒围巾 女款 | apparel
高腰牛仔裤 直筒 | apparel
纯棉短袖T恤 男 | apparel
儿童羽绒服 加厚 | apparel
防晒衣 女 夏季 | apparel
真丝连衣裙 | apparel
老爹鞋 厚底 | apparel
头层牛皮手提包 | apparel
珍珠扣针织开衫 | apparel
瑜伽裤 高弹 | apparel
棉袜 10双装 | apparel
奶油色毛衣 | apparel
针织外套 | apparel
婴儿连体衣 新生儿 | apparel
真皮皮带 男士 | apparel
針織外套 單一尺寸 | apparel
寬版洋裝 | apparel
涼感短袖上衣 | apparel
high-waist leggings | apparel
merino wool sweater | apparel
leather crossbody bag with strap, handbag | apparel
kids rain boots | apparel
linen shirt for men | apparel
cotton crew socks 6 pack | apparel
电子血压计 上臂式 | medical-device
医用外科口罩 50只 | medical-device
血糖试纸 100片 | medical-device
红外额温枪 | medical-device
家用制氧机 5L | medical-device
医用冷敷贴 5片 | medical-device
助听器 老人 | medical-device
彩色隐形眼镜 月抛 | medical-device
电动轮椅 折叠 | medical-device
儿童退热贴 6贴 | medical-device
電子血壓計 | medical-device
保險套 12入 | medical-device
blood pressure monitor | medical-device
digital thermometer | medical-device
pulse oximeter fingertip | medical-device
daily contact lenses 30 pack | medical-device
淡水珍珠项链 | jewellery
足金999转运珠 | jewellery
18K金钻石耳钉 | jewellery
和田玉平安扣 | jewellery
翡翠手镯 圈口56 | jewellery
银手链 女 | jewellery
天然水晶手串 | jewellery
古法黄金戒指 | jewellery
18K金項鍊 | jewellery
珍珠耳環 | jewellery
14k gold necklace | jewellery
freshwater pearl earrings | jewellery
moissanite engagement ring | jewellery
sterling silver bracelet | jewellery
红富士苹果 10斤 带箱 | agri-produce
阳光玫瑰葡萄 3斤 | agri-produce
大闸蟹 公4两母3两 8只 | agri-produce
散养土鸡蛋 30枚 | agri-produce
五常大米 10斤 | agri-produce
贝贝南瓜 5斤 | agri-produce
生鲜牛腩 2斤 | agri-produce
新鲜带鱼段 | agri-produce
云南蓝莓 125g*4盒 | agri-produce
铁棍山药 5斤装 | agri-produce
黑猪肉五花肉 | agri-produce
愛文芒果 5台斤 | agri-produce
台灣高麗菜 | agri-produce
有機白米 2公斤 | agri-produce
fresh blueberries 2 lb | agri-produce
navel oranges 10 lb box | agri-produce
wild salmon fillets, salmon | agri-produce
free-range eggs | agri-produce
酱香型白酒 53度 500ml | alcohol
干红葡萄酒 2支 | alcohol
精酿啤酒 12罐 | alcohol
青梅酒 低度 | alcohol
糯米黄酒 1.5L | alcohol
桂花米酿甜酒 | alcohol
金門高粱酒 58度 | alcohol
cabernet red wine | alcohol
small batch bourbon | alcohol
craft beer variety pack | alcohol
全价成猫粮 5kg | pet-food
幼犬粮 小型犬 | pet-food
鸡肉味猫条 20支 | pet-food
冻干双拼猫粮 | pet-food
狗狗磨牙棒 | pet-food
主食罐 猫罐头 170g*12 | pet-food
貓咪肉泥 貓零食 | pet-food
grain free dog food | pet-food
salmon cat treats | pet-food
puppy kibble chicken | pet-food
跨境保健食品 鱼油软胶囊 | health-food+cross-border
保税仓发货 婴儿配方奶粉 1段 | infant-formula+cross-border
日本直邮 卸妆油 | cosmetics+cross-border
跨境 维生素片 | health-food+cross-border
海外版 蓝牙耳机 | electronics+cross-border
cross-border face serum | cosmetics+cross-border
二手手机 95新 | electronics+second-hand
九成新 单反相机 | electronics+second-hand
官方翻新笔记本电脑 | electronics+second-hand
中古包 手提包 | apparel+second-hand
二手洗衣机 | home-appliance+second-hand
二手金戒指 回收 | jewellery+second-hand
refurbished laptop | electronics+second-hand
pre-owned leather handbag | apparel+second-hand
used iphone 128gb | electronics+second-hand
四人火锅套餐券 | virtual
洗车卡 10次 | virtual
视频会员年卡 | virtual
Python线上课程 40节 | virtual
景区门票 成人票 | virtual
酒店住宿券 含双早 | virtual
话费充值 100元 | virtual
上门保洁服务 4小时 | virtual
健身卡 半年 | virtual
線上課程 40堂 | virtual
溫泉住宿券 | virtual
game credits 1000 points | virtual
online yoga course 12 lessons | virtual
spa gift card | virtual
streaming subscription, 12 months | virtual
猫砂 10kg | other
抽纸 24包 | other
不粘锅 32cm | other
保温杯 500ml | other
乳胶枕 一对 | other
洗衣液 3kg | other
手机壳 透明 | other
儿童积木 | other
宠物玩具 逗猫棒 | other
拉杆箱 24寸 | other
紅酒杯 兩入 | other
咖啡杯 | other
water bottle 32 oz | other
dog bed large | other
phone case clear | other
wooden puzzle for kids | other
蓝色小玩意 | other
`;

/** Name and categories, joined by a plus where it is of several. */
export const NAMES = (SHOPS + MORE_NAMES)
  .trim()
  .split(/\n+/)
  .map((line) => line.split(' | ') as [string, string]);
