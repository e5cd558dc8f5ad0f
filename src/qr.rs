//! QR codes, as SVG and for a terminal: dark modules on a light ground with the quiet zone inside the picture, so that it
//! can be read in dark mode and in print whatever surrounds it (ISO/IEC 18004). It must not know what the address is.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

use crate::markdown::Html;

/// Modules of light ground on each side (ISO/IEC 18004 asks for 4).
const QUIET: i32 = 4;

/// A code of an address, error correction M or better. `None` where the address is too long for any code (about
/// 2,300 bytes).
pub fn svg(address: &str, label: &str) -> Option<Html> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|&x| code.get_module(x, y)).count() as i32;
            if run > 0 {
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(0) + 1;
        }
    }
    let mut escaped = String::new();
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, label);
    Some(Html::own(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" aria-label="{escaped}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{path}"/></svg>"##
    )))
}

/// A code of an address for a terminal, two modules a character (half blocks), white on black by escape codes whatever
/// the terminal's colours are; each line ends with a line end. `None` where the address is too long.
pub fn terminal(address: &str) -> Option<String> {
    let code = QrCode::encode_text(address, QrCodeEcc::Low).ok()?;
    let light = |x: i32, y: i32| !code.get_module(x, y);
    let mut out = String::new();
    for y in (-QUIET..code.size() + QUIET).step_by(2) {
        out.push_str("\u{1b}[97;40m");
        for x in -QUIET..code.size() + QUIET {
            out.push(match (light(x, y), light(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        out.push_str("\u{1b}[0m\n");
    }
    Some(out)
}
