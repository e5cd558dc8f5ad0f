//! What personal names are told by: surnames, what may stand before and after a name, what given names are made of. It
//! must not know how a text is searched.

/// A surname whose character has another form as a word.
pub(super) struct Surname {
    pub(super) hans: char,
    pub(super) hant: &'static str,
    /// Characters that make a word with it when they stand right before it (由于, 规范): no surname then.
    pub(super) not_after: &'static str,
    /// Characters that make a word with it when they follow right after it (范围, 余额): no surname then.
    pub(super) not_before: &'static str,
    /// Whether a title before it and a verb behind it tell the name (局长于海涛); else the characters of the given name
    /// must do so, too (成员党爱民), where they can.
    pub(super) given: bool,
}

const fn surname(
    hans: char,
    hant: &'static str,
    not_after: &'static str,
    not_before: &'static str,
    given: bool,
) -> Surname {
    Surname { hans, hant, not_after, not_before, given }
}

/// What time and place words begin with: 于 before them is a preposition (于近日, 于会上, 于三月).
const AFTER_PREPOSITION: &str = "上下今昨当本近日前会年月一二三四五六七八九十两去明即同次早晚凌每其此该这那各我他它第全国省市县区州\
    镇乡村中北东西南民公企法人不未无以规项工现事农环水大行政何任各春夏秋冬周午汛节假期雨雪灾震收接得完发通开闭提先后主审拘评衡依院书总职任入矿勒被受聘选缴依律仲裁";

pub(super) static SURNAMES: [Surname; 22] = [
    surname(
        '于',
        "于",
        "由对关至基位属处等鉴限便用源终善勇敢乐急归出过低高大小多少在介居始立忠对惯难易利甚不适缘寓濒趋隶陷限服倾集富有止死生长优劣异同",
        AFTER_PREPOSITION,
        true,
    ),
    surname('范', "范", "规示典模师防垂就", "围例本畴式", true),
    surname(
        '余',
        "余",
        "其剩多业残盈结富节冗空有之年月日人个元亩里米吨公十百千万",
        "额款下热名人种件量地粮温年姚杭震数项户亩万元处个生味毒压气料渣土泥水值额力光氯由均皆各应须可经就委指",
        true,
    ),
    surname('岳', "岳", "山五南东西北中", "父母阳麓飞家", true),
    surname('涂', "涂", "滩海糊", "改料层抹装鸦写漆覆刷污画划擦色膜乙胶油刮", true),
    surname('郁', "郁", "浓馥抑葱忧沉", "闷金葱结积", true),
    surname('朴', "朴", "质简纯俭古", "素实质树", true),
    surname('游', "游", "上中下旅出巡漫浮郊周环交", "客览泳玩乐船艇憩园人戏行资离击牧禽荡说走艺动", true),
    surname('姜', "姜", "生老嫩鲜干", "汤片丝粉堰黄茶", true),
    surname('沈', "沈", "", "阳丘水北", true),
    surname('谷', "谷", "稻山河峡五低波幽硅光溪", "物底雨地类穗场", true),
    surname('曲', "曲", "歌戏弯扭乐河委", "折线解艺靖阳阜江面", true),
    surname('卜', "卜", "萝占", "居", true),
    surname('仇', "仇", "报复恩记冤", "恨敌家视", true),
    surname('钟', "鍾", "分秒时警敲点闹挂座", "表头点声鸣楼山塔情爱祥", true),
    surname('后', "后", "之以然前最今先落日背随事会午皇太王此其尔往年月天然划废发业束毕成", "", false),
    surname(
        '党',
        "党",
        "我同政入建管爱全对向跟本各新",
        "员组委支建章纪内史性风课费政群派校团龄规旗徽报刊代中总务外的和及籍项领导日八十二三",
        false,
    ),
    surname(
        '种',
        "种",
        "各一这那某多此何两品物树特工播耕栽三几数每该同育引良人兵军",
        "植子类养田粮树源群质苗菜花草地果瓜林",
        false,
    ),
    surname('占', "占", "侵抢强霸独挤攻", "用地全总有比领道据多少大先", false),
    surname('干', "干", "若主骨才能高", "部事警预涉旱活净扰杂群流线休洁果", false),
    surname('丰', "豐", "", "收富盛产满", false),
    surname('宁', "寧", "", "", false),
];

/// What ends right before a name.
pub(super) static TITLES: [&str; 63] = [
    "局长",
    "县长",
    "市长",
    "区长",
    "省长",
    "镇长",
    "乡长",
    "村长",
    "州长",
    "厅长",
    "处长",
    "科长",
    "股长",
    "部长",
    "院长",
    "所长",
    "站长",
    "队长",
    "组长",
    "校长",
    "会长",
    "厂长",
    "馆长",
    "段长",
    "河长",
    "湖长",
    "林长",
    "田长",
    "链长",
    "秘书长",
    "主任",
    "书记",
    "专员",
    "主席",
    "董事长",
    "经理",
    "同志",
    "先生",
    "女士",
    "常委",
    "委员",
    "检察长",
    "代表",
    "教授",
    "院士",
    "工程师",
    "总工",
    "法官",
    "律师",
    "老师",
    "医生",
    "支书",
    "总监",
    "巡视员",
    "调研员",
    "督察员",
    "当事人",
    "负责人",
    "嫌疑人",
    "村民",
    "居民",
    "专家",
    "议员",
];

/// Titles that many have: 于当事人 is to whoever they are.
pub(super) static MANY: [&str; 14] = [
    "当事人",
    "负责人",
    "嫌疑人",
    "村民",
    "居民",
    "专家",
    "律师",
    "法官",
    "代表",
    "主席",
    "委员",
    "常委",
    "董事长",
    "经理",
];

/// What ends right before the name of somebody who gets or loses an office; 为, 的 or a title follows.
pub(super) static APPOINTING: [&str; 12] =
    ["任命", "免去", "提名", "聘任", "聘请", "任免", "接受", "同意", "选举", "补选", "推选", "罢免"];

/// What begins right after a name that follows a title.
pub(super) static VERBS: [&str; 198] = [
    "主持", "出席", "参加", "介绍", "强调", "指出", "表示", "要求", "带队", "率", "陪同", "负责", "宣布",
    "宣读", "汇报", "作", "做", "讲话", "发言", "致辞", "到", "在", "对", "就", "深入", "赴", "前往", "检查",
    "调研", "听取", "说", "认为", "通报", "传达", "安排", "部署", "总结", "担任", "任", "带领", "受", "向",
    "会见", "签", "组织", "牵头", "分管", "分别", "一行", "和", "与", "及", "等", "同志", "先生", "女士",
    "召开", "召集", "现场", "代表", "督导", "督查", "督办", "走访", "看望", "慰问", "接受", "回应", "解读",
    "回答", "答复", "提出", "报告", "说明", "了解", "主动", "亲自", "因", "涉嫌", "被", "违法", "犯", "未",
    "将", "于", "已", "也", "还", "均", "曾", "次日", "当日", "当天", "当晚", "昨日", "近日", "日前", "随后",
    "随即", "立即", "继续", "定于", "逐一", "逐个", "逐项", "逐户", "今天", "今日", "上午", "下午", "赶",
    "返回", "出庭", "到庭", "未到", "到案", "列席", "缺席", "获", "荣获", "当选", "入选", "不服", "起诉",
    "申请", "遇难", "牺牲", "病逝", "逝世", "去世", "当庭", "供述", "辩称", "诉称", "称", "提交", "驾驶",
    "驾车", "乘坐", "捐", "救", "发现", "来到", "正在", "正", "从", "又", "刚", "带着", "带病", "坚持",
    "完成", "撰写", "编写", "编著", "主编", "编导", "饰演", "演唱", "创作", "设计", "制作", "研制", "发明",
    "经营", "承包", "种植", "养殖", "为", "诉", "参与", "连续", "坚守", "立案", "一案", "一审", "认领",
    "收到", "获得", "获奖", "受到", "采集", "递交", "投案", "自首", "到会", "莅临", "率领", "挂职", "驻村",
    "以", "把", "的", "通过", "拟", "应", "应当", "需",
];

/// Surnames that tell an enumeration of names from any other.
pub(super) const COMMON: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔\
    钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤于岳涂";

/// Given-name characters that longest match or a region's form would change (王东峰, not 峯).
pub(super) const KEPT_IN_GIVEN: &str = "峰松升志克岳范余郁谷于周秋采征干台里占";

/// What often ends right before a name, and before much else: a name is told after these only by the characters of its
/// given name.
pub(super) static PERSONS: [&str; 103] = [
    "证人",
    "原告",
    "被告",
    "被告人",
    "上诉人",
    "申请人",
    "第三人",
    "代理人",
    "受害人",
    "监护人",
    "联系人",
    "经办人",
    "承办人",
    "主持人",
    "发言人",
    "候选人",
    "传承人",
    "继承人",
    "代表人",
    "合伙人",
    "举报人",
    "报案人",
    "管理人",
    "被执行人",
    "责任人",
    "带头人",
    "投保人",
    "学生",
    "新生",
    "考生",
    "研究生",
    "民警",
    "辅警",
    "交警",
    "干警",
    "法警",
    "干部",
    "职工",
    "员工",
    "工人",
    "农民",
    "市民",
    "渔民",
    "牧民",
    "选民",
    "选手",
    "编辑",
    "导演",
    "司机",
    "船长",
    "机长",
    "班长",
    "连长",
    "营长",
    "团长",
    "师长",
    "军长",
    "社长",
    "司令",
    "政委",
    "参谋",
    "董事",
    "监事",
    "股东",
    "业主",
    "店主",
    "户主",
    "老板",
    "助理",
    "劳模",
    "校友",
    "大户",
    "模范",
    "标兵",
    "旗手",
    "能手",
    "歌手",
    "新手",
    "助手",
    "顾问",
    "作家",
    "画家",
    "学家",
    "业家",
    "艺术家",
    "总理",
    "副总理",
    "总统",
    "村干部",
    "先进个人",
    "第一书记",
    "行长",
    "庭长",
    "局座",
    "监理",
    "经理人",
    "摄影",
    "执行人",
    "同学",
    "战友",
    "园长",
    "台长",
    "楼长",
];

/// What the words for a person end with.
pub(super) const PERSON: &str = "员师者士官";
/// What such words, and many others, end with: 于 behind them is a preposition.
pub(super) const MAYBE_PERSON: &str = "人长民生手家";

/// What somebody is the object of, right before the name; told in the same way.
pub(super) static ABOUT: [&str; 26] = [
    "委任", "委派", "选派", "指派", "推荐", "特聘", "续聘", "授予", "追授", "表彰", "嘉奖", "邀请", "特邀",
    "增补", "推举", "开除", "约谈", "采访", "专访", "逮捕", "拘留", "通缉", "处分", "查处", "判处", "传唤",
];

/// Characters that given names are made of more often than what stands beside a name.
pub(super) const GIVEN: &str = "伟强磊军勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林阳建国志文海东峰春永新德成立兴振庆家学世光玉金元生\
    良荣福清山江忠义仁信诚昌盛茂贵富祥瑞安康宏洪鸿洋泽润源泉川岩松柏森根亮晨晓昊云雷霞虹梅兰竹菊芳芬芝英莲莉萍花\
    秀丽美娟娜婷婉玲珍珠琴琳瑶璐静敏慧惠淑贤雅洁红艳燕凤娥媛嫣怡悦欣欢颖莹彬武胜利进跃耀启奇运传宗祖绍承继恒守卫\
    民邦佳嘉思念子梓轩涵博翔航睿哲铭钧铁锋钦锦柱栋梁楠桐彦炎焕煜熙然烈勤俭克达远冬秋伯仲少友宝宾廷君臣丹彤青素银\
    顺和全双保培育才广树雪冰昆仑晶丰盈岚蕾薇倩雯露颜妍姝可怀鲁豫京沪湘渝景霄雁鸣鹤麟骏骥骁皓澜淼溪潮沛沐汉河滨大\
    爱得水里占向小麦田巧贞桃杏彩翠凡毅豪万喜善孝敬尚坤乾斐菲苗锁栓铃铜铅旺财群力升腾越征桂年莎卉芸茹菁蓉蓓茵荷蔚\
    峻巍崇嵘洲津淳湛滔澄瀚灿烨焱煌照爽玮玺珂珊珺琦琪琼瑜瑾瑛璇璋琛甜畅登益真硕祎祺禄禹秉穆童竞笑笛筠纯纲绪羽翊翎\
    耘聪聿胤臻舒舟芷茜菡萌萱葆蕊虎蝶衍裕誉谦谨赟轶辰逸逢钊钰铠锐锟键闯雄雍霆靓靖韬韵颂飙骐魁鹰齐龄仪伊伦佑佩侠修\
    允兆冠凌勋卓坚姗姣娇孟宜宪宸寒寿延弘彪恩恺愉扬拓敦昀昂昕昱昭晏晋晔晗晴曙曦曼朔朗柔棠楚榕槐歆殿毓汶沁沅泓泰洛\
    玥琅嵩崑峥岭峦耿";
