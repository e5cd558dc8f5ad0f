//! The words by which mentions are told from other text: kinds of documents, of things that are none, what may stand
//! before a name. Folded (Simplified, half-width), as [`super::plain`] makes it. It must not know where they are used.

mod attribute;

use std::collections::HashSet;
use std::sync::LazyLock;

use super::plain::{Plain, contains, ends_with, starts_with};
use crate::regulation::PinOrder;

pub(super) use attribute::attribute;

/// Words of one use, folded as texts are: a fold need not lead to the usual Simplified form (画 and 划 are one).
pub(super) type List = LazyLock<Vec<String>>;

fn split(words: &'static str) -> Vec<String> {
    let folded: String = Plain::new(words).folded.into_iter().collect();
    folded.split(' ').map(str::to_owned).collect()
}

/// How the name of a document with rules in it ends, or of one that orders or reports officially.
static RULES: List = List::new(|| {
    split(
        "\
     法 法典 条例 规例 附例 规定 规程 规范 规则 规约 规章 规划 计划 方案 纲要 大纲 意见 通知 通告 公告 \
     通报 公报 决定 决议 命令 令 批复 复函 函 批示 指示 标准 基准 准则 导则 指南 指引 守则 章程 公约 协定 \
     议定书 条约 宪章 解释 修正案 预案 制度 措施 要点 要领 清单 目录 名录 限值 政策 总则 通则 细则 办法 \
     要求 行动 安排 分工 任务 报告 纪要 议案 草案 意见稿 送审稿 建议 倡议书 白皮书 蓝皮书 宣言 声明 区划 \
     战略 定额 体系 机制 事项 须知 说明 布告 条款 若干问题 法令 责任制 注意事项 处理原则 原则 十条 二十条 \
     三十条",
    )
});

/// How the name of something ends that is no document with rules in it: press, works, forms, certificates.
static NOT_RULES: List = List::new(|| {
    split(
        "\
     报 日报 晚报 时报 早报 晨报 周报 商报 都市报 周刊 月刊 季刊 半月刊 期刊 学刊 学报 杂志 画报 画刊 \
     新闻 联播 访谈 报道 观察 栏目 频道 电影 影片 纪录片 专题片 警示片 宣传片 故事 小说 诗 歌 之歌 曲 \
     进行曲 组曲 舞 剧 传 记 日记 志 县志 年鉴 词典 字典 辞典 全集 选集 文选 论 概论 导论 原理 教程 教材 \
     读本 课本 手册 画册 表 登记表 申请表 报表 单 联单 通知单 告知单 工单 订单 卡 明白卡 证 许可证 合格证 \
     登记证 资格证 证书 证明 执照 营业执照 簿 登记簿 名册 台账 回执 票 发票 凭证 申请书 承诺书 告知书 \
     责任书 协议书 决定书 通知书 意见书 审批意见 任务书 保证书 委托书 聘书 合同 协议 收据 图 示意图 问卷 \
     试卷 记录 笔录 公开信 一封信 倡议信 贺信 说法 兵法 语法 书法 做法 想法 看法 手法 用法 疗法 算法 方法 \
     魔法 剑法 拳法 家法 戏法 活法 心法 预报 快报 战报 喜报 海报 汇报 简报 专刊 特刊 副刊 内参",
    )
});

/// The same where it ends in a word above, and is a document none the less.
static RULES_ALL_THE_SAME: List = List::new(|| {
    split(
        "\
     通报 公报 清单 汇报制度",
    )
});

/// Words that, right before a mark, show a work: 观看《长津湖》.
static WORKS_BEFORE: List = List::new(|| {
    split(
        "\
     观看 收看 观赏 播放 放映 上映 电影 影片 纪录片 专题片 警示片 教育片 宣传片 短片 动画片 电视剧 话剧 \
     歌剧 舞剧 京剧 小品 歌曲 合唱 演唱 齐唱 高唱 唱响 朗诵 诵读 诗歌 小说 图书 书籍 著作 专著 节目 栏目 \
     杂志 画作 油画",
    )
});

/// Kinds a short form may consist of: 《条例》, 该规划, 本法.
pub(super) static GENERIC: List = List::new(|| {
    split(
        "\
     法 法典 条例 规例 规定 规程 规范 规则 规划 规划纲要 计划 方案 纲要 意见 通知 通告 公告 通报 决定 决议 \
     批复 函 标准 准则 导则 指南 守则 章程 公约 解释 预案 制度 措施 要点 清单 目录 细则 办法",
    )
});

/// Words that may stand before a kind in a short form and say nothing of which document it is: 《实施方案》.
static GENERIC_BEFORE: List = List::new(|| {
    split(
        "\
     实施 施行 管理 工作 行动 指导 若干 暂行 总体 专项 应急 规划 保护 治理 整治 整改 本 该 上述 总 新 原 旧",
    )
});

/// After a kind, these letters make another word of it: 该法院, 该规划局.
const CONTINUES_KIND: &str = "院律规人官治定制庭学系局区期师化书箱权性员者案典令度盲医警";

/// What may stand right before a name without marks. Longer names that end in a registered one are kept out by
/// allowing only these; 德国刑法 is not 刑法.
static LEADS: List = List::new(|| {
    split(
        "\
     依照 依据 依 根据 按照 按 遵照 遵守 遵循 违反 违犯 触犯 符合 适用 对照 参照 比照 援引 引用 执行 贯彻 \
     落实 实施 学习 违背 构成 涉嫌 即 如 是 在 关于 对 对于 至于 了 将 \
     把 从 于 具有 我国 现行 鉴于 基于 属于 援用 准用 系 乃 参酌 参见 详见 见 结合 严格按照 不得违反 \
     凡 但 而 为 注意 说明 涉有 对标 审酌",
    )
});

/// What a list of names may begin with: 法律、法规和刑法第三条.
const LAWS: [&str; 4] = ["法律", "法规", "规章", "宪法法律"];

/// Other legislations: their 刑法 is not ours. Names that carry the word themselves are another matter.
static ELSEWHERE: List = List::new(|| {
    split(
        "\
     德国 日本 美国 英国 法国 俄罗斯 俄国 苏联 韩国 朝鲜 意大利 西班牙 葡萄牙 加拿大 澳大利亚 新西兰 \
     新加坡 印度 越南 瑞士 奥地利 荷兰 比利时 瑞典 挪威 丹麦 芬兰 巴西 泰国 马来西亚 菲律宾 印度尼西亚 \
     欧盟 欧洲 外国 他国 国外 域外 各国 台湾 台湾地区 香港 澳门 香港特别行政区 澳门特别行政区 中华民国 \
     清末 大清 南非 埃及 土耳其 墨西哥 阿根廷 乌克兰 波兰 以色列 联邦",
    )
});

/// The provinces, autonomous regions and municipalities by the names that titles have without 省 or 市:
/// 《河北雄安新区条例》.
static PROVINCES: List = List::new(|| {
    split(
        "\
     北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 \
     四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门",
    )
});

/// The cities and prefectures below them, and Taiwan's, without 市 or 州: 深圳《某条例》 is Shenzhen's. Behind them the cities of
/// the rank of a county (民政部, 行政区划代码), but for those that are words of their own: 合作, 东方, 安宁.
static CITIES: List = List::new(|| {
    split(
        "\
     石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安 \
     太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 \
     呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善 \
     沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 \
     长春 四平 辽源 通化 白山 松原 白城 延边 \
     哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 \
     南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 \
     杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 \
     合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 \
     福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 \
     南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 \
     济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 莱芜 \
     郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 \
     武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 神农架 \
     长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 \
     广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 \
     云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 \
     成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 \
     凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 \
     昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 \
     拉萨 日喀则 昌都 林芝 山南 那曲 阿里 \
     西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 \
     兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 \
     西宁 海东 海北 黄南 果洛 玉树 海西 银川 石嘴山 吴忠 固原 中卫 \
     乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 \
     台北 新北 桃园 台中 台南 高雄 基隆 新竹 苗栗 彰化 南投 嘉义 屏东 宜兰 花莲 台东 澎湖 \
     昆山 常熟 张家港 太仓 江阴 宜兴 溧阳 句容 丹阳 扬中 泰兴 靖江 启东 如皋 海安 东台 \
     仪征 高邮 邳州 新沂 义乌 东阳 永康 兰溪 慈溪 余姚 诸暨 嵊州 瑞安 乐清 龙港 温岭 临海 \
     玉环 海宁 桐乡 平湖 建德 晋江 石狮 南安 福清 邵武 武夷山 建瓯 漳平 福安 福鼎 胶州 \
     平度 莱西 滕州 诸城 寿光 青州 安丘 昌邑 高密 邹城 曲阜 荣成 乳山 龙口 莱阳 莱州 招远 \
     栖霞 海阳 新泰 肥城 禹城 乐陵 临清 邹平 巩义 荥阳 新密 新郑 登封 汝州 舞钢 林州 卫辉 \
     沁阳 孟州 禹州 长葛 义马 灵宝 邓州 永城 项城 大冶 丹江口 宜都 当阳 枝江 老河口 枣阳 \
     京山 钟祥 应城 安陆 汉川 石首 洪湖 松滋 监利 麻城 武穴 赤壁 利川 浏阳 宁乡 醴陵 湘乡 \
     韶山 耒阳 常宁 武冈 邵东 汨罗 临湘 沅江 资兴 洪江 冷水江 涟源 吉首 台山 开平 鹤山 \
     恩平 廉江 雷州 吴川 高州 化州 信宜 四会 陆丰 阳春 英德 连州 普宁 罗定 文昌 琼海 万宁 \
     五指山 都江堰 彭州 邛崃 崇州 简阳 广汉 什邡 绵竹 江油 峨眉山 阆中 华蓥 万源 西昌 康定 \
     清镇 赤水 仁怀 盘州 凯里 都匀 福泉 兴义 宣威 腾冲 个旧 开远 蒙自 弥勒 瑞丽 芒市 \
     香格里拉 景洪 韩城 华阴 神木 彬州 玉门 敦煌 格尔木 德令哈 灵武 青铜峡 阿拉尔 图木舒克 \
     五家渠 库尔勒 阜康 博乐 伊宁 奎屯 辛集 晋州 新乐 遵化 迁安 滦州 武安 南宫 涿州 定州 \
     高碑店 泊头 任丘 黄骅 河间 霸州 三河 深州 平泉 古交 介休 永济 河津 原平 侯马 霍州 \
     孝义 汾阳 满洲里 牙克石 扎兰屯 额尔古纳 乌兰浩特 阿尔山 二连浩特 锡林浩特 霍林郭勒 瓦房店 \
     庄河 海城 凤城 凌海 北镇 盖州 大石桥 调兵山 北票 凌源 兴城 德惠 蛟河 桦甸 舒兰 磐石 \
     公主岭 双辽 梅河口 洮南 延吉 图们 敦化 珲春 龙井 尚志 五常 讷河 虎林 密山 铁力 同江 \
     富锦 抚远 绥芬河 海林 穆棱 五大连池 嫩江 肇东 海伦 漠河 巢湖 桐城 宁国 广德 潜山 乐平 \
     瑞昌 共青城 贵溪 瑞金 丰城 樟树 高安 井冈山 德兴 横州 岑溪 东兴 桂平 北流 靖西 平果 \
     凭祥 荔浦",
    )
});

/// Whether characters are a province's name without 省.
pub(super) fn is_province(name: &[char]) -> bool {
    PROVINCES.iter().any(|province| name.iter().copied().eq(province.chars()))
}

/// Whether characters are the name of a province, a city or a prefecture without the word for what it is.
pub(super) fn is_place(name: &[char]) -> bool {
    static PLACES: LazyLock<HashSet<Vec<char>>> = LazyLock::new(|| {
        PROVINCES.iter().chain(CITIES.iter()).map(|place| place.chars().collect()).collect()
    });
    PLACES.contains(name)
}

/// The letters that a place's name ends with.
pub(super) const UNITS: &str = "省市县区州盟旗";

/// Whether a name is a law's: 办法 end in 法 and are none.
pub(super) fn is_law(name: &[char]) -> bool {
    ends_with(name, "法") && !ends_with(name, "办法")
}

/// Words that end like a place's name and are a matter that rules are about.
const MATTERS: [&str; 12] =
    ["地区", "园区", "库区", "社区", "小区", "景区", "名胜区", "保护区", "开发区", "功能区", "江河", "河湖"];

/// The same, where they are a place's name with one more letter before them (聊城市, 房山区): 城市绿化条例 is not the
/// 绿化条例 of a city.
const MATTERS_ALONE: [&str; 6] = ["城市", "都市", "县市", "山区", "矿区", "林区"];

/// Whether the words end in a matter that rules are about, and not in a place's name.
pub(super) fn is_matter(words: &[char]) -> bool {
    MATTERS.iter().any(|word| ends_with(words, word))
        || MATTERS_ALONE.iter().any(|word| {
            let head = words.strip_suffix(&word.chars().collect::<Vec<_>>()[..]);
            head.is_some_and(|head| head.last().is_none_or(|c| "省市县区州国".contains(*c)))
        })
}

/// Whether a name begins with a place's: 河北省某条例, 河北雄安新区条例.
pub(super) fn begins_with_place(name: &[char]) -> bool {
    if (2..=4.min(name.len())).any(|length| is_place(&name[..length])) {
        return true;
    }
    let unit = name.first().is_some_and(|c| UNITS.contains(*c));
    !unit
        && (2..=7.min(name.len())).any(|end| {
            let head = &name[..end];
            let unit = matches!(head.last(), Some('省' | '市' | '县' | '州'));
            (unit && !is_matter(head)) || ends_with(head, "自治区")
        })
}

/// What 《某法》 may go on with outside the marks so that it names another document: 《水污染防治法》实施细则.
pub(super) static OTHER_DOCUMENT: List = List::new(|| {
    split(
        "\
     修正案 修正草案 修订草案 草案 征求意见稿 送审稿 司法解释 立法解释 实施细则 实施条例 实施办法 \
     实施意见 实施规定 施行细则 施行法 实施方案 释义 条文释义 办法 若干规定",
    )
});

/// Whether a name (folded, without a version) ends like a document with rules in it.
pub(super) fn is_rules(name: &[char]) -> bool {
    let base = base(name);
    if RULES_ALL_THE_SAME.iter().any(|word| ends_with(base, word)) {
        return true;
    }
    let longest = |words: &[String]| {
        words.iter().filter(|word| ends_with(base, word)).map(|word| word.chars().count()).max().unwrap_or(0)
    };
    longest(&RULES) > longest(&NOT_RULES)
}

/// Whether a name (folded, without a version) ends like something that is no document with rules in it.
pub(super) fn is_not_rules(name: &[char]) -> bool {
    !is_rules(name) && NOT_RULES.iter().any(|word| ends_with(base(name), word))
}

/// Whether what stands before the marks shows a work and no document.
pub(super) fn is_work(before: &[char]) -> bool {
    WORKS_BEFORE.iter().any(|word| ends_with(before, word))
}

/// A name without what stands in brackets or as a period at its end.
pub(super) fn base(name: &[char]) -> &[char] {
    let mut name = super::key::without_period(name);
    while name.last() == Some(&')')
        && let Some(open) = name.iter().rposition(|c| *c == '(')
        && open > 0
    {
        name = super::key::without_period(&name[..open]);
    }
    name
}

/// Whether a name says no more than a kind: 条例, 实施方案, 管理办法（试行）, 治理和保护条例.
pub(super) fn is_generic(name: &[char]) -> bool {
    let Some(kind) = longest_end(base(name), &GENERIC) else { return false };
    let name = base(name);
    let mut rest = &name[..name.len() - kind];
    while !rest.is_empty() {
        let Some(length) = longest_end(rest, &GENERIC_BEFORE) else { return false };
        rest = &rest[..rest.len() - length];
        // What joins two such words says no more than they do; what begins with it is a piece of another name.
        if let [head @ .., '和' | '与' | '及'] = rest {
            if longest_end(head, &GENERIC_BEFORE).is_none() {
                return false;
            }
            rest = head;
        }
    }
    true
}

/// The length of the longest of the words that characters end with.
fn longest_end(characters: &[char], words: &[String]) -> Option<usize> {
    words.iter().filter(|word| ends_with(characters, word)).map(|word| word.chars().count()).max()
}

/// The length of the kind that begins there, if the word ends with it: 规划 in 该规划成为, nothing in 该规划局.
pub(super) fn kind_at(characters: &[char]) -> Option<usize> {
    let longest =
        GENERIC.iter().filter(|word| starts_with(characters, word)).map(|word| word.chars().count()).max()?;
    let next = characters.get(longest);
    // 本条例外: an exception of this article, and no ordinance.
    let exception = starts_with(characters, "条例外") || starts_with(characters, "条例如");
    (!exception && !next.is_some_and(|c| CONTINUES_KIND.contains(*c))).then_some(longest)
}

/// What joins the names of a list, the longer words first.
const JOINS: [&str; 10] = ["以及", "或者", "及其", "和", "与", "及", "或", "并", "暨", "、"];

/// Whether two names with nothing but this between them are a list.
pub(super) fn only_joins(between: &[char]) -> bool {
    let mut rest = between.strip_prefix(&[' ']).unwrap_or(between);
    if let Some(join) = JOINS.iter().find(|join| starts_with(rest, join)) {
        rest = &rest[join.chars().count()..];
    }
    rest.iter().all(|c| *c == ' ')
}

/// Whether the characters before a name say that an earlier version of it is meant: 原《环境保护法》第十条 is no place in
/// the law of today.
pub(super) fn is_earlier(before: &[char]) -> bool {
    let head = before.strip_suffix(&['的']).unwrap_or(before);
    if ["修订前", "修正前", "修改前"].iter().any(|word| ends_with(head, word)) {
        return true;
    }
    // 太原, 草原, 仍旧: a word of its own only where one may begin.
    let head = head.strip_suffix(&['来']).unwrap_or(head);
    matches!(head, [head @ .., '原' | '旧'] if head.last() == Some(&'的') || may_begin_after(head))
}

/// Whether the characters before a name say that what it names is no longer in force: 已废止的《某条例》.
pub(super) fn is_repealed(before: &[char]) -> bool {
    let head = before.strip_suffix(&['的']).unwrap_or(before);
    ["已废止", "已失效", "已被废止", "已经废止", "已经失效"].iter().any(|word| ends_with(head, word))
}

/// Whether 本条例 with a place may stand behind these characters: behind any word that 本 does not end (基本法第一条, 成本办法).
pub(super) fn may_be_own_after(before: &[char]) -> bool {
    const ENDS: &str = "基根资成文样副版日课标脚剧读账书绘抄原正善孤蓝唱底话范译单刊残珍孙别全简繁洋人一二三四五六七八九十两几每这那多";
    before.last().is_some_and(|last| !ENDS.contains(*last))
}

/// Whether a name without marks may begin after these characters.
pub(super) fn may_begin_after(before: &[char]) -> bool {
    let Some(last) = before.last() else { return true };
    // 技术及职业教育法 is one name: what joins two names has one before it, or a place in one.
    if let Some(join) = JOINS.iter().find(|join| ends_with(before, join)) {
        let head = &before[..before.len() - join.chars().count()];
        return match head.last() {
            None => true,
            Some('条' | '款' | '项' | '目' | '号' | '之') => true,
            Some(last) => {
                !super::plain::is_han(*last)
                    || is_rules(head)
                    || LAWS.iter().any(|word| ends_with(head, word))
            }
        };
    }
    if !super::plain::is_han(*last) && !last.is_alphanumeric() {
        return true;
    }
    // 有本办法第三十条的情形, 属空污法第六十七条: the verb begins a clause; 国有, 金属 do not.
    if let [head @ .., '有' | '属'] = before
        && head.last().is_none_or(|c| !super::plain::is_han(*c) && !c.is_alphanumeric())
    {
        return true;
    }
    LEADS.iter().any(|word| ends_with(before, word))
}

/// Whether characters end with a word of more than one letter that a name may follow. One letter alone may begin a
/// place's name: 如东县, 从化区.
pub(super) fn leads_surely(before: &[char]) -> bool {
    // 落实好河北省《某条例》
    let verb = before.strip_suffix(&['好']).unwrap_or(before);
    before.last() == Some(&'了')
        || LEADS.iter().any(|word| word.chars().nth(1).is_some() && ends_with(verb, word))
}

/// Whether the characters before a name say that it is of another legislation: 德国《刑法》, 台湾的刑法.
pub(super) fn is_elsewhere(before: &[char], name: &[char]) -> bool {
    let before = match before {
        [head @ .., '的' | '之' | '现'] | [head @ .., '现', '行'] => head,
        _ => before,
    };
    ELSEWHERE.iter().any(|word| ends_with(before, word) && !starts_with(name, word))
}

/// Whose laws the characters before a name say that it is of, as regulations are known by their order: 台湾地区《公司法》.
pub(super) fn region(before: &[char]) -> Option<PinOrder> {
    let head = before.strip_suffix(&['的']).unwrap_or(before);
    let ends = |words: &[&str]| words.iter().any(|word| ends_with(head, word));
    match () {
        () if ends(&["台湾", "台湾地区", "台湾省", "中华民国"]) => Some(PinOrder::Taiwan),
        () if ends(&["香港", "香港地区", "香港特别行政区", "香港特区"]) => {
            Some(PinOrder::HongKong)
        }
        () => None,
    }
}

/// Whether what is known of a document speaks of another legislation.
pub(super) fn has_elsewhere(letters: &[char]) -> bool {
    speaks_of_elsewhere(letters) || ["民国", "立法院", "总统"].iter().any(|word| contains(letters, word))
}

/// Whether a list's clause (back to the last stop) speaks of another legislation: 日本民法、刑法第三条.
pub(super) fn speaks_of_elsewhere(clause: &[char]) -> bool {
    // One-letter words would be found everywhere.
    ELSEWHERE.iter().filter(|word| word.chars().nth(1).is_some()).any(|word| contains(clause, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn rules_and_not() {
        for name in [
            "水污染防治法",
            "某管理办法(试行)",
            "某规划<2018-2035>",
            "任务清单",
            "情况通报",
            "刑法修正案(八)",
            "民法典",
        ] {
            assert!(is_rules(&chars(name)), "{name}");
        }
        for name in [
            "河北日报",
            "长津湖",
            "教育家",
            "医疗废物转移联单",
            "排污许可证",
            "孙子兵法",
            "今日说法",
            "行政处罚决定书",
            "承诺书",
        ] {
            assert!(!is_rules(&chars(name)), "{name}");
        }
    }

    #[test]
    fn the_letters_of_this_file_fold_to_themselves() {
        crate::citation::plain::assert_folded(include_str!("words.rs"));
        crate::citation::plain::assert_folded(include_str!("words/attribute.rs"));
    }

    #[test]
    fn generic_names() {
        for name in ["条例", "规划", "实施方案", "管理办法(试行)", "规划纲要", "通知", "治理和保护条例"]
        {
            assert!(is_generic(&chars(name)), "{name}");
        }
        for name in ["湿地保护条例", "水法", "白洋淀规划", "和保护条例", "湿地和保护条例"]
        {
            assert!(!is_generic(&chars(name)), "{name}");
        }
    }

    #[test]
    fn lists_and_earlier_versions() {
        for between in ["", "、", " 和", "以及 "] {
            assert!(only_joins(&chars(between)), "{between}");
        }
        for between in ["、我国", "，", "与新", "和、"] {
            assert!(!only_joins(&chars(between)), "{between}");
        }
        for before in ["原", "依照原", "修订前的", "，旧", "已失效的原", "原来的"] {
            assert!(is_earlier(&chars(before)), "{before}");
        }
        assert!(is_repealed(&chars("已废止的")) && !is_repealed(&chars("决定废止")));
        for before in ["太原", "草原", "修订后的", "新", "", "原环境保护部", "的"] {
            assert!(!is_earlier(&chars(before)), "{before}");
        }
    }

    #[test]
    fn leads() {
        assert!(may_begin_after(&chars("依照")) && may_begin_after(&[]) && may_begin_after(&chars("规定，")));
        assert!(!may_begin_after(&chars("海洋")) && !may_begin_after(&chars("德国")));
        assert!(is_elsewhere(&chars("根据德国的"), &chars("刑法")));
    }
}
