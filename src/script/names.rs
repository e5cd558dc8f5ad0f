//! Personal names in Simplified text: a surname that is also a common word (于, 范, 余) is told by its surroundings and
//! keeps its form. A table of surnames, of what may stand before and after a name; nothing is looked up, nothing learned.
//! It must not know OpenCC or terms.

use std::ops::Range;

use super::builtin::is_common_word;

/// A surname whose character has another form as a word.
struct Surname {
    hans: char,
    hant: &'static str,
    /// Characters that make a word with it when they stand right before it (由于, 规范): no surname then.
    not_after: &'static str,
    /// Characters that make a word with it when they follow right after it (范围, 余额): no surname then.
    not_before: &'static str,
    /// Whether the name may be told by a given name alone (局长于海涛), or only by 某 or a title after it.
    given: bool,
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

static SURNAMES: [Surname; 22] = [
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
    surname('党', "党", "我同政入建管爱全对向跟本各新", "", false),
    surname('种', "种", "各一这那某多此何两品物树特工播耕栽三几数每该同育引良人兵军", "", false),
    surname('占', "占", "侵抢强霸独挤攻", "", false),
    surname('干', "干", "若主骨才能高", "", false),
    surname('丰', "豐", "", "", false),
    surname('宁', "寧", "", "", false),
];

/// What ends right before a name.
static TITLES: [&str; 63] = [
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
static MANY: [&str; 14] = [
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
static APPOINTING: [&str; 12] =
    ["任命", "免去", "提名", "聘任", "聘请", "任免", "接受", "同意", "选举", "补选", "推选", "罢免"];

/// What begins right after a name that follows a title.
static VERBS: [&str; 112] = [
    "主持", "出席", "参加", "介绍", "强调", "指出", "表示", "要求", "带队", "率", "陪同", "负责", "宣布",
    "宣读", "汇报", "作", "做", "讲话", "发言", "致辞", "到", "在", "对", "就", "深入", "赴", "前往", "检查",
    "调研", "听取", "说", "认为", "通报", "传达", "安排", "部署", "总结", "担任", "任", "带领", "受", "向",
    "会见", "签", "组织", "牵头", "分管", "分别", "一行", "和", "与", "及", "等", "同志", "先生", "女士",
    "召开", "召集", "现场", "代表", "督导", "督查", "督办", "走访", "看望", "慰问", "接受", "回应", "解读",
    "回答", "答复", "提出", "报告", "说明", "了解", "主动", "亲自", "因", "涉嫌", "被", "违法", "犯", "未",
    "将", "于", "已", "也", "还", "均", "曾", "次日", "当日", "当天", "当晚", "昨日", "近日", "日前", "随后",
    "随即", "立即", "继续", "定于", "逐一", "逐个", "逐项", "逐户", "今天", "今日", "上午", "下午", "赶",
    "返回",
];

/// Surnames that tell an enumeration of names from any other.
const COMMON: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔\
    钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤于岳涂";

/// Given-name characters that longest match or a region's form would change (王东峰, not 峯).
const KEPT_IN_GIVEN: &str = "峰松升志克岳范余郁谷于周秋采征干台";

/// A stretch of the text that is (part of) a name, in bytes, with its Traditional form.
pub(super) struct Name {
    pub(super) bytes: Range<usize>,
    pub(super) hant: &'static str,
}

/// The surnames, and the given-name characters to keep, in a stretch of a Simplified text, from left to right.
pub(super) fn find(text: &str, within: Range<usize>) -> impl Iterator<Item = Name> {
    let mut until = within.start;
    text[within.clone()].char_indices().filter_map(move |(at, character)| {
        let at = within.start + at;
        if at < until {
            return kept(character).map(|hant| Name { bytes: at..at + hant.len(), hant });
        }
        let surname = is_surname(character)?;
        let after = at + character.len_utf8();
        let given = length(surname, &text[..at], &text[after..])?;
        until = (after + given).min(within.end);
        Some(Name { bytes: at..after, hant: surname.hant })
    })
}

fn is_surname(character: char) -> Option<&'static Surname> {
    // Nearly every character fails here, so that the search costs next to nothing.
    matches!(
        character,
        '于' | '范'
            | '余'
            | '岳'
            | '涂'
            | '郁'
            | '朴'
            | '游'
            | '姜'
            | '沈'
            | '谷'
            | '曲'
            | '卜'
            | '仇'
            | '钟'
            | '后'
            | '党'
            | '种'
            | '占'
            | '干'
            | '丰'
            | '宁'
    )
    .then(|| SURNAMES.iter().find(|surname| surname.hans == character))
    .flatten()
}

fn kept(character: char) -> Option<&'static str> {
    KEPT_IN_GIVEN
        .char_indices()
        .find(|&(_, kept)| kept == character)
        .map(|(at, kept)| &KEPT_IN_GIVEN[at..at + kept.len_utf8()])
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3347F}')
}

/// How many bytes of given name follow, if this is a surname at all.
fn length(surname: &Surname, before: &str, after: &str) -> Option<usize> {
    let previous = before.chars().next_back();
    let next = after.chars().next()?;
    let free = previous.is_none_or(|previous| !is_han(previous))
        || "由请经与和被让同给".contains(previous.unwrap_or(' '));
    let titled = TITLES.iter().any(|title| before.ends_with(title));
    // 于 before a word is a preposition: 委员于审议时, 法官于执行职务期间, but 局长于建国.
    let two: usize = after.chars().take(2).map(char::len_utf8).sum();
    if surname.hans == '于'
        && next != '某'
        && is_common_word(&after[..two])
        && !["副局", "建国", "国庆", "胜利", "和平"].contains(&&after[..two])
        && !TITLES.iter().any(|title| after.starts_with(title))
    {
        return None;
    }
    if !titled && previous.is_some_and(|previous| surname.not_after.contains(previous)) {
        return None;
    }
    if next == '某' {
        let then = after.trim_start_matches('某').chars().next();
        let word = then.is_some_and(|then| "种些一个地时年月日项类方村市县区局镇处".contains(then));
        return (!word && (free || titled || surname.hans != '于')).then_some(0);
    }
    let title_follows = |rest: &str| {
        let rest = rest.strip_prefix('副').unwrap_or(rest);
        TITLES.iter().any(|title| rest.starts_with(title))
            || ["总", "局", "厅"].iter().any(|short| {
                rest.strip_prefix(short).is_some_and(|then| {
                    !then.chars().next().is_some_and(is_han)
                        || VERBS.iter().any(|verb| then.starts_with(verb))
                })
            })
    };
    if !"后种占干丰宁".contains(surname.hans)
        && free
        && title_follows(after)
        && !(surname.hans == '党' && after.starts_with("代表"))
        && !(surname.hans == '于' && MANY.iter().any(|title| after.starts_with(title)))
    {
        return Some(0);
    }
    if !surname.given || surname.not_before.contains(next) {
        return None;
    }
    let enumerated = before.ends_with('、') && {
        let item = before[..before.len() - '、'.len_utf8()]
            .rsplit(|character: char| !is_han(character))
            .next()
            .unwrap_or("");
        (2..=4).contains(&item.chars().count())
            && item.chars().next().is_some_and(|first| COMMON.contains(first))
            && !is_common_word(item)
    };
    let starts_list = free && {
        let mut items = after.split('、');
        let first = items.next().unwrap_or("");
        let second = items.next().unwrap_or("");
        (1..=2).contains(&first.chars().count())
            && first.chars().all(is_han)
            && second.chars().next().is_some_and(|first| COMMON.contains(first))
            && second.chars().take_while(|&character| is_han(character)).count() >= 2
            && !is_common_word(second.split(|character: char| !is_han(character)).next().unwrap_or(""))
    };
    let appointed = APPOINTING.iter().any(|verb| before.ends_with(verb));
    // Two characters of given name first: 于海涛 more often than 于海.
    for length in [2, 1] {
        let given: usize = after.chars().take(length).map(char::len_utf8).sum();
        let name = &after[..given];
        if name.chars().count() < length || !name.chars().all(is_han) {
            continue;
        }
        let rest = &after[given..];
        let ends = rest.chars().next().is_none_or(|then| !is_han(then) && !then.is_ascii_digit());
        let follows = ends || VERBS.iter().any(|verb| rest.starts_with(verb)) || title_follows(rest);
        let office =
            appointed && (rest.starts_with('为') || rest.starts_with('的') || title_follows(rest) || ends);
        if ((titled || enumerated) && follows)
            || (starts_list && rest.starts_with('、'))
            || (free && title_follows(rest) && !rest.starts_with("代表"))
            || office
        {
            return Some(given);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::find;

    fn names(text: &str) -> Vec<&str> {
        find(text, 0..text.len()).map(|name| &text[name.bytes]).collect()
    }

    #[test]
    fn names_are_told() {
        for (text, expected) in [
            ("局长于海涛介绍了有关情况。", &["于"][..]),
            ("于副局长主持会议。", &["于"]),
            ("由副局长范志刚负责整改。", &["范", "志"]),
            ("当事人范某、余某、姜某、岳某。", &["范", "余", "姜", "岳"]),
            ("王克勤、于洋、张国栋参加检查。", &["于"]),
            ("于洋、张国栋参加检查。", &["于"]),
            ("县委书记余国平、副县长钟伟出席。", &["余", "钟"]),
            ("余国平同志主持会议", &["余"]),
            ("任命于海涛为局长，免去余国平的职务", &["于", "余"]),
            ("科长范文博到场，主任于海波次日返回", &["范", "于"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn words_are_no_names() {
        for text in [
            "县长于6月10日主持召开专题会。",
            "张贴、涂污、刻画",
            "余热、余压、余气",
            "县长于汛前带领",
            "委员于审议时，法官于执行职务期间",
            "规定，于当事人准用之",
            "航行于某一航线",
            "县长于近日主持召开专题会。",
            "局长于会上强调",
            "局长于上午到场",
            "部长范围内的授权事项。",
            "由于某种原因",
            "对于某企业",
            "其余某项",
            "对于副局长的任命",
            "规范主任工作",
            "会议由于主任缺席延期",
            "由局长余额支付",
            "位于河北、山东交界",
            "沉淀于水、土",
            "游客、游人、游船",
            "后主任医师",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
    }
}
