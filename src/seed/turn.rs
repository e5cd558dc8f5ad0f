//! Where a notice stops telling what is demanded and turns to the meeting itself, to another speaker, or to its own
//! closing words: there an item ends. Tables of words; it must not know lists.

use rayon::prelude::*;

use super::body::{Para, Pos};
use super::words::{
    contains_any, ends_with_any, han_number, is_closer, is_full_stop, is_gap, longest_end, starts_with_any,
};

/// How a turn was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    /// The start of the sentence.
    pub(super) pos: Pos,
    /// Whether it starts a paragraph.
    pub(super) line: bool,
    /// Whether nothing but a 最后 shows it, which may be an ordinal too.
    pub(super) only_last: bool,
}

/// Words that start a sentence about the meeting.
#[rustfmt::skip]
const MEETING: &[&str] = &[
    "会上", "会后", "会前", "会间", "会中", "会末", "散会", "休会", "与会", "参会", "到会", "出席会议",
    "参加会议", "列席会议", "本次会", "此次会", "这次会", "该会议", "出席今天", "参加本次", "参加此次",
];

/// Words for those who come to a meeting, without who they are.
const ATTENDANTS: &[&str] = &["与会", "参会", "到会", "出席会议", "参加会议", "列席会议"];

/// What a demand of somebody begins with, right after the word for them.
#[rustfmt::skip]
const DEMANDS: &[&str] = &[
    "提前", "应", "须", "要", "请", "不得", "不能", "务必", "必须", "需", "凭", "统一", "自行", "着", "携带", "一律", "因故",
    "原则上", "按时", "准时", "不准",
];

/// What may follow 会议 where it is no actor: 会议纪要, 会议室, 会议精神.
#[rustfmt::skip]
const MEETING_THING: &[&str] = &[
    "纪", "室", "制度", "精神", "材料", "记录", "议定", "确定的", "部署的", "场", "费", "培训", "活动", "决议",
];

/// Ends of a first clause that say when in the meeting something was.
#[rustfmt::skip]
const MEETING_TIME: &[&str] = &[
    "会后", "会上", "会前", "会间", "会议上", "会议结束后", "会议期间", "活动结束后", "培训结束后",
    "讲座结束后", "调研中", "发言中",
];

/// Verbs that report speech.
#[rustfmt::skip]
const SPEECH: &[&str] = &[
    "强调", "指出", "要求", "表示", "认为", "说", "称", "讲话", "提出", "补充", "补充说", "补充道", "介绍",
    "介绍说", "总结", "总结说", "总结道", "呼吁", "提醒", "回应", "透露", "说明", "坦言", "解释", "讲", "吁请",
    "重申", "部署", "致辞", "致词", "发言",
];

/// Words between a speaker and the verb of speech.
#[rustfmt::skip]
const BETWEEN: &[&str] = &[
    "补充", "又", "最后", "还", "并", "也", "亦", "同时", "随后", "接着", "进一步", "特别", "再次", "着重", "重点", "郑重",
    "在总结讲话时", "在讲话中", "在会上", "在总结时", "在讲话时", "总结讲话时", "讲话时", "就此", "对此", "则",
    "另",
];

/// Words that start a clause which only reads like speech (按照县长要求，…).
#[rustfmt::skip]
const NO_SPEAKER: &[&str] = &[
    "按", "根据", "对照", "依", "落实", "贯彻", "严格", "对", "认真", "要", "把", "全面", "坚决", "围绕",
    "紧扣", "聚焦", "结合", "达到", "符合", "不", "凡", "如", "若", "因", "并", "以", "从", "在", "未", "有",
    "应", "须", "达不到", "没有", "明确", "进一步",
];

/// The last characters of words for persons.
const PERSON: &[char] = &['长', '记', '任', '席', '员', '志', '表', '导', '他', '她', '人', '士', '授'];

/// The last characters of words for bodies.
#[rustfmt::skip]
const BODY: &[char] = &[
    '府', '局', '厅', '办', '委', '处', '科', '司', '部', '会', '署', '院', '心', '队', '室', '团', '站', '所',
    '公', '党',
];

/// What a person does at a meeting, right after the word for the person.
#[rustfmt::skip]
const DEEDS: &[&str] = &[
    "还", "代表", "作了", "做了", "宣读", "通报", "传达", "主持", "签", "总结", "介绍", "表示", "强调", "指出",
    "要求", "带队", "率队", "一行", "现场", "分别", "先后", "向", "为", "与", "围绕", "结合", "最后", "讲话",
    "发言", "致辞", "参加", "出席", "也", "进行了", "就",
];

/// Who speaks where what is said is printed word by word.
#[rustfmt::skip]
const SPEAKERS: &[&str] = &[
    "主持人", "记者", "发言人", "问", "答", "局长", "厅长", "部长", "署长", "司长", "处长", "科长", "省长", "市长",
    "州长", "区长", "县长", "镇长", "乡长", "院长", "校长", "会长", "秘书长", "书记", "主任", "主席", "专员", "委员", "代表",
    "会计师", "工程师", "经济师", "总监", "司令员", "总队长", "支队长", "大队长", "董事长", "总经理", "先生", "女士", "同志",
    "议员", "检察长", "审判长", "庭长", "专家", "市民", "网友",
];

/// Words that start the closing words of a document.
#[rustfmt::skip]
const CLOSING: &[&str] = &[
    "特此", "专此", "发送：", "发送:", "主送：", "主送:", "此复", "此致", "以上通知", "以上意见", "以上请", "以上事项", "请遵照", "请认真", "请各",
    "请贯彻", "现予", "联系人", "联系电话", "联系方式", "联络人", "咨询电话", "附件", "附：", "附:", "（完）",
    "(完)", "未尽事宜", "本《", "各地各部门贯彻", "各地贯彻",
];

/// What the parts of minutes are headed with, behind which there may be lists.
const MINUTES: &[&str] = &["案由", "临时动议", "主席结论", "主席裁示", "讨论事项：", "讨论事项:"];

/// What a document calls itself, and what it says of itself in its closing words: from when it holds, what it replaces.
#[rustfmt::skip]
const ITSELF: &[&str] = &[
    "通知", "通告", "公告", "通函", "意见", "办法", "规定", "方案", "细则", "决定", "条例", "措施", "制度", "规则", "预案",
    "命令", "令", "要点", "指引", "指南", "规程", "公示",
];
const OF_ITSELF: &[&str] =
    &["自", "有效", "取代", "代替", "替代", "执行中", "执行过程中", "实施中", "实施过程中"];

/// Whether a sentence, in plain characters and without gaps at its start, is such a turn. `line`: it starts a
/// paragraph, where a body as speaker (环保局表示，…) is told from a demand by its place.
fn is_turn(sentence: &str, line: bool) -> bool {
    says_turn(sentence, line) || only_last(sentence, line)
}

/// A paragraph that begins with 最后 and demands nothing.
fn only_last(sentence: &str, line: bool) -> bool {
    let (sentence, led) = without_lead(sentence);
    led == Some("最后") && line && !first_clause(sentence).contains('要')
}

fn says_turn(sentence: &str, line: bool) -> bool {
    let (sentence, _) = without_lead(sentence);
    if is_meeting(sentence)
        || is_speech(sentence, line)
        || is_pronoun_speech(sentence)
        || (line && is_speaker(sentence))
        || is_deed(sentence)
        || is_attendance(sentence)
    {
        return true;
    }
    if line && starts_with_any(sentence, MINUTES) {
        return true;
    }
    if starts_with_any(sentence, &["希望", "要求", "号召"]) || is_other_side(sentence) {
        return true;
    }
    (starts_with_any(sentence, CLOSING) || is_of_itself(sentence))
        && (line || !starts_with_any(sentence, &["请各", "请认真", "附件", "本《"]) || is_validity(sentence))
}

/// 同时也要清醒看到，…; 为此，某局起草了…: from what was told in a list to its other side, or to what was done about it.
fn is_other_side(sentence: &str) -> bool {
    let rest = sentence.trim_start_matches(['但', '也', '还', '要', '应', '须', '必', '更', '，']);
    starts_with_any(rest, &["清醒看到", "清醒认识到", "清醒地看到", "清醒地认识到", "看到，", "看到的是"])
        || sentence.strip_prefix("为此").is_some_and(|rest| {
            let rest = rest.trim_start_matches(['，', ',']);
            !contains_any(first_clause(rest), &["要", "须", "应"])
        })
}

/// 本《通告》自2018年6月1日起施行.
fn is_validity(sentence: &str) -> bool {
    sentence.starts_with("本《")
        && first_clause(sentence).contains('自')
        && contains_any(sentence, &["施行", "实施", "执行", "生效"])
}

/// 本通知自印发之日起施行, 本指引取代原有指引.
fn is_of_itself(sentence: &str) -> bool {
    let Some(kind) = sentence.strip_prefix('本') else { return false };
    ITSELF.iter().filter_map(|known| kind.strip_prefix(known)).any(|rest| starts_with_any(rest, OF_ITSELF))
}

/// The sentence without 同时， and the like, and which it was.
fn without_lead(sentence: &str) -> (&str, Option<&'static str>) {
    for word in ["同时", "此外", "另外", "最后", "随后", "之后", "接着", "期间", "又讯", "另悉"]
    {
        if let Some(rest) = sentence.strip_prefix(word) {
            let rest = rest.trim_start_matches(|c| is_gap(c) || c == '，' || c == ',');
            return (rest, Some(word));
        }
    }
    (sentence, None)
}

/// The first clause: to the first comma, colon or stop, at most 40 characters.
fn first_clause(sentence: &str) -> &str {
    let end = sentence
        .char_indices()
        .take(40)
        .find(|&(_, c)| matches!(c, '，' | ',' | '：' | ':' | '；' | ';') || is_full_stop(c))
        .map(|(at, _)| at)
        .or_else(|| sentence.char_indices().nth(40).map(|(at, _)| at))
        .unwrap_or(sentence.len());
    &sentence[..end]
}

fn is_meeting(sentence: &str) -> bool {
    if starts_with_any(sentence, MEETING) {
        return !demands_of_attendants(sentence);
    }
    if let Some(rest) = sentence.strip_prefix("会议") {
        return !starts_with_any(rest, MEETING_THING);
    }
    let clause = first_clause(sentence);
    clause.chars().count() <= 14 && ends_with_any(clause, MEETING_TIME)
}

/// 参会人员提前10分钟入场: what a notice of a meeting demands of those who come.
fn demands_of_attendants(sentence: &str) -> bool {
    ATTENDANTS.iter().filter_map(|words| sentence.strip_prefix(words)).any(|rest| {
        let rest =
            ["人员", "代表", "单位", "同志", "对象", "者"].iter().find_map(|who| rest.strip_prefix(who));
        rest.is_some_and(|rest| starts_with_any(rest, DEMANDS))
    })
}

fn is_speech(sentence: &str, line: bool) -> bool {
    let mut clause = first_clause(sentence);
    if starts_with_any(clause, NO_SPEAKER) {
        return false;
    }
    clause = match longest_end(clause, SPEECH) {
        Some(verb) => &clause[..clause.len() - verb.len()],
        None => match asks_points(clause) {
            Some(speaker) if line => speaker,
            _ => return false,
        },
    };
    while let Some(word) = BETWEEN.iter().find(|word| clause.ends_with(**word)) {
        clause = &clause[..clause.len() - word.len()];
    }
    let Some(last) = clause.trim_end_matches(is_closer).chars().last() else { return false };
    PERSON.contains(&last) || (line && BODY.contains(&last)) || is_name(clause) || is_titled(clause)
}

/// 副县长甘某某: a title and a name.
fn is_titled(clause: &str) -> bool {
    let named = |name: &str| is_name(name) || (name.ends_with("某某") && name.chars().count() == 3);
    clause.chars().nth(20).is_none()
        && SPEAKERS.iter().any(|title| clause.rsplit_once(title).is_some_and(|(_, name)| named(name)))
}

/// 某某又向工友提出两点: who it is that says so many things.
fn asks_points(clause: &str) -> Option<&str> {
    let (speaker, asked) = clause.split_once("提出").or_else(|| clause.split_once("讲了"))?;
    let (number, length) =
        han_number(asked).or_else(|| asked.starts_with('两').then_some((2, '两'.len_utf8())))?;
    let counted = number > 1 && starts_with_any(&asked[length..], &["点", "个方面", "项", "条"]);
    counted.then(|| speaker.split('向').next().unwrap_or(speaker))
}

/// 他还要求各院…: what else the speaker said, without a pause behind the verb.
fn is_pronoun_speech(sentence: &str) -> bool {
    let Some(mut rest) = sentence.strip_prefix(['他', '她']) else { return false };
    while let Some(word) =
        BETWEEN.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len())
    {
        rest = &rest[word.len()..];
    }
    starts_with_any(
        rest,
        &["强调", "指出", "要求", "表示", "认为", "希望", "提出", "呼吁", "提醒", "号召", "介绍"],
    )
}

/// 主持人：下面进入提问环节。 What someone says in an interview or a hearing, word by word. 组长：张某某 names a person.
fn is_speaker(sentence: &str) -> bool {
    let Some(colon) =
        sentence.char_indices().take(30).find(|&(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at)
    else {
        return false;
    };
    let (label, speech) = (&sentence[..colon], &sentence[colon..]);
    ends_with_any(label.trim_end_matches(is_gap), SPEAKERS)
        && !label.contains(['，', ',', '。', '；', '、'])
        && speech.contains(is_full_stop)
}

/// A person's name and nothing else: a common surname and one or two characters.
fn is_name(clause: &str) -> bool {
    const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤柯赖侯洪简";
    (2..=3).contains(&clause.chars().count()) && clause.starts_with(|c| SURNAMES.contains(c))
}

fn is_deed(sentence: &str) -> bool {
    let clause = first_clause(sentence);
    if starts_with_any(clause, NO_SPEAKER) {
        return false;
    }
    // Most clauses have no character that ends a title.
    if !clause.contains(['记', '任', '席', '员', '长', '志', '导', '们', '者']) {
        return false;
    }
    let titles = [
        "书记",
        "主任",
        "主席",
        "专员",
        "市长",
        "县长",
        "区长",
        "镇长",
        "乡长",
        "局长",
        "厅长",
        "院长",
        "校长",
        "处长",
        "科长",
        "司长",
        "会长",
        "秘书长",
        "同志",
        "领导",
        "代表们",
        "与会者",
    ];
    titles.iter().any(|title| {
        clause.find(title).is_some_and(|at| {
            let rest = &clause[at + title.len()..];
            clause[..at].chars().count() <= 14
                && starts_with_any(rest, DEEDS)
                && !starts_with_any(rest, &["就是", "为第", "为组", "为主", "也要", "与"])
        })
    })
}

/// …负责同志在分会场参加会议。
fn is_attendance(sentence: &str) -> bool {
    let end = sentence
        .char_indices()
        .find(|&(at, c)| is_full_stop(c) || at > 1200)
        .map_or(sentence.len(), |(at, _)| at);
    let sentence = &sentence[..end];
    let Some(at) =
        ["参加", "出席", "列席", "收看", "收听", "陪同"].iter().filter_map(|verb| sentence.rfind(verb)).max()
    else {
        return false;
    };
    let tail = &sentence[at..];
    let subject = sentence[..at].rsplit(['，', ',']).next().unwrap_or_default();
    tail.chars().count() <= 16
        && ends_with_any(
            tail,
            &["会议", "会", "活动", "调研", "培训", "参加", "出席", "陪同", "座谈", "检查"],
        )
        && !subject.trim_start_matches(is_gap).starts_with('请')
        && !contains_any(subject, &["要", "须", "应", "不得", "必须", "组织", "每"])
}

/// 请各乡镇于10月15日前报送清单。 Closing words, or a task.
pub(super) fn asks_all(sentence: &str) -> bool {
    sentence.trim_start_matches(is_gap).starts_with("请各")
}

/// So many paragraphs are worth a thread.
const AT_ONCE: usize = 512;

/// The turns of the body, in order.
pub(super) fn turns(paras: &[Para<'_>]) -> Vec<Turn> {
    let of_para = |(index, para): (usize, &Para<'_>)| {
        let turn = |start: usize| {
            let sentence = &para.plain()[start..];
            let line = start == 0;
            // A request that more follows is a task among others; the last one closes the notice.
            let goes_on = line
                && asks_all(sentence)
                && paras.get(index + 1).is_some_and(|next| !next.closing && !is_turn(next.plain(), true));
            ((line && para.closing) || !goes_on && is_turn(sentence, line)).then(|| {
                let only_last = !para.closing && !says_turn(sentence, line);
                Turn { pos: Pos::new(index, start), line, only_last }
            })
        };
        sentence_starts(para.plain()).filter_map(turn).collect::<Vec<_>>()
    };
    paras.par_iter().enumerate().with_min_len(AT_ONCE).flat_map_iter(of_para).collect()
}

/// Where the sentences of a paragraph start: after a full stop and what closes with it. Full stops inside
/// quotation marks do not count where the sentence goes on.
pub(super) fn sentence_starts(plain: &str) -> impl Iterator<Item = usize> + '_ {
    let mut ended = true;
    plain.char_indices().filter_map(move |(at, c)| {
        if is_gap(c) {
            return None;
        }
        if is_full_stop(c) {
            ended = true;
            return None;
        }
        if ended && is_closer(c) {
            return None;
        }
        std::mem::take(&mut ended).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_of_samples() {
        for text in [
            "会上，区气象局通报了",
            "会议还就新修订的",
            "学习会后，参会人员",
            "会后，各单位",
            "散会后，与会人员",
            "同时，会议要求",
            "最后，镇长代表镇政府",
            "同时，镇党委书记还就夏粮收购",
            "各县区、市直有关部门负责同志在分会场参加会议。",
            "特此通知。",
            "本《通告》自2018年6月1日起施行，",
            "他强调，要",
            "县长最后强调，",
            "他还要求各基层法院院长亲自办理",
            "她在讲话时进一步要求加强",
            "同时也要清醒看到，旱情叠加",
            "为此，区城管局起草了",
        ] {
            assert!(is_turn(text, false), "{text}");
        }
        for text in [
            "环保局长指出，依据",
            "主席补充，部门应",
            "环境保护厅表示，将",
            "市交通运输局局长要求，一要",
            "副市长最后强调，道路",
            "主持人：谢谢。",
            "《晚报》记者：请问？",
            "市财政局总会计师：我来回答。",
            "发送：各区县人民政府",
        ] {
            assert!(is_turn(text, true), "{text}");
        }
        for text in [
            "同时，持续加大非法排污",
            "同时，抓紧修复",
            "参会人员提前10分钟入场",
            "与会代表须凭证入场",
            "为此，各部门要抓紧",
            "其中鹭屿一处",
            "各单位负责人要算清",
            "按照县长要求，完成",
            "县财政每年安排专项经费",
            "会议纪要要及时",
            "主要负责人就是第一责任人",
            "村卫生室没有暂存条件的，按照",
            "同时，省人大常务委员会出台",
            "组长：张某某",
            "责任人：各镇镇长。",
            "他人要求查阅的",
            "三月二十二日下午，于本校礼堂举行，请最少一位家长出席。",
        ] {
            assert!(!is_turn(text, false), "{text}");
        }
    }
}
