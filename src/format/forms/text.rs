//! `index.txt`: the text alone, as the edition shows it, in paragraphs with an empty line between them; the title first.

use super::Forms;
use crate::notice::{Directive, Notice, Part};
use crate::regulation::{Article, Point, Regulation};
use crate::script::{ConvertError, Shown, Text};

impl Forms<'_> {
    /// Title and body of a notice.
    pub(super) fn notice_text(&self, notice: &Notice) -> Result<Vec<u8>, ConvertError> {
        self.show_notice(notice)?;
        let blocks = notice.blocks();
        let title = notice.facts.title.iter();
        self.paragraphs(title.chain(blocks.iter().map(|(_, block)| &block.text)))
    }

    /// Marker, topic sentence and body of a directive.
    pub(super) fn directive_text(&self, directive: &Directive) -> Result<Vec<u8>, ConvertError> {
        let mut texts = vec![&directive.head.block.text];
        push_parts(&directive.parts, &mut texts);
        self.desk.show_all(&texts)?;
        self.paragraphs(texts)
    }

    /// Name and held text of a regulation; where the text is not held, the name alone.
    pub(super) fn regulation_text(&self, regulation: &Regulation) -> Result<Vec<u8>, ConvertError> {
        let mut lines = vec![self.show(&regulation.name)?.as_str().to_owned()];
        if let Some(held) = &regulation.held {
            let plain = |texts: &[Text], lines: &mut Vec<String>| {
                for text in texts {
                    lines.push(self.show(text)?.as_str().to_owned());
                }
                Ok(())
            };
            plain(&held.history, &mut lines)?;
            plain(&held.preamble, &mut lines)?;
            let mut next = 0;
            for division in &held.outline {
                for article in &held.articles[next..division.articles.start.max(next)] {
                    self.article_text(article, &mut lines)?;
                }
                next = division.articles.start.max(next);
                lines.push(self.show(&division.heading)?.as_str().to_owned());
                plain(&division.text, &mut lines)?;
            }
            for article in &held.articles[next..] {
                self.article_text(article, &mut lines)?;
            }
            plain(&held.annex, &mut lines)?;
        }
        Ok(joined(lines.iter().map(String::as_str)))
    }

    fn article_text(&self, article: &Article, lines: &mut Vec<String>) -> Result<(), ConvertError> {
        let mut label = self.show(&article.label)?.as_str().to_owned();
        if let Some(title) = &article.title {
            label.push_str(self.show(title)?.as_str());
        }
        for (number, paragraph) in article.paragraphs.iter().enumerate() {
            let text = self.show(&paragraph.text)?;
            let gap = if text.as_str().is_empty() { "" } else { "　" };
            let head = if number == 0 { format!("{label}{gap}") } else { String::new() };
            lines.push(format!("{head}{}", text.as_str()));
            for point in &paragraph.points {
                self.point_text(point, lines)?;
            }
        }
        Ok(())
    }

    fn point_text(&self, point: &Point, lines: &mut Vec<String>) -> Result<(), ConvertError> {
        lines.push(format!("{}{}", self.show(&point.label)?.as_str(), self.show(&point.text)?.as_str()));
        point.items.iter().try_for_each(|item| self.point_text(item, lines))
    }

    fn paragraphs<'t>(&self, texts: impl IntoIterator<Item = &'t Text>) -> Result<Vec<u8>, ConvertError> {
        let shown: Vec<Shown> = texts.into_iter().map(|text| self.show(text)).collect::<Result<_, _>>()?;
        Ok(joined(shown.iter().map(Shown::as_str)))
    }
}

pub(super) fn push_parts<'n>(parts: &'n [Part], texts: &mut Vec<&'n Text>) {
    for part in parts {
        match part {
            Part::Prose(block) => texts.push(&block.text),
            Part::Point(point) => {
                texts.push(&point.head.block.text);
                push_parts(&point.parts, texts);
            }
        }
    }
}

fn joined<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Vec<u8> {
    let filled: Vec<&str> = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    (filled.join("\n\n") + "\n").into_bytes()
}
