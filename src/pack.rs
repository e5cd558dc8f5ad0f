//! Compressed forms of a file's bytes: what static hosts send in place of a text file to a browser that can unpack it.
//! The same bytes in give the same bytes out, on any machine. It must not know files.

use std::io::Write as _;

/// A way to compress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Packing {
    /// gzip (RFC 1952), without a time or a name in its head.
    Gzip,
    /// Brotli (RFC 7932).
    Brotli,
}

/// How hard Brotli tries, of 11. One more costs four times the time for two bytes in a hundred.
const BROTLI_QUALITY: i32 = 9;
/// The window of Brotli as a power of two: 4 MiB, more than any page.
const BROTLI_WINDOW: i32 = 22;

/// Endings of the names of text files: what else there is is compressed already, or never sent to a browser.
const TEXT: &[&str] = &["html", "css", "js", "svg", "xml", "json", "jsonl", "csv", "txt", "webmanifest"];

impl Packing {
    /// Both, in the order in which their files stand in a folder.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// What is added to the name of a file: `.gz`, `.br`, as `gzip_static` and `brotli_static` of nginx have it.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Gzip => ".gz",
            Self::Brotli => ".br",
        }
    }

    /// What the bytes are made by: another word, other bytes.
    pub const fn recipe(self) -> &'static str {
        match self {
            Self::Gzip => "gzip-9",
            Self::Brotli => "brotli-9-22",
        }
    }

    /// The bytes, compressed.
    pub fn pack(self, bytes: &[u8]) -> Vec<u8> {
        // Writing to memory cannot fail.
        match self {
            Self::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
                let _ = encoder.write_all(bytes);
                encoder.finish().unwrap_or_default()
            }
            Self::Brotli => {
                let mut packed = Vec::new();
                let parameters = brotli::enc::BrotliEncoderParams {
                    quality: BROTLI_QUALITY,
                    lgwin: BROTLI_WINDOW,
                    size_hint: bytes.len(),
                    ..Default::default()
                };
                let _ = brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters);
                packed
            }
        }
    }
}

/// Whether a file is text that a browser asks for, by its name.
pub fn is_text(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, ending)| TEXT.contains(&ending))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        for text in ["", "短", &"會議強調：一要全面排查。".repeat(500)] {
            let mut gunzipped = String::new();
            let packed = Packing::Gzip.pack(text.as_bytes());
            flate2::read::GzDecoder::new(&*packed).read_to_string(&mut gunzipped).unwrap();
            assert_eq!(gunzipped, text);
            // No time, and no system's name: RFC 1952, 2.3.
            assert_eq!(packed[4..8], [0; 4]);
            assert_eq!(packed[9], 255);

            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut &*Packing::Brotli.pack(text.as_bytes()), &mut unpacked).unwrap();
            assert_eq!(unpacked, text.as_bytes());
        }
    }

    #[test]
    fn only_text_is_packed() {
        for path in ["index.html", "a/index.akn.xml", "notices.jsonl", "robots.txt"] {
            assert!(is_text(path), "{path}");
        }
        for path in ["CNAME", ".nojekyll", "_headers", "a.png", "SHA256SUMS", "html/x", "index.html.gz"] {
            assert!(!is_text(path), "{path}");
        }
    }
}
