/** More lines of viewers, each with a duty that it must ask for. */
export const MORE_ASKING = `
日期呢 | production-date
几时焗的 | production-date
可以摆几耐 | shelf-life
边度整嘅 | origin-producer
made in turkey | origin-producer
where is it stitched | origin-producer
边间铺嘅 | seller-identity
sold by whom | seller-identity
who runs this | seller-identity
shipping to alaska | freight
使唔使运费 | freight
大小唔啱 | no-reason-return
what if she hates it | no-reason-return
几耐保养 | warranty-period
dishwasher? | usage-instructions
这个能囤多久 | shelf-life
几月到期 | shelf-life
是不是快过期才便宜 | shelf-life
日期是哪天的 | production-date
最新日期吗 | production-date
是今年的新货吗 | production-date
哪个地方的厂 | origin-producer
是不是国产 | origin-producer
进口的还是国产 | origin-producer
谁家代工 | origin-producer
有防腐剂没 | ingredients
里面放了什么 | ingredients
成分安全吗 | ingredients
牛奶过敏可以吃吗 | allergen
对花生过敏能吃不 | allergen
冷冻还是冷藏 | storage
不放冰箱会坏吗 | storage
价格是多少 | price-and-unit
今天什么价 | price-and-unit
2件多少钱 | price-and-unit
一组几个多少钱 | price-and-unit
这个价是一个还是两个 | price-and-unit
偏远地区发货吗 | freight
几件包邮 | freight
邮费要自己出吗 | freight
不合适可以换吗 | no-reason-return
买错了能退不 | no-reason-return
穿过还能退吗 | no-reason-return
打开了还可以退吗 | no-reason-return
不好吃包退吗 | no-reason-return
可不可以七天无理由 | no-reason-return
退貨運費誰付 | freight
有鑑賞期嗎 | no-reason-return
质保从什么时候算 | warranty-period
全国联保吗 | warranty-period
保修期过了怎么修 | warranty-period
坏了寄回去修吗 | warranty-period
皮的还是布的 | fiber-content
里面是什么绒 | fiber-content
会不会起球 | care-label
身高一米六能穿吗 | size-fit
胖妹妹能穿吗 | size-fit
130斤要拍什么码 | size-fit
鞋子正码吗 | size-fit
可以水洗不 | care-label
几片装 | name-spec
毛重还是净重 | name-spec
跟华为手机能配吗 | model-parameters
充满电用多久 | model-parameters
支持快充吗 | model-parameters
多大功率 | model-parameters
这个费不费电 | energy-label
师傅上门装吗 | install-service-fee
安装另外收费吗 | install-service-fee
三岁小孩能用吗 | cautions
吃多了会怎样 | cautions
胃不好的人能喝吗 | cautions
皮肤敏感能用不 | cosmetic-usage-warning
哺乳期能用么 | cautions
一次吃多少 | usage-instructions
早上用还是晚上用 | usage-instructions
需要煮多久 | usage-instructions
周末发货吗 | delivery-time
年前能到吗 | delivery-time
下单几天发 | delivery-time
烂果怎么赔 | damage-compensation
收到碎了怎么处理 | damage-compensation
可以开票不 | tax-duty
有啥赠品没 | gift-details
买一送一是送一样的吗 | gift-details
这个价格到什么时候 | promo-conditions
限购几份 | promo-conditions
怎么参加抽奖 | prize-rules
你们是哪家公司 | seller-identity
是旗舰店吗 | seller-identity
这是谁的店啊 | seller-identity
你们跟厂家什么关系 | host-identity
现在是录播还是真人 | ai-persona-label
这主播是机器人吧 | ai-persona-label
SC编号有没有 | food-licence-standard
吃了能降血糖吗 | hf-not-drug-warning
对失眠有用吗 | hf-not-drug-warning
六个月宝宝喝几段 | infant-stage-usage
多少度水冲 | infant-stage-usage
有没有批准文号 | hf-registration
妆字号还是械字号 | cosmetic-filing-no
金重多少克 | jewel-weight-price
按克卖还是一口价 | jewel-weight-price
是和田玉还是青海玉 | jewel-material
带证书不 | jewel-cert
几月份成熟的 | agri-origin-harvest
有没有打药 | agri-certificate
这酒几度 | alcohol-info
是勾兑的吗 | alcohol-info
几个月的狗能吃 | pet-type-stage
肉含量多少 | pet-analysis
发的是保税仓吗 | cbec-risk-notice
税谁出 | tax-duty
屏幕换过没 | secondhand-condition
有暗病吗 | secondhand-condition
保真吗 | secondhand-origin
全新的还是二手 | refurb-label
所有门店都能用吗 | service-content-validity
过期了退不退钱 | virtual-refund-rule
会不会自动扣费 | auto-renew-notice
保存要冷藏嗎 | storage
適合幾歲 | hf-suitable-groups
會過敏嗎 | cautions
怎麼退 | no-reason-return
貨到多久可以退 | no-reason-return
有附充電線嗎 | battery-safety
電壓多少 | model-parameters
尺寸表有嗎 | size-fit
可以丟洗衣機嗎 | care-label
哪一間工廠做的 | origin-producer
有BSMI嗎 | ccc-mark
統編多少 | seller-identity
幾年份 | alcohol-info
how long can i keep it in the freezer | shelf-life
does this expire soon | shelf-life
what's the expiration | shelf-life
is it made in the usa | origin-producer
who's the manufacturer | origin-producer
any nuts in this? | allergen
can my 3 year old eat this | cautions
is it ok while breastfeeding | cautions
does it come with a warranty | warranty-period
whats the return window | no-reason-return
can u ship to hawaii | freight
how fast is shipping | delivery-time
cost of shipping? | freight
what are the dimensions | name-spec
is this genuine leather or pu | fiber-content
is the silver real | jewel-material
does it need to be installed | install-service-fee
what voltage is it | model-parameters
can it go in the dryer | care-label
i'm 5'4 140 what size | size-fit
what's your store called | seller-identity
are u ai | ai-persona-label
is it fda approved | device-registration
what's the catch | promo-conditions
do i have to pay customs | tax-duty
how old is it | production-date
how many lessons are there | service-content-validity
can i cancel anytime | auto-renew-notice
主播主播这个保质期说了吗没听到 | shelf-life
求问开盖以后多久喝完 | shelf-life
家里囤两箱会不会过期 | shelf-life
想知道是几月份产的 | production-date
工厂在哪里啊 | origin-producer
原料是哪里的 | origin-producer
肉是什么肉 | ingredients
有没有香精啊这个 | ingredients
麸质过敏的能吃吗 | allergen
夏天要放冰箱不 | storage
好多米一斤 | price-and-unit
两盒什么价格 | price-and-unit
三号啥价 | price-and-unit
咋卖滴 | price-and-unit
包不包邮啊老板 | freight
邮费几块 | freight
云南包邮不 | freight
收到不满意退得掉吗 | no-reason-return
七天可退吗 | no-reason-return
不合身给退不 | no-reason-return
支持退换吗 | no-reason-return
带运费险吗 | no-reason-return
这质保咋算的 | warranty-period
用几个月坏了管不管 | warranty-period
保不保两年 | warranty-period
料子是啥的 | fiber-content
纯羊毛还是混纺 | fiber-content
外面是牛皮吗 里面呢 | fiber-content
165 55kg 穿m行吗 | size-fit
肩宽多少呀 | size-fit
褪色吗会不会 | care-label
手洗还是机洗 | care-label
几斤装的这个 | name-spec
一瓶几毫升 | name-spec
多少寸的屏 | model-parameters
蓝牙几点几的 | model-parameters
电池耐用吗 多少毫安 | model-parameters
装空调要加钱吗 | install-service-fee
有几级能耗 | energy-label
月子里能吃吗 | cautions
吃中药可以一起吃吗 | cautions
尿酸高的人可以吗 | cautions
来例假能喝吗 | cautions
一周敷几次 | usage-instructions
敷完要洗吗 | usage-instructions
冲水喝还是干吃 | usage-instructions
今晚拍明天能发不 | delivery-time
啥时候能收到 | delivery-time
预售多少天 | delivery-time
水果路上烂了赔不赔 | damage-compensation
螃蟹死了算谁的 | damage-compensation
发票能开公司抬头吗 | tax-duty
拍两件送几个 | gift-details
优惠到今晚结束吗 | promo-conditions
一个号能买几份 | promo-conditions
抽奖啥时候抽 | prize-rules
店名是啥来着 | seller-identity
哪家店发的货 | seller-identity
主播你是自家厂吗 | host-identity
是真人在播吗 | ai-persona-label
老年人血压高能不能吃 | cautions
这是保健品还是药啊 | hf-not-drug-warning
鑽石是真的嗎 | jewel-material
有GIA嗎 | jewel-cert
一台斤多少 | price-and-unit
幾顆一盒 | name-spec
什麼時候出貨 | delivery-time
現貨還是預購 | delivery-time
可以貨到退嗎 | no-reason-return
孕婦能擦嗎 | cosmetic-usage-warning
有沒有酒精成分 | ingredients
保固內壞掉怎麼辦 | warranty-period
這個是純棉嗎 | fiber-content
會褪色嗎 | care-label
有幾個尺寸 | size-fit
can my dog eat this? | pet-type-stage
what are the ingredients in the serum | ingredients
does shipping cost extra | freight
how much for two | price-and-unit
how much each | price-and-unit
do these shrink in the wash | care-label
is there a money back guarantee | no-reason-return
how long til it gets here | delivery-time
is it safe during pregnancy | cautions
whats the material | fiber-content
real gold or plated | jewel-material
did you say what it's made of | fiber-content
what's the weight | name-spec
will this fit a size 8 | size-fit
is it hand wash only | care-label
how do you use this thing | usage-instructions
does the charger come with it | battery-safety
who do I call if something is wrong | aftersales-contact
卸妆油单买呢 | price-and-unit
山东的吗 | origin-producer
怎么联系售后啊 | aftersales-contact
这款多重啊主播 | name-spec
几包一箱 | name-spec
里面有几个 | name-spec
这个是几号生产 | production-date
哪年产的 | production-date
有没有过敏的风险 | cautions
宝宝几个月能用 | cautions
质保在哪查 | warranty-period
能看下背面的配料吗 | ingredients
把生产日期给我们看看 | production-date
报一下规格 | name-spec
念一下成分 | ingredients
保质期主播 | shelf-life
运费？ | freight
退换政策 | no-reason-return
尺码表 | size-fit
证书 | jewel-cert
有鉴定吗 | jewel-cert
充电几个小时 | model-parameters
噪音大不大 | model-parameters
电费一个月多少 | energy-label
水温多少度泡 | usage-instructions
一天喝几次 | usage-instructions
狗能吃吗 | pet-type-stage
会上火吗 | cautions
有生产许可吗 | food-licence-standard
有检测报告吗 | jewel-cert
能开增值税发票吗 | tax-duty
最晚什么时候发 | delivery-time
是预售吗 | delivery-time
寄到香港多少运费 | freight
包税吗 | tax-duty
这课能回看吗 | service-content-validity
永久有效吗 | service-content-validity
过敏了能退吗 | no-reason-return
what's the shelf life on these | shelf-life
how do i clean it | care-label
is the chain real gold | jewel-material
which country is this made in | origin-producer
how long does the battery last | model-parameters
what's the refund policy if i open it | no-reason-return
can you read the ingredients | ingredients
when does the coupon expire | promo-conditions
`;
