//! The chain of one notice: its seed's hash, the seed's bytes, the body that they hold, and every page and form that
//! shows it. It must not know how any of them is made.

use super::shelf::Shelf;
use super::{Line, Page, forms, page};
use crate::diagnostic::{Diagnostic, Message};
use crate::digest::sha256_hex;
use crate::proof::{as_intended, first_difference, squeeze};
use crate::script::{Converter, Edition, Script, Terms, Text};
use crate::seed::{self, Claims, Unstated};
use crate::sums::Sums;

/// What the notices of a site are held against.
pub(super) struct Chain<'v> {
    pub(super) shelf: &'v Shelf,
    /// What the site's addresses begin with.
    pub(super) base: &'v str,
    pub(super) sums: &'v Sums,
    /// The converter that the site was made with, where this program has it.
    pub(super) converter: Option<&'v Converter>,
}

/// What was found about one notice.
#[derive(Default)]
pub(super) struct Proof {
    pub(super) problems: Vec<Diagnostic>,
    /// The tags of the editions that were compared with the source by their length only.
    pub(super) by_length: Vec<String>,
}

impl Proof {
    fn note(&mut self, message: Message) {
        self.problems.push(Diagnostic::plain(message));
    }

    /// Compares a text with what it should be.
    fn compare(&mut self, path: &str, wanted: &str, shown: &str) {
        if let Some(apart) = first_difference(wanted, shown) {
            let (wanted, shown) = (apart.seed, apart.notice);
            self.note(Message::TextDiffers { path: path.to_owned(), wanted, shown });
        }
    }
}

/// A page of the notice in one edition.
struct Read<'l> {
    page: &'l Page,
    path: String,
    shown: page::Shown,
    text: String,
    /// Whether it is in the script of the source.
    own: bool,
}

/// What an edition should say.
struct Wanted {
    text: String,
    /// Absent where it is not known: titles are no part of what a seed proves.
    title: Option<String>,
}

impl Chain<'_> {
    /// Follows the chain of a notice.
    pub(super) fn prove(&self, line: &Line) -> Proof {
        let mut proof = Proof::default();
        if let Err(failed) = self.follow(line, &mut proof) {
            proof.problems.push(failed);
        }
        proof
    }

    fn follow(&self, line: &Line, proof: &mut Proof) -> Result<(), Diagnostic> {
        let pages = self.pages(line, proof)?;
        let Some(seed) = self.seed(line, &pages, proof)? else { return Ok(()) };
        // Without a seed, the page in the source's script is all there is to compare the others with.
        let own = pages.iter().find(|page| page.own);
        let Some(source) = seed.or_else(|| own.map(|page| page.text.clone())) else { return Ok(()) };
        for page in pages.iter().filter(|page| page.own) {
            if let Some(apart) = first_difference(&source, &page.text) {
                let (seed, shown) = (apart.seed, apart.notice);
                proof.note(Message::PageDiffers { path: page.path.clone(), seed, shown });
            }
        }
        // What is converted is what was proven.
        let own = own.filter(|page| page.text == source);
        let mut wanted = Vec::new();
        for page in &pages {
            wanted.push(self.wanted(line, page, own, &source, proof));
        }
        for (page, own) in pages.iter().zip(&wanted) {
            let cut = self.forms(line, page, own, proof)?;
            self.compared(page, &pages, &wanted, proof)?;
            self.directives(line, page, own, &cut, proof)?;
        }
        Ok(())
    }

    /// The path that an address has on the shelf.
    fn below(&self, url: &str) -> String {
        url.strip_prefix(self.base).unwrap_or(url).to_owned()
    }

    /// A file that the notice must have; one that is not in the list of sums is told, once.
    fn get(&self, path: &str, proof: &mut Proof) -> Result<Option<Vec<u8>>, Diagnostic> {
        let bytes = self.shelf.get(path)?;
        match (&bytes, self.sums.contains_key(path)) {
            // What the list has and the place has not is told where the sums are.
            (None, false) => proof.note(Message::FileGone { path: path.to_owned() }),
            // What lies in a folder and is not in the list is told there.
            (Some(_), false) if self.shelf.is_remote() => {
                proof.note(Message::FileUnlisted { path: path.to_owned() });
            }
            _ => {}
        }
        Ok(bytes)
    }

    fn pages<'l>(&self, line: &'l Line, proof: &mut Proof) -> Result<Vec<Read<'l>>, Diagnostic> {
        let script = Script::from_tag(&line.language);
        let mut pages = Vec::new();
        for page in &line.pages {
            let path = format!("{}index.html", self.below(&page.url));
            if let Some(bytes) = self.get(&path, proof)? {
                let shown = page::read(&String::from_utf8_lossy(&bytes));
                let text = shown.text();
                let own = Edition::from_tag(&page.language).map(Edition::script) == script;
                pages.push(Read { page, path, shown, text, own });
            }
        }
        Ok(pages)
    }

    /// The body that the notice's seed holds, without white space; inside, `None` where the notice has no seed. Outside,
    /// `None` where the seed is not what it should be: then it proves nothing.
    fn seed(
        &self,
        line: &Line,
        pages: &[Read<'_>],
        proof: &mut Proof,
    ) -> Result<Option<Option<String>>, Diagnostic> {
        let (Some(sha256), Some(url)) = (&line.seed_sha256, &line.seed) else { return Ok(Some(None)) };
        let path = self.below(url);
        let Some(bytes) = self.shelf.get(&path)? else {
            proof.note(Message::SeedGone { id: line.id.clone(), path });
            return Ok(None);
        };
        let found = sha256_hex(&bytes);
        if found != *sha256 {
            proof.note(Message::SeedAltered { id: line.id.clone(), path, named: sha256.clone(), found });
            return Ok(None);
        }
        for page in pages.iter().filter(|page| !page.shown.hashes.contains(sha256)) {
            proof.note(Message::PageNamesNoHash { path: page.path.clone(), sha256: sha256.clone() });
        }
        let seed = seed::hold(file_name(url), &bytes).unwrap_or_default();
        let kept: String = seed.kept.iter().map(|range| &seed.text[range.clone()]).collect();
        let unstated = seed.unstated(Claims {
            title: Some(&line.title),
            source: Some(&line.source),
            published: line.published,
            document_number: line.document_number.as_deref(),
            ..Claims::default()
        });
        // What the site says of itself is the editor's; only which differences are of the text is asked.
        let (_, differences) =
            Unstated::without_own(unstated, &line.differences, |one| (&one.seed, &one.notice));
        let differences = differences.into_iter().map(|one| (one.seed.as_str(), one.notice.as_str()));
        Ok(Some(Some(as_intended(&kept, differences))))
    }

    /// What an edition should say: the source, or what the converter makes of it. Where neither is known, the page is
    /// compared by its length, and what lies beside it with the page.
    fn wanted(
        &self,
        line: &Line,
        page: &Read<'_>,
        own: Option<&Read<'_>>,
        source: &str,
        proof: &mut Proof,
    ) -> Wanted {
        if page.own {
            return Wanted { text: source.to_owned(), title: Some(squeeze(&line.title)) };
        }
        if let Some(converted) = own.and_then(|own| self.converted(line, page, own)) {
            proof.compare(&page.path, &converted.text, &page.text);
            return converted;
        }
        // Where the page of the source was altered, that was said, and no other program would compare more.
        if self.converter.is_none() {
            proof.by_length.push(page.page.language.clone());
        }
        let (count, length) = (page.text.chars().count(), source.chars().count());
        if count != length {
            proof.note(Message::PageLength {
                path: page.path.clone(),
                source: own.map_or_else(|| line.id.clone(), |own| own.path.clone()),
                count: count.to_string(),
                length: length.to_string(),
            });
        }
        Wanted { text: page.text.clone(), title: None }
    }

    /// What the converter makes of the source's page for the edition of another one.
    fn converted(&self, line: &Line, page: &Read<'_>, own: &Read<'_>) -> Option<Wanted> {
        let script = Script::from_tag(&line.language)?;
        let edition = Edition::from_tag(&page.page.language)?;
        let terms = terms(&line.terms)?;
        let mut texts = own.shown.texts(script);
        texts.push(Text::new(&*line.title, script));
        let texts: Vec<&Text> = texts.iter().collect();
        let blocks: Vec<&[&Text]> = texts.chunks(1).collect();
        let shown = self.converter?.show_blocks(&blocks, edition, &terms).ok()?;
        let mut words: Vec<String> = shown.iter().flatten().map(|shown| squeeze(shown.written())).collect();
        let title = words.pop();
        Some(Wanted { text: words.concat(), title })
    }

    /// The forms that lie beside a page: title and text. Answers with the text of each directive, as they cut it.
    fn forms(
        &self,
        line: &Line,
        page: &Read<'_>,
        wanted: &Wanted,
        proof: &mut Proof,
    ) -> Result<Vec<String>, Diagnostic> {
        let mut cut = Vec::new();
        let length = squeeze(&line.title).chars().count();
        for url in &page.page.forms {
            let path = self.below(url);
            let Some(bytes) = self.get(&path, proof)? else { continue };
            let name = path.rsplit('/').next().unwrap_or(&path);
            if name == "index.json" {
                cut = forms::directives(&bytes);
            }
            // The title of an Akoma Ntoso document is not in its body.
            let title = wanted.title.clone().unwrap_or_else(|| "\u{fffd}".repeat(length));
            let shown = forms::text(name, &bytes, &title).unwrap_or_default();
            let rest = shown.char_indices().nth(length).map_or("", |(at, _)| &shown[at..]);
            match wanted.title {
                Some(_) => proof.compare(&path, &format!("{title}{}", wanted.text), &shown),
                None => proof.compare(&path, &wanted.text, rest),
            }
        }
        Ok(cut)
    }

    /// The page on which the scripts stand side by side, where there is one.
    fn compared(
        &self,
        page: &Read<'_>,
        pages: &[Read<'_>],
        wanted: &[Wanted],
        proof: &mut Proof,
    ) -> Result<(), Diagnostic> {
        let path = format!("{}compare/index.html", self.below(&page.page.url));
        if !self.sums.contains_key(&path) {
            return Ok(());
        }
        let Some(bytes) = self.get(&path, proof)? else { return Ok(()) };
        let columns = page::columns(&String::from_utf8_lossy(&bytes));
        for (other, wanted) in pages.iter().zip(wanted) {
            let language = &other.page.language;
            match columns.iter().find(|(tag, _)| tag == language) {
                Some((_, shown)) => proof.compare(&path, &wanted.text, shown),
                // Other editions may be left out, not its own.
                None if other.path == page.path => proof.compare(&path, &wanted.text, ""),
                None => {}
            }
        }
        Ok(())
    }

    /// Each directive's own page and its forms: that part of the text, and no less. How the text is cut, the form for
    /// machines says; that it is the text was seen already.
    fn directives(
        &self,
        line: &Line,
        page: &Read<'_>,
        wanted: &Wanted,
        cut: &[String],
        proof: &mut Proof,
    ) -> Result<(), Diagnostic> {
        let folder = self.below(&page.page.url);
        for number in 1..=line.directives {
            let own = cut.get(number - 1).filter(|text| wanted.text.contains(*text));
            let own = own.map_or("", String::as_str);
            // What it must say where the form does not cut: some of the text.
            let least = if own.is_empty() { &wanted.text } else { own };
            let path = format!("{folder}directive-{number}/index.html");
            if let Some(bytes) = self.get(&path, proof)? {
                let shown = page::read(&String::from_utf8_lossy(&bytes)).text();
                // What stands before and after the list may stand on the page of its first and its last directive.
                if shown.is_empty() || !shown.contains(own) || !wanted.text.contains(&shown) {
                    proof.compare(&path, least, &shown);
                }
            }
            for name in ["index.txt", "index.json"] {
                let path = format!("{folder}directive-{number}/{name}");
                if self.sums.contains_key(&path)
                    && let Some(bytes) = self.get(&path, proof)?
                {
                    let shown = forms::text(name, &bytes, "").unwrap_or_default();
                    if !own.is_empty() || shown.is_empty() || !wanted.text.contains(&shown) {
                        proof.compare(&path, least, &shown);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Terms as the site's data list them: Simplified first. `None` where they are none.
pub(super) fn terms(pairs: &[[String; 2]]) -> Option<Terms> {
    let hans = Terms::new(pairs.iter().map(|[hans, hant]| (hans, hant)), Script::Hans);
    // Two words of one script may be one word of the other.
    hans.or_else(|_| Terms::new(pairs.iter().map(|[hans, hant]| (hant, hans)), Script::Hant)).ok()
}

/// The name of a seed's file as its ending tells how it is read: `seed.html.txt` is a page of the web.
fn file_name(url: &str) -> &str {
    let name = url.rsplit('/').next().unwrap_or(url);
    name.strip_suffix(".txt").filter(|stem| stem.contains('.')).unwrap_or(name)
}
