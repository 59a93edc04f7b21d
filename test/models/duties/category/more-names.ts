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
`;
