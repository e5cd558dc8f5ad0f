//! Checking: everything that a build would say, and what the conversion does, without writing anything. It must not know
//! what stands on a page, or what a build remembers.

use std::collections::HashSet;

use super::{BuildOptions, Built, publish, settings};
use crate::content;
use crate::diagnostic::{Diagnostic, Message, has_errors};
use crate::fidelity::{self, Fidelity};
use crate::import;
use crate::intake;
use crate::script::{Converter, Style, TermFinder};
use crate::site::Site;
use crate::source::Folder;
use crate::theme::Theme;

/// Checks a site without writing anything: the settings, every content file, every notice against its seed, every
/// citation, and every page where the theme has templates of one's own.
pub fn check(options: &BuildOptions) -> (Built, Vec<Diagnostic>) {
    let folder = Folder::new(&options.site);
    let mut built = Built::default();
    let (content, mut diagnostics) = content::load(&folder);
    if !content.unread {
        let (seeds, problems) = import::seeds(&folder);
        diagnostics.extend(problems);
        let owned: HashSet<&str> =
            content.notices.iter().filter_map(|n| n.value.facts.seed.as_deref()).collect();
        let new = seeds.into_iter().filter(|seed| !owned.contains(seed.as_str())).collect();
        let (new, refused) = import::wanted(&folder, new, &content.permalinks.value);
        diagnostics.extend(refused);
        let report = |seed| Diagnostic::plain(Message::SeedUnimported { seed });
        diagnostics.extend(new.into_iter().map(report));
    }
    diagnostics.extend(content.notices.iter().flat_map(|notice| intake::prove(&folder, notice, false)));
    let terms = content::terms(&folder).map_err(|problems| diagnostics.extend(problems)).unwrap_or_default();
    if let Some(config) = settings(&folder, options.base_url.as_deref(), &mut diagnostics) {
        let (theme, messages) = match Theme::load(&folder, &config.theme) {
            Ok((theme, messages)) => (Some(theme), messages),
            Err(problems) => (None, problems),
        };
        diagnostics.extend(messages);
        let theme = theme.filter(Theme::has_own_templates);
        let notices = theme.iter().flat_map(|_| &content.notices);
        let notices = notices.map(|notice| (notice.value.id.clone(), notice.value.clone())).collect();
        let finder = TermFinder::new(&terms);
        let (material, messages) = intake::material(content, &config, &finder, true);
        diagnostics.extend(messages);
        let (site, messages) = Site::link(config, material, &finder, options.today);
        diagnostics.extend(messages);
        built.offers = site.offers();
        built.notices = site.entries.len();
        // A build, too, makes no pages of what has errors.
        if let (Some(theme), false) = (theme, has_errors(&diagnostics)) {
            diagnostics.extend(match publish::converter(&terms, &site.config) {
                Ok(converter) => publish::faults(&site, &theme, &converter, &notices),
                Err(problem) => vec![problem],
            });
        }
    }
    crate::diagnostic::sort(&mut diagnostics);
    (built, diagnostics)
}

/// Reports on the conversion of every notice, without writing anything.
pub fn check_script(options: &BuildOptions) -> (Vec<Fidelity>, Vec<Diagnostic>) {
    let folder = Folder::new(&options.site);
    let (content, mut diagnostics) = content::load(&folder);
    let terms = content::terms(&folder).map_err(|problems| diagnostics.extend(problems)).unwrap_or_default();
    let Some(config) = settings(&folder, None, &mut diagnostics) else { return (Vec::new(), diagnostics) };
    let style = Style { punctuation: config.punctuation };
    let examined = Converter::new(&terms)
        .map(|converter| converter.with_style(style))
        .and_then(|converter| fidelity::examine(&content.notices, &config.editions, &converter));
    let (reports, messages) = examined.unwrap_or_else(|error| {
        let message = Message::ConverterBroken { reason: error.to_string() };
        (Vec::new(), vec![Diagnostic::plain(message)])
    });
    diagnostics.extend(messages);
    crate::diagnostic::sort(&mut diagnostics);
    (reports, diagnostics)
}
