//! QR codes as SVG: dark modules on a light ground with the quiet zone inside the picture, so that it can be read in
//! dark mode and in print whatever surrounds it (ISO/IEC 18004). It must not know what the address is.

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
