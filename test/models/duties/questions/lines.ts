/** A viewer's line and a duty that it must ask for. */
export const ASKING = `
保质期多久啊 | shelf-life
这个保质期到什么时候 | shelf-life
bzq多久 | shelf-life
保质期 | shelf-life
口红保质期 | shelf-life
说一下保质期 | shelf-life
能放多久 | shelf-life
开封后能放几天 | shelf-life
什么时候过期 | shelf-life
是临期的吗 | shelf-life
會不會快過期 | shelf-life
有效期限到哪天 | shelf-life
保存期限多久 | shelf-life
賞味期限呢 | shelf-life
可以放幾天 | shelf-life
how long does it keep | shelf-life
when does it expire | shelf-life
best before date? | shelf-life
expiry date pls | shelf-life
shelf life | shelf-life
how long does it last once opened | shelf-life
开封多久要用完 | cosmetic-use-period
生产日期是哪天 | production-date
几月份生产的 | production-date
什么时候生产的 | production-date
scrq | production-date
日期新鲜吗 | production-date
什么日期的 | production-date
製造日期 | production-date
什麼時候做的 | production-date
when was it made | production-date
manufacturing date? | production-date
哪里产的 | origin-producer
产地是哪 | origin-producer
是国产的还是进口的 | origin-producer
哪个厂家做的 | origin-producer
邊度產嘅 | origin-producer
台灣製的嗎 | origin-producer
是台南的嗎 | origin-producer
產地 | origin-producer
哪里的 | origin-producer
where is this made | origin-producer
made in china? | origin-producer
country of origin | origin-producer
where does it come from | origin-producer
配料有什么 | ingredients
配料表看一下 | ingredients
里面都有啥 | ingredients
有没有添加剂 | ingredients
加糖了吗 | ingredients
含糖吗 | ingredients
什么馅的 | ingredients
成分給看一下 | ingredients
裡面有什麼 | ingredients
what's in it | ingredients
does it have sugar | ingredients
ingredients please | ingredients
is it vegan | ingredients
含花生吗 | allergen
有没有坚果成分 | allergen
过敏原有哪些 | allergen
有牛奶吗 | allergen
does it contain nuts | allergen
gluten free? | allergen
is there dairy in this | allergen
要放冰箱吗 | storage
怎么保存 | storage
常温能放吗 | storage
要冰嗎 | storage
do I need to refrigerate it | storage
how do I store it | storage
多少钱一斤 | price-and-unit
多少钱 | price-and-unit
怎么卖的 | price-and-unit
好多钱 | price-and-unit
几块钱一个 | price-and-unit
單買多少 | price-and-unit
幾錢 | price-and-unit
一盒多少 | price-and-unit
单买呢多少钱 | price-and-unit
how much is it | price-and-unit
price? | price-and-unit
what's the price | price-and-unit
原价多少 | price-comparison-basis
平时卖多少 | price-comparison-basis
what was the original price | price-comparison-basis
包邮吗 | freight
包邮不 | freight
运费多少 | freight
运费谁出 | freight
yf多少 | freight
新疆包邮吗 | freight
運費呢 | freight
免運嗎 | freight
離島有免運嗎 | freight
is shipping free | freight
do I pay shipping | freight
do you ship to canada | freight
what's the shipping cost | freight
能退吗 | no-reason-return
可以退不 | no-reason-return
不喜欢能退吗 | no-reason-return
支持七天无理由吗 | no-reason-return
能不能退 | no-reason-return
退货怎么弄 | no-reason-return
7天wly吗 | no-reason-return
有没有运费险 | no-reason-return
可唔可以退 | no-reason-return
可以退貨嗎 | no-reason-return
鑑賞期幾天 | no-reason-return
拆了还能退吗 | no-reason-return
can I return it | no-reason-return
return policy? | no-reason-return
what if it doesn't fit | no-reason-return
do you accept returns | no-reason-return
can I get a refund | no-reason-return
拆封了能退吗 | return-exclusion-confirm
几年质保 | warranty-period
质保多久 | warranty-period
保修几年 | warranty-period
保固多久 | warranty-period
坏了怎么办 | warranty-period
保不保修 | warranty-period
有三年质保吗 | warranty-period
how long is the warranty | warranty-period
is there a warranty | warranty-period
what if it breaks | warranty-period
三包吗 | three-guarantees
坏了能换新吗 | three-guarantees
什么材质 | fiber-content
是真皮吗 | fiber-content
是不是真皮的 | fiber-content
係咪真皮 | fiber-content
纯棉的吗 | fiber-content
含棉量多少 | fiber-content
什么面料 | fiber-content
充绒量多少 | fiber-content
是羊毛嗎 | fiber-content
材質 | fiber-content
is it real leather | fiber-content
what's it made of | fiber-content
is it 100% cotton | fiber-content
what fabric is this | fiber-content
尺码怎么选 | size-fit
一百二十斤穿什么码 | size-fit
160 110斤穿什么码 | size-fit
偏大还是偏小 | size-fit
有大码吗 | size-fit
主播身高体重多少 | size-fit
腰圍多少 | size-fit
what sizes do you have | size-fit
does it run small | size-fit
is it true to size | size-fit
能机洗吗 | care-label
怎么洗 | care-label
会掉色吗 | care-label
會縮水嗎 | care-label
is it machine washable | care-label
will it shrink | care-label
是A类吗 | safety-class
有甲醛吗 | safety-class
多重 | name-spec
一箱几斤 | name-spec
一盒有几个 | name-spec
多少克 | name-spec
净含量多少 | name-spec
一包幾片 | name-spec
how big is it | name-spec
how many in a box | name-spec
how much does it weigh | name-spec
型号是什么 | model-parameters
多少瓦 | model-parameters
续航多久 | model-parameters
内存多大 | model-parameters
电池多大 | model-parameters
幾瓦 | model-parameters
is it waterproof | model-parameters
how many watts | model-parameters
battery life? | model-parameters
does it work with iphone | model-parameters
几级能效 | energy-label
费电吗 | energy-label
energy star? | energy-label
包安装吗 | install-service-fee
安装费多少 | install-service-fee
安裝要錢嗎 | install-service-fee
送充电头吗 | battery-safety
能带上飞机吗 | battery-safety
会不会着火 | battery-safety
有3C认证吗 | ccc-mark
NCC字號 | ccc-mark
is it UL listed | ccc-mark
孕妇能吃吗 | cautions
小孩可以吃吗 | cautions
有副作用吗 | cautions
敏感肌能用吗 | cosmetic-usage-warning
糖尿病人可以吃吗 | hf-suitable-groups
高血压能不能吃 | hf-suitable-groups
懷孕可以用嗎 | cautions
can pregnant women take this | cautions
is it safe for kids | cautions
any side effects | cautions
进眼睛怎么办 | cautions
怎么吃 | usage-instructions
一天吃几粒 | usage-instructions
怎么用啊 | usage-instructions
饭前还是饭后吃 | usage-instructions
一天可以吃幾條 | usage-instructions
how do I use it | usage-instructions
how many a day | usage-instructions
什么时候发货 | delivery-time
几天能到 | delivery-time
是现货吗 | delivery-time
拍了多久发 | delivery-time
幾天到貨 | delivery-time
when will it ship | delivery-time
how long does shipping take | delivery-time
will it arrive before christmas | delivery-time
坏果赔吗 | damage-compensation
到了坏了怎么办 | damage-compensation
路上压坏了咋整 | damage-compensation
死了包赔吗 | damage-compensation
what if it arrives broken | damage-compensation
要交税吗 | tax-duty
能开发票吗 | tax-duty
any import fees | tax-duty
送什么赠品 | gift-details
赠品是啥 | gift-details
is there a free gift | gift-details
活动到几点 | promo-conditions
优惠券怎么用 | promo-conditions
how long is the sale | promo-conditions
怎么抽奖 | prize-rules
抽几个人 | prize-rules
when is the giveaway | prize-rules
谁家的店 | seller-identity
公司名叫什么 | seller-identity
店叫啥 | seller-identity
卖家是谁 | seller-identity
你們公司是哪間 | seller-identity
who is the seller | seller-identity
what's the company name | seller-identity
你是老板吗 | host-identity
are you sponsored | host-identity
主播是真人吗 | ai-persona-label
是AI吗 | ai-persona-label
are you a real person | ai-persona-label
是数字人还是真人 | ai-persona-label
有营业执照吗 | licence
资质有吗 | licence
生产许可证号多少 | food-licence-standard
有沒有食品登錄字號 | food-licence-standard
有蓝帽子吗 | hf-registration
是药吗 | hf-not-drug-warning
能代替药吗 | hf-not-drug-warning
is it a medicine | hf-not-drug-warning
will it cure my knees | hf-not-drug-warning
几段的 | infant-stage-usage
几个月的宝宝能喝 | infant-stage-usage
怎么冲 | infant-stage-usage
配方注册号有吗 | infant-registration
能代替母乳吗 | infant-breastfeeding
备案号多少 | cosmetic-filing-no
有备案吗 | cosmetic-filing-no
有特证吗 | cosmetic-special-no
全成分看一下 | cosmetic-full-ingredients
有医疗器械证吗 | device-registration
注册证号多少 | device-registration
适用范围是什么 | device-scope
是足金吗 | jewel-material
什么玉 | jewel-material
是天然的吗 | jewel-material
18k的吗 | jewel-material
is it solid gold | jewel-material
are the diamonds real | jewel-material
几克 | jewel-weight-price
一克多少钱 | jewel-weight-price
工费多少 | jewel-weight-price
有证书吗 | jewel-cert
支持复检吗 | jewel-cert
does it come with a certificate | jewel-cert
什么时候摘的 | agri-origin-harvest
现摘的吗 | agri-origin-harvest
when were they picked | agri-origin-harvest
果子多大 | agri-spec-grade
一斤几个 | agri-spec-grade
打农药吗 | agri-certificate
有检疫证吗 | agri-certificate
are they organic | agri-certificate
多少度的 | alcohol-info
什么香型 | alcohol-info
what's the abv | alcohol-info
幼猫能吃吗 | pet-type-stage
能当主粮吗 | pet-type-stage
is it ok for puppies? | pet-type-stage
蛋白含量多少 | pet-analysis
how much protein | pet-analysis
国行吗 | cbec-risk-notice
有中文标签吗 | cbec-risk-notice
要身份证吗 | cbec-tax-limit
几成新 | secondhand-condition
修过吗 | secondhand-condition
电池健康多少 | secondhand-condition
any scratches | secondhand-condition
有发票吗 | secondhand-origin
是正品吗 | secondhand-origin
is it authentic | secondhand-origin
是翻新机吗 | refurb-label
is it refurbished | refurb-label
有效期到什么时候 | service-content-validity
一共几节课 | service-content-validity
周末能用吗 | service-content-validity
what's included | service-content-validity
没用完能退吗 | virtual-refund-rule
会自动续费吗 | auto-renew-notice
怎么取消续费 | auto-renew-notice
does it auto renew | auto-renew-notice
有问题找谁 | aftersales-contact
售后电话多少 | aftersales-contact
how do I contact you | aftersales-contact
主播 保质期多久啊 都没说 | shelf-life
问一下能不能退呀 | no-reason-return
@小店 配料表发一下 | ingredients
有木有运费险 | no-reason-return
三号链接的保质期呢 | shelf-life
2号多少钱 | price-and-unit
保质期？？？ | shelf-life
请问这个敏感肌可以用吗谢谢 | cosmetic-usage-warning
这款质保几年运费谁出 | freight
保志期多久 | shelf-life
wait is that real leather | fiber-content
so how long is it good for | shelf-life
does anyone know if it's machine washable? | care-label
`;

export const rows = (table: string): string[] => table.trim().split('\n');
