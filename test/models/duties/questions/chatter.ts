/** Lines that ask nothing a product owes. */
export const NOT_ASKING = `
哈哈哈哈
666
主播好漂亮
来了来了
已拍
拍了两单
保质期挺长的
我这瓶是2023年的都快过期了
上次买的三天就到了
质量很好
包邮太好了
多少钱都买
还要什么自行车
谁不喜欢啊
谁会退啊
这么便宜还要什么质保
管它多少钱先买了再说
爱情的保质期只有三个月
老公能退吗
主播的工资多少钱
产地直发就是新鲜
我买过 是真皮的
成分很干净
家里老人也喜欢吃
小孩特别爱吃
孩子吃了都说好
一天吃一包
我的快递怎么还没到
怎么还没发货
催一下发货
什么时候下播
几点开播
下一个是什么时候上
还有货吗
给我留一个
有红色吗
三号链接呢
怎么没链接
抢不到
链接在哪
主播多大了
主播单身吗
主播哪里人
多少人在线
今天第几场了
我也想要
回购三次了
味道不错
面料很舒服
已经收到了 质量没话说
退货了 不喜欢
能退的放心买
这个价格绝了
真便宜
运费险都送了 良心
为什么不早点卖
怎么这么好看
怎么可能不买
哪有这么便宜的
说什么都要买
什么都好
主播辛苦了
晚上好
刚来
保修卡都在里面
收到了 生产日期是上周的
好吃到哭
谁能拒绝呢
冲冲冲
有什么好犹豫的
買爆
太可愛了吧
已喊單
+1
好期待喔
上次買的還沒吃完
真的很好用欸
love this color
so cute
I bought two already
the warranty is great
shipping was fast
love the ingredients
returned mine last year
this is so pretty
who needs a warranty lol
who cares about the price
how cute is that
can I return my husband lol
you guys are the best
good morning from texas
what a deal
my order hasn't arrived
just bought one
I love how it fits
take my money
why would anyone return this
no matter how much it costs
great quality
hi everyone
is she single
the host is so funny
it expired last month and still tasted fine
my kids love this
`;

/** Questions of other things: the stream, the link, an order, the host. */
export const ASKING_ELSE = `
主播你几岁了
你家猫多大了
孩子多大了 我家的三岁
多少人买了
多少赞了
这个颜色谁能不爱啊
谁懂啊真的太好看了
什么神仙价格
什么时候能轮到我
什么时候直播
什么时候上围巾
几点结束直播
有没有姐妹一起拼单
有没有人跟我一样没抢到
能不能再来一次
能不能再放一点库存
可以再便宜点吗
可以便宜点不
能给个优惠吗
有没有大红色
是不是没货了
怎么付不了款
怎么下单啊
怎么加入粉丝团
怎么领红包
在哪里拍
链接在哪里啊
几号链接
哪个是三号
主播看看我吧
主播能不能笑一个
主播可以转个圈吗
主播试一下红色的
主播穿的裤子有链接吗
背景音乐是什么
主播口红什么色号
主播哪里人啊口音好好听
为什么我的券用不了
为什么发不出评论
我的订单什么时候发货啊都三天了
我买的坏了怎么办找谁啊
客服怎么不回我
没人回我吗
退款都一周了还没到账
上次那个还补货吗
下次什么时候再卖
还会再上吗
你们几点开始
明天还播吗
这是第几场了
真的假的 这么便宜
真的吗 太好了
不会是真的吧
好看吗姐妹们
有人买过吗 好用吗
好不好用啊
好吃吗
效果怎么样
值得买吗
要不要买啊纠结
我该买哪个颜色
三号和四号哪个好
送女朋友合适吗
送老人可以吗
能当礼物吗
你猜我买了几个
我妈问我花了多少钱
多少钱都是爱
谁说贵了
不就几块钱嘛
什么品牌啊
哪个牌子的
多好的产品啊
保质期到了我也吃过没事
退货率高吗
你们销量多少
今天卖了多少单了
how do i order
where is the link
which link is it
can you show the red one
what color is that
what's your instagram
how many viewers
how are you today
is it still available
any more left
do you have it in blue
can you try it on
is this live
where are you from
how old are you
who is that behind you
when is the next stream
what time do you end
can i get a shoutout
is anyone else lagging
why is it so cheap
are you ok
what song is this
is it worth it
does anyone like it
should i buy two
do you like it
how much fun is this
`;
