/** More names, of goods beside those that the tables of words name. */
export const MORE_NAMES = `
手工花生酥 500g | food
三文鱼猫饭 | pet-food
小米手机壳 | other
红枣枸杞茶 | food
牛奶浴沐浴露 | cosmetics
鸡蛋卷 童年味 | food
龙井茶叶 明前 100g | food
低糖电饭煲 3L | home-appliance
羊肚菌干货 50g | food
现摘水蜜桃 6个大果 | agri-produce
玉米须茶 | food
豆乳盒子蛋糕 | food
海盐苏打饼干 | food
芦荟胶 | cosmetics
护眼台灯 国AA级 | home-appliance
男士洁面+爽肤水 | cosmetics
速干运动短裤 | apparel
冬季加绒打底裤 | apparel
亲子装 卫衣 | apparel
不锈钢保温饭盒 | other
电动车头盔 | other
棉柔卫生巾 | other
金丝皇菊 | food
老陈皮 新会 | food
腊八蒜 | food
鲜炖燕窝 45g*7 | food
石斛粉 | food
氨糖 | health-food
蛋白棒 | food
运动蓝牙耳机 骨传导 | electronics
手机支架 | other
投屏器 | electronics
乳胶手套 | other
猫爬架 | other
宠物羊奶粉 | pet-food
金毛狗粮 40斤 | pet-food
玫瑰金手镯 | jewellery
蜜蜡手串 | jewellery
黄金戒指 足金 | jewellery
女士手表 石英 | other
儿童滑板车 | other
火锅代金券 100元 | virtual
亲子乐园门票 | virtual
剪映教学课 | virtual
考研英语网课 | virtual
KTV欢唱券 | virtual
老花眼镜 | other
硅胶疤痕贴 | medical-device
额温计 | medical-device
鼻喷雾化器 | medical-device
电子体温计 | medical-device
艾草贴 | other
护腰带 | other
二手相机镜头 | electronics+second-hand
九九新平板电脑 | electronics+second-hand
保税 奶粉 3段 | infant-formula+cross-border
海外直邮鱼油 | health-food+cross-border
梨膏糖 | food
冰糖橙 9斤 | agri-produce
赣南脐橙 | agri-produce
云南鲜花饼 | food
小黄鱼 野生 冷冻 | agri-produce
羔羊卷 | agri-produce
酸笋 | food
新疆灰枣 | food
腌笃鲜 | food
抹茶粉 | food
手撕面包 | food
猪油 | food
老白茶饼 | food
苏打水 | food
五粮浓香白酒 | alcohol
梅子酒 | alcohol
蓝莓果酒 | alcohol
身体磨砂膏 | cosmetics
睫毛增长液 | cosmetics
定妆粉饼 | cosmetics
防晒隔离乳 | special-cosmetics
染发梳 | other
空气清新剂 | other
毛呢大衣 | apparel
冰丝凉感裤 | apparel
小白鞋 | apparel
马面裙 | apparel
儿童书包 | apparel
加湿器 大雾量 | home-appliance
电热饭盒 | home-appliance
燃气热水器 | home-appliance
電動刮鬍刀 | home-appliance
吸塵器 | home-appliance
筆記型電腦 | electronics
耳機 | electronics
保養品組 | cosmetics
面膜 | cosmetics
運動鞋 | apparel
內衣 | apparel
鳳梨 | agri-produce
芒果乾 | food
咖啡豆 | food
威士忌 | alcohol
貓飼料 | pet-food
gold hoop earrings | jewellery
noise cancelling headphones | electronics
yoga mat | other
cast iron skillet | other
dog leash | other
baby onesie | apparel
ground coffee | food
hot chocolate mix | food
rib eye steak | agri-produce
sparkling rosé wine | alcohol
retinol night cream | cosmetics
tinted moisturizer SPF 30 | special-cosmetics
apple cider vinegar gummies | health-food
hair growth serum | special-cosmetics
heating pad | other
electric kettle | home-appliance
phone charger | electronics
tablet case | other
winter coat | apparel
women's ankle boots | apparel
lavender soap bar | cosmetics
scented candle | other
pilates class pass | virtual
museum tickets | virtual
奶香小馒头饼干 | food
麻辣小龙虾尾 熟食 | food
五黑粉 | food
蓝莓山药糕 | food
猪肚鸡汤料理包 | food
高山云雾绿茶 | food
杭白菊花茶 | food
芝麻核桃黑豆粉 | food
鲜切水果盒 | agri-produce
冰鲜鸡翅中 | agri-produce
有机胡萝卜 5斤 | agri-produce
云南褚橙 | agri-produce
东海带鱼 新鲜 | agri-produce
盐水鸭 | food
牦牛肉干 | food
铁皮石斛胶囊 | health-food
蛋白质粉 | health-food
维C泡腾片 | health-food
鱼油dha 成人 | health-food
玫瑰花水 | cosmetics
蜗牛原液面膜 | cosmetics
儿童沐浴露二合一 | cosmetics
洁面泥 | cosmetics
润唇膏 男士 | cosmetics
防晒喷雾 SPF50 清爽 | special-cosmetics
泡沫染发剂 | special-cosmetics
生发精华液 | special-cosmetics
蓝牙音响 户外 | electronics
高清摄像头 家用监控 | electronics
手机充电线 三合一 | electronics
机顶盒遥控器 | electronics
电竞显示器 27寸 | electronics
扫拖一体机 | home-appliance
挂脖小风扇 | home-appliance
家用烘干机 | home-appliance
智能电饭锅 | home-appliance
电动窗帘 | other
恒温水壶 | home-appliance
女童公主裙 | apparel
男士商务衬衫 | apparel
加厚珊瑚绒睡衣 | apparel
真皮乐福鞋 女 | apparel
丝绒百褶半身裙 | apparel
羽绒马甲 | apparel
登山鞋 防水 | apparel
单肩小方包 | apparel
护眼贴 | other
医用弹力袜 | medical-device
腕式血压计 | medical-device
无菌纱布块 | medical-device
助眠呼吸机 | medical-device
18K白金项链 | jewellery
银耳环 s925 | jewellery
蓝宝石吊坠 | jewellery
岫玉手镯 | jewellery
沉香手串 | jewellery
纯粮酿造白酒 | alcohol
冰酒 甜型 | alcohol
果味啤酒 | alcohol
威士忌 12年 | alcohol
幼犬奶糕粮 | pet-food
猫冻干零食 | pet-food
三文鱼味猫主食罐 | pet-food
电影票兑换券 | virtual
按摩店团购券 60分钟 | virtual
英语口语外教课 | virtual
海洋馆亲子套票 | virtual
游戏充值卡 | virtual
代写 | other
二手单反镜头 | electronics+second-hand
八成新羽绒服 | apparel+second-hand
中古名表 | second-hand
跨境防晒霜 | special-cosmetics+cross-border
保税 胶原蛋白粉 | health-food+cross-border
床上用品四件套 | other
不锈钢炒锅 | other
洗碗布 | other
婴儿湿巾 80抽 | other
陶瓷茶具套装 | other
实木餐桌 | other
儿童益智玩具 | other
汽车坐垫 | other
紙尿褲 | other
電熱水瓶 | home-appliance
行車紀錄器 | electronics
牛肉乾 | food
果醬 | food
保濕精華液 | cosmetics
防曬乳 | special-cosmetics
羽絨外套 | apparel
珍珠手鍊 | jewellery
血糖機 | medical-device
草莓 兩盒 | agri-produce
紅酒 兩支 | alcohol
狗飼料 | pet-food
餐券 兩張 | virtual
魚油 | health-food
almond croissants | food
green tea bags 100 ct | food
chili crisp | food
beef tallow | food
ribeye box | agri-produce
honeycrisp apples | agri-produce
men's multivitamin | health-food
sleep gummies | health-food
eye shadow palette | cosmetics
leave-in conditioner | cosmetics
SPF 50 face lotion | special-cosmetics
noise machine | electronics
wireless mouse | electronics
phone stand | other
stand mixer | home-appliance
hair dryer brush | home-appliance
cashmere scarf | apparel
graphic tee | apparel
denim jacket | apparel
running shoes | apparel
silver pendant | jewellery
gold vermeil ring | jewellery
knee brace | medical-device
pinot grigio | alcohol
IPA six pack | alcohol
cat treats | pet-food
senior dog kibble | pet-food
guitar lessons | virtual
museum day pass | virtual
refurbished tablet | electronics+second-hand
pre-owned watch | second-hand
bath towels | other
`;
