//! The word right before the marks of a short form that may say whose the document is: 对照某地《条例》. It must not know which
//! documents there are.

use super::{LEADS, List, UNITS, split};
use crate::citation::plain::{ends_with, is_han, starts_with};

/// Words that govern a name and no verb: what stands between one and the marks is an attribute of the document.
static GOVERN: List = List::new(|| {
    split(
        "\
     依照 依据 根据 按照 遵照 对照 参照 比照 借鉴 违反 援引 引用",
    )
});

/// Attributes that do not say whose or which document it is.
static SAY_NOTHING: List = List::new(|| {
    split(
        "\
     新版 最新 现行 上述 前述 前引 以上 以下 下列 相关 有关 修订 修正 修改 配套 正式 试行 同名 国家 全国 我国 \
     我们 本次 此次 该部 这部 此部 这个 那个 这一 同一 其他 其它 所附 后附 附件 随附 上级 党内 单行 一部 两部 \
     会议 文件 检查 整改 开展 推进 推动 做好 抓好 完善 健全 细化 办理 处理 调整 起草 拟订 宣讲 宣传 解读 传达 \
     印发 下发 转发 出台 制定 制订 颁布 公布 发布 编制 签订 施行 实行 检视 查摆 自查 排查 梳理 目前 当前 当时 \
     规定 要求 精神 部署 安排 通知 办法 条例 规划 方案 法律 法规 规章 政策 标准",
    )
});

/// What may stand before the marks in a clause that goes on with a verb, and is no word of the document's: 严守《条例》规定.
static BEGIN: List = List::new(|| {
    split(
        "\
     因此 因而 所以 同时 此外 另外 首先 其次 再次 尤其 特别 不过 而且 虽然 尽管 既然 可见 然而 那么 随着 除了 包括 \
     比如 譬如 即使 只有 只要 凡是 作为 经过 通过 围绕 针对 坚持 严守 吃透 用好 用足 熟悉 掌握 重温 突破 超出 偏离 \
     背离 违规 查阅 参考 参阅 牢记 紧扣 深化 强化 抓紧 抓实 抓住 宣贯 普及 遵从 服从 恪守 触碰 抵触 逾越 满足 达到 \
     体现 明确 领会 理解 把握 研究 研读 严格 充分 认真 全面 准确 扎实 切实 正确 深入 坚决 一些 部分 所有 全部 多数 \
     两个 各个 许多 不少 今年 去年 明年 近年 近期 后来 之前 之后 专家 委员 代表 群众 企业 公众 单位 部门",
    )
});

/// The word between what governs a name and its marks, or between a stop and the marks of what a clause speaks of, where
/// it may say whose the document is: 对照某地《条例》; 某地《条例》规定.
pub(in crate::citation) fn attribute<'b>(before: &'b [char], after: &[char]) -> Option<&'b [char]> {
    // 会议和, 新的, 依法按: what ends so is no word of the document's.
    const ENDS: &str = "的了和与及或并暨按照据依对以从把将在向用由为是后前中内里下上执适落贯学级年月日次";
    const SAYS: [&str; 6] = ["规定", "明确", "要求", "提出", "禁止", "确立"];
    let says = SAYS.iter().any(|verb| starts_with(after, verb));
    (2..=5).find_map(|length| {
        let (head, word) = before.split_at(before.len().checked_sub(length)?);
        let long = length > 3 && !ends_with(word, "地区");
        let governs = length < 4 && GOVERN.iter().any(|govern| ends_with(head, govern));
        let head = head.strip_suffix(&['而']).or(head.strip_suffix(&['但'])).unwrap_or(head);
        let subject = says
            && !long
            && head.last().is_none_or(|c| !is_han(*c))
            && !word.last().is_some_and(|c| UNITS.contains(*c) && !ends_with(word, "地区"))
            && !BEGIN.iter().any(|known| ends_with(word, known));
        let han = word.iter().all(|c| is_han(*c));
        let silent = word.last().is_none_or(|c| ENDS.contains(*c))
            || SAY_NOTHING.iter().chain(LEADS.iter()).any(|known| ends_with(word, known));
        ((governs || subject) && han && !silent).then_some(word)
    })
}
