//! The lines of a regulation's text, and what each begins with: a heading, an article, a point. It must not know what
//! stands around a line, the table of contents aside.

use std::collections::BTreeSet;
use std::ops::Range;

use super::hong_kong;
use crate::regulation::{ArticleNumber, DivisionKind, PinOrder, number_at, numeral, unit_at};
use crate::script;

/// A line that is not blank.
pub(super) struct Line<'t> {
    /// Its words, white space at the ends removed.
    pub(super) words: &'t str,
    /// Where they stand in the text.
    pub(super) bytes: Range<usize>,
    /// Its characters in Simplified form, as many as `words` has.
    folded: Vec<char>,
}

/// What a line begins with.
pub(super) enum Mark<'t> {
    Division {
        kind: DivisionKind,
        number: ArticleNumber,
        name: &'t str,
    },
    /// `apart`: white space or the line's end follows the number.
    Article {
        number: ArticleNumber,
        label: &'t str,
        title: Option<&'t str>,
        rest: &'t str,
        apart: bool,
    },
    Point {
        number: u32,
        label: &'t str,
        rest: &'t str,
    },
    Item {
        number: u32,
        label: &'t str,
        rest: &'t str,
    },
    /// Hong Kong's (1), which is part of its paragraph's words; `None` for an inserted (1A).
    Paragraph(Option<u32>),
    /// Hong Kong's (a) and (i): its number as a point's, and as an item's.
    Lettered {
        letter: Option<u32>,
        item: Option<u32>,
        label: &'t str,
        rest: &'t str,
    },
    /// 附件1, 附表: the articles are over.
    Annex,
    None,
}

/// The lines of a text that are not blank. Old files end them with a carriage return alone.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for raw in text.split(['\n', '\r']) {
        let words = trimmed(raw);
        if !words.is_empty() {
            let start = at + raw.find(words).unwrap_or(0);
            lines.extend(Line::of(words, start..start + words.len()));
        }
        at += raw.len() + 1;
    }
    lines
}

/// Without white space at its ends, and what has no width.
fn trimmed(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
}

const fn half(c: char) -> char {
    match c {
        '（' => '(',
        '）' => ')',
        '．' | '｡' => '.',
        '：' => ':',
        _ => c,
    }
}

/// How the text names the parts of its articles, by how it is printed.
pub(super) fn order(lines: &[Line<'_>]) -> PinOrder {
    if is_taiwan(lines) {
        PinOrder::Taiwan
    } else if hong_kong::is_printed_so(lines) {
        PinOrder::HongKong
    } else {
        PinOrder::Mainland
    }
}

/// Whether the text is printed as Taiwan prints its law: 第 1 條 on a line of its own, or 中華民國 in its history.
fn is_taiwan(lines: &[Line<'_>]) -> bool {
    let own_line = lines.iter().filter(|line| {
        ArticleNumber::read(&line.folded).is_some_and(|(_, length)| line.folded.len() == length)
    });
    let articles = lines.iter().filter(|line| ArticleNumber::read(&line.folded).is_some()).count();
    let republic = lines.iter().take(12).any(|line| line.has("中华民国") || line.has("民国"));
    republic || (articles > 0 && own_line.count() * 2 > articles)
}

/// How many lines the table of contents at the beginning takes: headings whose first comes again below them.
/// `announced`: a line 目录 stands before them.
pub(super) fn contents(lines: &[Line<'_>], announced: bool) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let key = first.entry();
    let headings = lines.iter().take_while(|line| line.division().is_some() || line.is_contents()).count();
    match lines[1..headings.max(1)].iter().position(|line| line.entry() == key) {
        // 第一章总则 … 第八章附则 第一章总则: what stands before the second is the table.
        Some(again) => again + 1,
        // The table has other lines between (sections without 第, page numbers): it ends where the first heading
        // comes again, if no article stands before that.
        None if !announced => 0,
        None => {
            let again = lines[1..]
                .iter()
                .take_while(|line| ArticleNumber::read(&line.folded).is_none())
                .position(|line| line.entry() == key);
            let Some(again) = again.map(|again| again + 1) else { return 0 };
            // A preamble between the table and the first heading is text, and comes but once.
            let later: BTreeSet<String> = lines[again..].iter().map(Line::entry).collect();
            let text =
                lines[..again].iter().position(|line| line.is_prose() && !later.contains(&line.entry()));
            text.unwrap_or(again)
        }
    }
}

impl<'t> Line<'t> {
    /// The line of those words, which stand there; `None` for a blank one.
    pub(super) fn of(words: &'t str, bytes: Range<usize>) -> Option<Self> {
        let words = trimmed(words);
        let folded = || script::fold(words).chars().map(half).collect();
        (!words.is_empty()).then(|| Self { words, bytes, folded: folded() })
    }

    /// Its characters in Simplified form, with half-width brackets and points.
    pub(super) fn folded(&self) -> &[char] {
        &self.folded
    }

    fn has(&self, word: &str) -> bool {
        let word: Vec<char> = word.chars().collect();
        self.folded.windows(word.len()).any(|window| window == word)
    }

    fn starts(&self, word: &str) -> bool {
        let mut folded = self.folded.iter();
        word.chars().all(|c| folded.next() == Some(&c))
    }

    /// Without white space: 总　　则 is 总则.
    fn squeezed(&self) -> String {
        self.folded.iter().filter(|c| !c.is_whitespace()).collect()
    }

    /// The part between two character offsets.
    pub(super) fn slice(&self, characters: Range<usize>) -> &'t str {
        let mut offsets = self.words.char_indices().map(|(offset, _)| offset);
        let start = offsets.nth(characters.start).unwrap_or(self.words.len());
        let length = characters.len();
        let end = match length {
            0 => start,
            _ => offsets.nth(length - 1).unwrap_or(self.words.len()),
        };
        trimmed(&self.words[start..end])
    }

    pub(super) fn rest(&self, from: usize) -> &'t str {
        self.slice(from..self.folded.len().max(from))
    }

    /// 目录.
    pub(super) fn is_contents(&self) -> bool {
        matches!(self.squeezed().as_str(), "目录" | "目次")
    }

    /// Whether the text itself begins with this line: a heading or an article.
    pub(super) fn begins_text(&self, order: PinOrder) -> bool {
        matches!(self.mark(order), Mark::Division { .. }) || self.begins_article(order)
    }

    /// Whether an article begins with this line: its number stands apart, or is the first.
    pub(super) fn begins_article(&self, order: PinOrder) -> bool {
        match self.mark(order) {
            Mark::Article { number, apart, .. } => apart || number == ArticleNumber::new(1),
            _ => false,
        }
    }

    /// Whether it is prose: neither a heading nor numbered.
    pub(super) fn is_unmarked(&self, order: PinOrder) -> bool {
        matches!(self.mark(order), Mark::None) && self.number().is_none() && !self.is_contents()
    }

    /// A line of the history: （2014年4月24日…修订）, 修正日期：民國107年8月1日.
    pub(super) fn opens_history(&self) -> bool {
        const VERBS: [&str; 15] = [
            "通过", "修正", "修订", "公布", "发布", "施行", "批准", "制定", "废止", "日期", "印发", "颁布",
            "批复", "下发", "生效",
        ];
        let dated = self.has("年") && self.has("月") || self.has("民国");
        dated && VERBS.iter().any(|verb| self.has(verb)) && (self.opens_bracket() || !self.is_prose())
    }

    pub(super) fn opens_bracket(&self) -> bool {
        matches!(self.folded.first(), Some('('))
    }

    pub(super) fn closes_bracket(&self) -> bool {
        matches!(self.folded.last(), Some(')'))
    }

    /// A line that is a document number and nothing else.
    pub(super) fn is_number(&self) -> bool {
        let folded = self.squeezed();
        let inner = folded.trim_start_matches('(').trim_end_matches(')');
        inner.ends_with('号')
            && inner.chars().count() < 40
            && (inner.contains(['〔', '[', '［', '【']) || inner.contains("令第"))
            && !inner.contains(['，', '。'])
    }

    /// A sentence, not a name.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.folded.last(), Some('。' | ':' | ';' | '；'))
            || self.folded.contains(&'。')
            || self.folded.len() > 80
    }

    /// The name that a line of the head has: 法規名稱：某法, 《某条例》.
    pub(super) fn name(&self) -> &'t str {
        let mut from = 0;
        for label in ["法规名称:", "名称:", "标题:"] {
            if self.starts(label) {
                from = label.chars().count();
            }
        }
        let name = self.rest(from);
        name.strip_prefix('《').and_then(|name| name.strip_suffix('》')).unwrap_or(name)
    }

    /// The name that an announcement brings: 《某条例》已由某人民代表大会常务委员会…通过，现予公布.
    pub(super) fn announces(&self) -> Option<&'t str> {
        if self.folded.first() != Some(&'《') {
            return None;
        }
        let mut depth = 0;
        let close = self.folded.iter().position(|c| {
            depth += match c {
                '《' => 1,
                '》' => -1,
                _ => 0,
            };
            depth == 0
        })?;
        let after: String = self.folded[close + 1..].iter().collect();
        let said =
            after.starts_with("已") && ["通过", "批准", "公布"].iter().any(|verb| after.contains(verb));
        (said && close > 1).then(|| self.slice(1..close))
    }

    /// Whether a name can end with the line: with a word of its kind, and a bracket behind that.
    pub(super) fn ends_name(&self) -> bool {
        const KINDS: [&str; 32] = [
            "条例", "办法", "规定", "规划", "纲要", "法", "法典", "细则", "方案", "规则", "计划", "标准",
            "规范", "导则", "意见", "通知", "决定", "决议", "章程", "制度", "准则", "公约", "指南", "要点",
            "目录", "名录", "措施", "规程", "预案", "批复", "规例", "附例",
        ];
        let mut words = self.squeezed();
        while let Some(open) = words.ends_with(')').then(|| words.rfind('(')).flatten() {
            words.truncate(open);
        }
        let words = words.trim_end_matches('》');
        KINDS.iter().any(|kind| words.ends_with(kind))
    }

    /// A line that a cover has beside the name: an office, a day, 前言, and with an announcement its heading and number.
    pub(super) fn is_cover(&self, announced: bool) -> bool {
        const OFFICES: [&str; 15] = [
            "人民政府",
            "委员会",
            "办公室",
            "办公厅",
            "人民代表大会",
            "国务院",
            "法院",
            "检察院",
            "局",
            "厅",
            "部",
            "公司",
            "人大",
            "党委",
            "主席团",
        ];
        // 集体经济组织内部 / 审计办法
        const NO_OFFICES: [&str; 6] = ["内部", "外部", "干部", "全部", "布局", "格局"];
        let words = self.squeezed();
        let words = words.trim_start_matches('(').trim_end_matches(')');
        let ends = |all: &[&str]| all.iter().any(|one| words.ends_with(one));
        let dated = words.contains('年')
            && words.ends_with(['月', '日'])
            && words.chars().all(|c| numeral::is_numeral(c) || "年月日民国中华".contains(c));
        let notice = words.ends_with("公告") || words.ends_with('令');
        let numbered = words.ends_with('号')
            && (words.starts_with('第') || words.contains("公告") || words.contains("令第"));
        (ends(&OFFICES) && !ends(&NO_OFFICES))
            || dated
            || numbered
            || matches!(words, "前言" | "序言" | "序" | "引言")
            || (announced && notice)
    }

    /// Whether the line is of the name, whose lines before it are `whole` where it can have ended with them, or none;
    /// with an announcement, what stands above it is its own.
    pub(super) fn is_of_name(
        &self,
        first: bool,
        whole: bool,
        announced: bool,
        next: Option<&Line<'_>>,
    ) -> bool {
        if whole {
            // 某规划 / （2021—2035年）, 某规划 / 和2035年远景目标纲要, 某法 / 实施办法
            let years = self.folded.last() == Some(&'年')
                && self.folded.iter().all(|c| c.is_ascii_digit() || "年—–-~至".contains(*c));
            let goes_on = ["和", "及", "与", "暨", "的"].iter().any(|word| self.starts(word));
            return (self.opens_bracket() && !self.is_cover(announced))
                || years
                || (self.ends_name() && (goes_on || self.folded.len() < 7) && !self.is_cover(announced));
        }
        // 某市人民政府 / 关于某事的通知
        let begins = first && !announced && next.is_some_and(|next| next.starts("关于"));
        begins || !self.is_cover(announced)
    }

    fn division(&self) -> Option<(DivisionKind, ArticleNumber, &'t str)> {
        if self.folded.first() != Some(&'第') || self.folded.len() > 60 {
            return None;
        }
        let (mut number, end) = ArticleNumber::of_division(&self.folded, 1)?;
        let (kind, length) = unit_at(&self.folded, end)?;
        let mut end = end + length;
        if self.folded.get(end) == Some(&'之')
            && let Some((value, after)) = number_at(&self.folded, end + 1)
        {
            number.insertion = value;
            end = after;
        }
        // 第二章规定的措施，… is a sentence.
        let name = self.rest(end);
        let sentence = name.contains(['。', '，', '；']) || name.starts_with('的');
        (!sentence && number.number > 0).then_some((kind, number, name))
    }

    pub(super) fn mark(&self, order: PinOrder) -> Mark<'t> {
        if let Some((kind, number, name)) = self.division() {
            return Mark::Division { kind, number, name };
        }
        if order == PinOrder::HongKong
            && let Some(mark) = self.hong_kong()
        {
            return mark;
        }
        if let Some((number, length)) = ArticleNumber::read(&self.folded)
            && !self.cites_on(length)
        {
            let mut end = length;
            let mut apart = self.folded.get(end).is_none_or(|c| c.is_whitespace());
            let mut title = None;
            let blanks = self.folded[end..].iter().take_while(|c| c.is_whitespace()).count();
            // 第三條（主管機關）, 第三条【适用范围】
            if let Some(open) = self.folded.get(end + blanks)
                && let Some(shut) = match open {
                    '(' => Some(')'),
                    '【' => Some('】'),
                    _ => None,
                }
                && let Some(close) = self.folded[end + blanks..].iter().position(|c| *c == shut)
                && close > 1
                && number_at(&self.folded, end + blanks + 1).is_none()
            {
                title = Some(self.slice(end + blanks..end + blanks + close + 1));
                end += blanks + close + 1;
                apart = true;
            }
            let label = self.slice(0..length);
            return Mark::Article { number, label, title, rest: self.rest(end), apart };
        }
        if self.starts("附件") || self.starts("附表") || self.starts("附录") {
            let sentence = self.folded.contains(&'。');
            return if sentence { Mark::None } else { Mark::Annex };
        }
        let bracketed = self.bracketed();
        let dotted = self.dotted();
        match (order == PinOrder::Taiwan, bracketed, dotted) {
            // （一） is a point on the mainland, an item in Taiwan, where points are 一、.
            (false, Some((number, end)), _) => {
                Mark::Point { number, label: self.slice(0..end), rest: self.rest(end) }
            }
            (true, _, Some((number, end, true))) => {
                Mark::Point { number, label: self.slice(0..end), rest: self.rest(end) }
            }
            (true, Some((number, end)), _) | (false, None, Some((number, end, false))) => {
                Mark::Item { number, label: self.slice(0..end), rest: self.rest(end) }
            }
            _ => Mark::None,
        }
    }

    /// Whether the article's number that ends at `end` goes on as a citation does, so that it is no heading:
    /// 第三条第二款规定的单位除外。 第三条、第五条所列项目.
    fn cites_on(&self, end: usize) -> bool {
        const WORDS: [&str; 14] = [
            "规定",
            "的",
            "所称",
            "所列",
            "所指",
            "所述",
            "所定",
            "所规定",
            "、第",
            "和第",
            "及第",
            "与第",
            "或第",
            "至第",
        ];
        let rest = &self.folded[end..];
        let part = || {
            let (_, end) = number_at(rest, 1)?;
            rest.get(end).filter(|unit| matches!(unit, '款' | '项' | '目'))
        };
        WORDS.iter().any(|word| word.chars().enumerate().all(|(at, c)| rest.get(at) == Some(&c)))
            || (rest.first() == Some(&'第') && part().is_some())
    }

    /// （一）: its number, and where it ends.
    pub(super) fn bracketed(&self) -> Option<(u32, usize)> {
        if self.folded.first() != Some(&'(') {
            return None;
        }
        let (number, end) = number_at(&self.folded, 1)?;
        (self.folded.get(end) == Some(&')')).then_some((number, end + 1))
    }

    /// 一、.
    pub(super) fn is_han_heading(&self) -> bool {
        self.dotted().is_some_and(|(.., han)| han)
    }

    /// 一、 or 1.: its number, where it ends, and whether it is in Han numerals.
    fn dotted(&self) -> Option<(u32, usize, bool)> {
        let first = *self.folded.first()?;
        let (number, end) = number_at(&self.folded, 0)?;
        let han = !first.is_ascii_digit() && !('０'..='９').contains(&first);
        let marked = match self.folded.get(end)? {
            '、' => true,
            '.' => !han && !self.folded.get(end + 1).is_some_and(char::is_ascii_digit),
            _ => false,
        };
        marked.then_some((number, end + 1, han))
    }
}
