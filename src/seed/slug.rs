//! Slugs: short ASCII words for addresses, from the pinyin of a title's key words. Chosen once, when a notice is
//! imported, and frozen then. It must not know which are taken.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use pinyin::ToPinyin as _;

use crate::notice::NoticeId;
use crate::regulation::RegulationId;
use crate::script::Text;

use super::words::{half, is_han, plain};

/// A slug without its date has at most so many characters.
const LONGEST: usize = 40;

/// Words of titles that say nothing of their own.
static FILLERS: Lexicon = LazyLock::new(|| {
    lexicon(
        "中华人民共和国 主持召开 组织召开 召开 举行 举办 关于 印发 转发 发布 组织 开展 加强 \
    进一步 切实 扎实 全力 做好 抓好 认真 全面 深入 贯彻 落实 推进会 推进 座谈会 工作会议 \
    视频会议 专题会议 动员会 部署会 调度会 培训会 专题会 现场会 视频会 会议 大会 工作 有关 \
    相关 情况 事项 事宜 问题 的 了 和 与 及 暨 并 等 对 通知 通告 公告 意见 通报 决定 \
    全市 全县 全省 全区 全国 全镇 上半年 下半年 年度 一季度 二季度 三季度 四季度 今年 明年",
    )
});

/// Words of the names of rules that say nothing of their own; their kind (条例, 办法) does.
static RULE_FILLERS: Lexicon = LazyLock::new(|| lexicon("中华人民共和国 关于 印发 的 和 与 及 暨 等"));
/// None.
static NO_FILLERS: Lexicon = LazyLock::new(HashMap::new);

/// Words by their first character: few are compared at any place of a text.
type Lexicon = LazyLock<HashMap<char, Vec<&'static str>>>;

/// The words of a list, which a space parts.
fn lexicon(words: &'static str) -> HashMap<char, Vec<&'static str>> {
    let mut lexicon: HashMap<char, Vec<&'static str>> = HashMap::new();
    for word in words.split_whitespace() {
        word.chars().next().into_iter().for_each(|first| lexicon.entry(first).or_default().push(word));
    }
    lexicon
}

/// The longest of the words that a text, which begins with this character, begins with.
fn longest(lexicon: &Lexicon, first: char, text: &str) -> Option<&'static str> {
    let words = lexicon.get(&first).into_iter().flatten();
    words.filter(|word| text.starts_with(**word)).max_by_key(|word| word.len()).copied()
}

/// Verbs in front of what a title is about: the words before them name who did it.
const VERBS: &str = "召开 举行 举办 部署 关于";

/// Words whose characters are not read in the commonest way.
static READINGS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut words = "重庆 chongqing 成都 chengdu 东莞 dongguan 蚌埠 bengbu 番禺 panyu 六安 luan \
    厦门 xiamen 长沙 changsha 长江 changjiang 长春 changchun 长安 changan \
    长治 changzhi 调度 diaodu 调查 diaocha 调研 diaoyan 行业 hangye 银行 yinhang \
    首都 shoudu 都市 dushi 重点 zhongdian 重污 zhongwu 储存 chucun 长效 changxiao \
    处置 chuzhi 处理 chuli 处罚 chufa 降解 jiangjie 降尘 jiangchen 朝阳 chaoyang \
    会计 kuaiji 乐清 yueqing 大厦 dasha 噪音 zaoyin 供应 gongying 应急 yingji \
    传染 chuanran 屏障 pingzhang 参与 canyu 便民 bianmin"
        .split_whitespace();
    std::iter::from_fn(|| Some((words.next()?, words.next()?))).collect()
});

/// The id of a new notice: its date and its title's key words; a number is added while `taken` says it is another's.
/// Without a date it begins with `undated`, without words it ends with `notice`.
pub fn notice_id(title: Option<&Text>, published: Option<Date>, taken: impl Fn(&str) -> bool) -> NoticeId {
    let date = published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let words = title.map(|title| slug(title.source(), &FILLERS, true)).filter(|words| !words.is_empty());
    let base = format!("{date}-{}", words.as_deref().unwrap_or("notice"));
    free(&base, taken, NoticeId::new)
}

/// The id of a regulation that has no file: its name's key words; a number is added while `taken` says it is another's.
pub fn regulation_id(name: &Text, taken: impl Fn(&str) -> bool) -> RegulationId {
    let words = slug(name.source(), &RULE_FILLERS, false);
    let base = if words.is_empty() { "regulation" } else { &words };
    free(base, taken, RegulationId::new)
}

/// The id of a document that is known from citations only: its name's key words and four digits of its identity key's
/// hash, so that no other document, cited before or after it, can ever have or move its address.
pub fn stub_id(name: &Text, key: &str, taken: impl Fn(&str) -> bool) -> RegulationId {
    let words = slug(name.source(), &RULE_FILLERS, false);
    let words = if words.is_empty() { "regulation" } else { &words };
    let hash = blake3::hash(key.as_bytes()).to_hex();
    free(&format!("{words}-{}", &hash[..4]), taken, RegulationId::new)
}

/// The slug of a body that publishes notices, the same for its name in either script: no other body can move it.
pub fn source_slug(source: &Text) -> Box<str> {
    let key = crate::script::fold(source.source());
    stub_id(source, &key, |_| false).as_str().into()
}

/// The first of `base`, `base-2`, `base-3` … that is free and can be an id.
fn free<T>(base: &str, taken: impl Fn(&str) -> bool, make: impl Fn(&str) -> Option<T>) -> T {
    let numbered = (2_u32..).map(|number| format!("{base}-{number}"));
    std::iter::once(base.to_owned())
        .chain(numbered)
        .filter(|word| !taken(word))
        .find_map(|word| make(&word))
        .expect("a slug of a-z, 0-9 and hyphens, below the length of an id, is an id")
}

/// The key words of a title in pinyin, joined by hyphens, at most [`LONGEST`] characters; empty where it has none.
fn slug(title: &str, fillers: &Lexicon, notice: bool) -> String {
    let plain = plain(title);
    let about = if notice { about(&plain) } else { &plain };
    for (text, fillers) in [(about, fillers), (plain.as_str(), &NO_FILLERS)] {
        let words: Vec<String> =
            fragments(text, fillers).iter().flat_map(|fragment| spell(fragment)).collect();
        let slug = joined(&words, notice);
        if !slug.is_empty() {
            return slug;
        }
    }
    String::new()
}

/// What a title is about: the words behind its verb, where enough of them follow.
fn about(plain: &str) -> &str {
    let behind = |verb: &str| plain.find(verb).map(|at| &plain[at + verb.len()..]);
    let rest = VERBS.split(' ').filter_map(behind).min_by_key(|rest| plain.len() - rest.len());
    match rest {
        Some(rest) if rest.chars().filter(|&c| is_han(c)).count() >= 8 => rest,
        _ => plain,
    }
}

/// The text without fillers, years and marks, in the pieces that are left.
fn fragments(text: &str, fillers: &Lexicon) -> Vec<String> {
    let mut fragments = vec![String::new()];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let filler = longest(fillers, c, rest).map(str::len);
        let dropped = filler
            .or_else(|| year(rest))
            .or_else(|| (!is_han(c) && !half(c).is_ascii_alphanumeric()).then(|| c.len_utf8()));
        let last = fragments.len() - 1;
        match dropped {
            Some(length) => {
                if !fragments[last].is_empty() {
                    fragments.push(String::new());
                }
                rest = &rest[length..];
            }
            None => {
                let latin = |c: char| half(c).is_ascii_alphanumeric();
                if fragments[last].chars().next_back().is_some_and(|before| latin(before) != latin(c)) {
                    fragments.push(String::new());
                }
                let last = fragments.len() - 1;
                fragments[last].push(half(c));
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    fragments.retain(|fragment| !fragment.is_empty());
    fragments
}

/// The length of a year at the start of a text (2021年).
fn year(text: &str) -> Option<usize> {
    let digits: usize =
        text.chars().take(4).take_while(|&c| half(c).is_ascii_digit()).map(char::len_utf8).sum();
    let after = &text[digits..];
    (text.chars().take(4).filter(|&c| half(c).is_ascii_digit()).count() == 4 && after.starts_with('年'))
        .then(|| digits + '年'.len_utf8())
}

/// Common words of titles: where one stands, words begin and end.
static WORDS: Lexicon = LazyLock::new(|| {
    lexicon(
        "生态 环境 治理 保护 条例 办法 规划 规定 方案 计划 标准 管理 污染 防治 防制 控制 预防 \
    综合 整治 整改 专项 行动 安全 生产 食品 药品 卫生 健康 医疗 废物 垃圾 收集 处置 危险 \
    化学品 储存 场所 检查 督查 督察 监察 监督 监测 执法 大气 空气 品质 质量 水质 水域 \
    水源 水源地 饮用水 污水 土壤 噪音 噪声 扬尘 秋冬季 秋冬 冬季 春季 夏季 秋季 冬春 防汛 \
    备汛 抗旱 防火 防灾 减灾 救灾 应急 预案 演练 交通 道路 运输 铁路 公路 航道 校园 学校 \
    学生 教育 教师 招生 考试 文化 旅游 体育 民政 养老 社会 救助 保障 就业 人才 劳动 工资 \
    农业 农村 农民 乡村 振兴 粮食 耕地 林业 森林 草原 湿地 河长 河湖 湖泊 海洋 海滨 渔业 \
    畜禽 养殖 秸秆 焚烧 能源 电力 煤矿 矿山 矿产 资源 自然 国土 土地 城市 城乡 建设 住房 \
    房屋 建筑 工程 施工 公共 服务 政务 公开 信息 数据 网络 营商 企业 市场 价格 消费 质监 \
    税务 财政 金融 审计 统计 投资 项目 招商 产业 工业 科技 创新 知识 产权 法治 普法 信访 \
    司法 公安 禁毒 扫黑 反诈 宣传 思想 意识 党建 纪律 作风 廉政 干部 学习 教育 培训 疫情 \
    防控 疫苗 传染病 暑期 溺水 禁渔 禁止 露天 燃烧 新区 法律 规范化 集中式 规范 推广 重点 \
    流域 水环境 问题",
    )
});

/// A fragment in words: those it is known to have, and what lies between them in words of two or three characters.
fn spell(fragment: &str) -> Vec<String> {
    if fragment.is_ascii() {
        return vec![fragment.to_lowercase()];
    }
    let mut words = Vec::new();
    let mut unknown: Vec<char> = Vec::new();
    let mut rest = fragment;
    while let Some(c) = rest.chars().next() {
        match longest(&WORDS, c, rest) {
            Some(word) => {
                split(&mut unknown, &mut words);
                words.push(reading(&word.chars().collect::<Vec<_>>()));
                rest = &rest[word.len()..];
            }
            None => {
                unknown.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    split(&mut unknown, &mut words);
    words.retain(|word| !word.is_empty());
    words
}

/// Unknown characters in words of two, the last of three where one would be left over.
fn split(unknown: &mut Vec<char>, words: &mut Vec<String>) {
    let mut rest = unknown.as_slice();
    while !rest.is_empty() {
        let length = if rest.len() == 3 { 3 } else { rest.len().min(2) };
        let (word, behind) = rest.split_at(length);
        words.push(reading(word));
        rest = behind;
    }
    unknown.clear();
}

fn reading(word: &[char]) -> String {
    let key: String = word.iter().take(2).collect();
    let (mut spelt, rest) = match READINGS.get(key.as_str()) {
        Some(reading) => ((*reading).to_owned(), &word[2..]),
        None => (String::new(), word),
    };
    for c in rest {
        // The crate writes ü; addresses have v for it, as keyboards do.
        let syllable = c.to_pinyin().map_or("", |pinyin| pinyin.plain());
        spelt.extend(
            syllable.chars().map(|c| if c == 'ü' { 'v' } else { c }).filter(char::is_ascii_lowercase),
        );
    }
    spelt
}

/// Words joined as long as they fit. Of a rule's name the last word, its kind, is kept whatever goes.
fn joined(words: &[String], notice: bool) -> String {
    let Some(last) = words.last() else { return String::new() };
    let kept = if notice { 0 } else { last.len() + 1 };
    let mut slug = String::new();
    let mut whole = true;
    let (front, end) = if notice { (words, &[][..]) } else { words.split_at(words.len() - 1) };
    for word in front {
        let length = slug.len() + usize::from(!slug.is_empty()) + word.len();
        if length + kept > LONGEST {
            whole = false;
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    for word in end {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    // One word longer than a slug: cut.
    if slug.is_empty() || (!whole && slug.len() > LONGEST) {
        slug = words.concat();
    }
    slug.truncate(LONGEST);
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Script;

    #[test]
    fn notices() {
        let id = |title: &str| {
            let title = Text::new(title, Script::Hant);
            notice_id(Some(&title), Date::new(2021, 6, 11).ok(), |_| false).to_string()
        };
        assert_eq!(
            id("陳恩惠專員召開2021年上半年雄安新區生態環境治理與保護工作座談會"),
            "2021-06-11-xiongan-xinqu-shengtai-huanjing-zhili"
        );
        assert_eq!(
            id("砚溪县人民政府办公室关于加强集中式饮用水水源地规范化建设的通知"),
            "2021-06-11-jizhongshi-yinyongshui-shuiyuandi"
        );
        assert_eq!(id("。。。"), "2021-06-11-notice");
        assert_eq!(id("GDP"), "2021-06-11-gdp");
        assert!(id(&"治理".repeat(200)).len() <= 11 + LONGEST);
    }

    #[test]
    fn taken_ones_are_numbered() {
        let title = Text::new("生态环境", Script::Hans);
        let id = notice_id(Some(&title), None, |word| word == "undated-shengtai-huanjing");
        assert_eq!(id.as_str(), "undated-shengtai-huanjing-2");
    }

    #[test]
    fn regulations_keep_their_kind() {
        let id = |name: &str| regulation_id(&Text::new(name, Script::Hans), |_| false).to_string();
        assert_eq!(id("中华人民共和国水污染防治法"), "shui-wuran-fangzhi-fa");
        assert_eq!(id("白洋淀生态环境治理和保护条例"), "baiyangdian-shengtai-huanjing-tiaoli");
        assert_ne!(id("白洋淀生态环境治理和保护条例"), id("白洋淀生态环境治理和保护规划"));
    }
}
