//! QR codes, as SVG and for a terminal: dark modules on a light ground with the quiet zone inside the picture, so that it
//! can be read in dark mode and in print whatever surrounds it (ISO/IEC 18004). It must not know what the address is.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use crate::markdown::Html;

/// Modules of light ground on each side (ISO/IEC 18004 asks for 4).
const QUIET: i32 = 4;
/// The mask pattern of codes on pages, (x / 3 + y / 2) even. A reader takes any. ISO/IEC 18004 has the writer try all eight
/// for the one that looks least like a finder pattern and has the smallest plain areas, which is eight times the work.
const MASK: u8 = 4;

/// A code of an address, error correction M or better. `None` where the address is too long for any code (about
/// 2,300 bytes).
pub fn svg(address: &str, label: &str) -> Option<Html> {
    let segments = QrSegment::make_segments(address);
    let (least, most, mask) = (Version::MIN, Version::MAX, Some(Mask::new(MASK)));
    let code =
        QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, least, most, mask, true).ok()?;
    let side = code.size() + 2 * QUIET;
    let path = strokes(&code);
    let mut escaped = String::new();
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, label);
    Some(Html::own(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" aria-label="{escaped}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{path}"/></svg>"##
    )))
}

/// The dark modules as strokes of width 1 along the middle of each row: shorter than outlines by half.
fn strokes(code: &QrCode) -> String {
    let mut path = String::with_capacity(4096);
    for y in 0..code.size() {
        let mut pen = None;
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|&x| code.get_module(x, y)).count() as i32;
            if run > 0 {
                match pen {
                    None => {
                        path.push('M');
                        push(x + QUIET, &mut path);
                        path.push(' ');
                        push(y + QUIET, &mut path);
                        path.push_str(".5");
                    }
                    Some(pen) => {
                        path.push('m');
                        push(x - pen, &mut path);
                        path.push_str(" 0");
                    }
                }
                path.push('h');
                push(run, &mut path);
                pen = Some(x + run);
            }
            x += run + 1;
        }
    }
    path
}

/// Appends a number from 0 to 999: a drawing has hundreds of them.
fn push(number: i32, out: &mut String) {
    let digit = |digit: i32| char::from(b'0' + (digit % 10) as u8);
    if number >= 100 {
        out.push(digit(number / 100));
    }
    if number >= 10 {
        out.push(digit(number / 10));
    }
    out.push(digit(number));
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
