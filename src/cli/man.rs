//! The manual page: one page with every command and flag, in English, as `man` reads it. It must not know what a command
//! does.

use std::io::{self, Write as _};

use clap::Command;
use clap_mangen::Man;

/// The page of a program and all its commands.
///
/// # Errors
/// None: it is written to memory.
pub(crate) fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let man = Man::new(command.clone()).manual("Gongkai").source(gongkai::version());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    page.extend(b".SH COMMANDS\n");
    let flags: Vec<clap::Id> = command.get_arguments().map(|flag| flag.get_id().clone()).collect();
    for inner in command.get_subcommands() {
        section(inner, &flags, &mut page)?;
    }
    if let Some(words) = command.get_after_help() {
        writeln!(page, ".SH \"EXIT STATUS\"\n{}", escaped(&words.to_string()))?;
    }
    Ok(page)
}

/// A command: how it is called, what it does, its flags but for those of every command, examples.
fn section(command: &Command, of_all: &[clap::Id], page: &mut Vec<u8>) -> io::Result<()> {
    let named = command.clone().display_name(format!("gongkai {}", command.get_name()));
    let own = named.mut_args(|flag| {
        let hidden = of_all.contains(flag.get_id()) || flag.get_id() == "help";
        if hidden { flag.hide(true) } else { flag }
    });
    writeln!(page, ".SS \"gongkai {}\"", escaped(command.get_name()))?;
    let man = Man::new(own.clone());
    let mut parts = Vec::new();
    if let Some(about) = own.get_about() {
        writeln!(parts, "{}", escaped(&about.to_string()))?;
    }
    parts.extend(b".PP\n");
    man.render_synopsis_section(&mut parts)?;
    if own.get_arguments().any(|flag| !flag.is_hide_set()) {
        man.render_options_section(&mut parts)?;
    }
    // They are parts of this section, not sections of the page.
    for line in String::from_utf8_lossy(&parts).lines().filter(|line| !line.starts_with(".SH")) {
        writeln!(page, "{line}")?;
    }
    if let Some(words) = command.get_after_help() {
        writeln!(page, ".PP\n.nf\n{}\n.fi", escaped(&words.to_string()))?;
    }
    Ok(())
}

/// Words as `man` shows them as they are.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for (number, line) in words.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        // A line that begins so would be an instruction.
        if line.starts_with(['.', '\'']) {
            out.push_str("\\&");
        }
        for c in line.chars() {
            match c {
                '\\' => out.push_str("\\e"),
                '-' => out.push_str("\\-"),
                '~' => out.push_str("\\(ti"),
                '`' => out.push_str("\\(ga"),
                '^' => out.push_str("\\(ha"),
                '\'' => out.push_str("\\(aq"),
                c => out.push(c),
            }
        }
    }
    out
}
