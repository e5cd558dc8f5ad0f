//! XML, written by a library: elements in order, text escaped. It must not know any format.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// A document being written. Writing to memory cannot fail.
pub(super) struct Document(Writer<Vec<u8>>);

impl Document {
    /// A document with its declaration.
    pub(super) fn new() -> Self {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        Self(writer)
    }

    /// A document without indentation: for text in which white space counts. Lines end where [`block`](Self::block) and
    /// [`paragraph`](Self::paragraph) say so.
    pub(super) fn dense() -> Self {
        let mut writer = Writer::new(Vec::new());
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        Self(writer)
    }

    /// An element that holds elements, on lines of its own.
    pub(super) fn block(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        self.line();
        self.inline(name, attributes, |document| {
            inner(document);
            document.line();
        });
    }

    /// An element that holds words, on a line of its own.
    pub(super) fn paragraph(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inner: impl FnOnce(&mut Self),
    ) {
        self.line();
        self.inline(name, attributes, inner);
    }

    /// An element with nothing in it, on a line of its own.
    pub(super) fn single(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.line();
        self.empty(name, attributes);
    }

    /// An element among words.
    pub(super) fn inline(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        self.element(name, attributes, inner);
    }

    /// Words. What XML 1.0 cannot say (control characters) is left out.
    pub(super) fn words(&mut self, words: &str) {
        let _ = self.0.write_event(Event::Text(BytesText::new(words)));
    }

    fn line(&mut self) {
        self.words("\n");
    }

    /// An element with what is in it.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        use quick_xml::events::{BytesEnd, BytesStart};
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        let _ = self.0.write_event(Event::Start(start));
        inner(self);
        let _ = self.0.write_event(Event::End(BytesEnd::new(name)));
    }

    /// An element with text in it.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        let _ = self.0.create_element(name).write_text_content(BytesText::new(text));
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = self.0.create_element(name).with_attributes(attributes.iter().copied()).write_empty();
    }

    /// The document's bytes, with a line end after the last.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }
}
