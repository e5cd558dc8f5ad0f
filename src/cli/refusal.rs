//! What is wrong with a command line, in Chinese: clap's own words exist in English only. It must not know which commands
//! there are.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong and what to do, as messages are shown; `None` where clap's answer is no complaint (help, version).
/// `words` turns Chinese into the reader's script.
pub(crate) fn in_chinese(error: &clap::Error, words: &dyn Fn(&str) -> String) -> Option<String> {
    if !error.use_stderr() {
        return None;
    }
    let said = |kind: ContextKind| error.get(kind).map(listed).unwrap_or_default();
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("沒有「{argument}」這個選項，或此處不能再有參數"),
        ErrorKind::InvalidSubcommand => format!("沒有「{}」這個指令", said(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => format!("「{argument}」之後缺少值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("「{argument}」不能是「{value}」"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand => "缺少指令".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!("「{argument}」不能與「{}」同時使用", said(ContextKind::PriorArg))
        }
        ErrorKind::InvalidUtf8 => "參數不是 UTF-8 文字".to_owned(),
        ErrorKind::NoEquals => format!("「{argument}」的值須以 = 相連"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("「{argument}」的值數目不對")
        }
        _ => "用法有誤".to_owned(),
    };
    let mut hints = Vec::new();
    let valid = said(ContextKind::ValidValue);
    let form = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    if !valid.is_empty() || !form.is_empty() {
        hints.push(format!("可用的值：{}", if valid.is_empty() { form } else { valid }));
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .map(said)
        .concat();
    if !near.is_empty() {
        hints.push(format!("是否想用 {near}？"));
    }
    hints.push("用法見 --help".to_owned());
    Some(words(&format!("錯誤: {what}\n  = 處理: {}", hints.join("；"))))
}

fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::String(one) => one.clone(),
        ContextValue::Strings(all) => all.join("、"),
        other => other.to_string(),
    }
}
