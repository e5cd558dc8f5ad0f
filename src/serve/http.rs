//! The preview's server: files of the output folder with their types, the site's own page for what is not there, the
//! reload script in every page. It must not know what a build is.

use std::convert::Infallible;
use std::net::TcpListener;
use std::path::{Component, Path};
use std::sync::Arc;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

use super::State;
use crate::media_type;
use crate::source::Folder;

/// What every answer is made with.
struct Desk {
    public: Folder,
    state: watch::Receiver<State>,
}

/// Serves in threads of its own until the program ends.
pub(super) fn start(
    socket: TcpListener,
    public: Folder,
    state: watch::Receiver<State>,
) -> std::io::Result<()> {
    socket.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let routes = Router::new()
        .route("/.gongkai/events", get(events))
        .route("/.gongkai/reload.js", get(script))
        .fallback_service(get(file).with_state(Arc::new(Desk { public, state: state.clone() })))
        .with_state(state);
    std::thread::spawn(move || {
        runtime.block_on(async move {
            let socket = tokio::net::TcpListener::from_std(socket)?;
            axum::serve(socket, routes).await
        })
    });
    Ok(())
}

/// What is wrong now, and again whenever the site was built.
async fn events(
    Shared(state): Shared<watch::Receiver<State>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let event = |state: State| {
        let data = serde_json::json!({ "problems": state.problems, "build": state.build });
        Ok(Event::default().data(data.to_string()))
    };
    Sse::new(WatchStream::new(state).map(event)).keep_alive(KeepAlive::default())
}

async fn script() -> Response {
    answer(StatusCode::OK, "reload.js", include_bytes!("reload.js").to_vec())
}

/// A file of the site.
async fn file(Shared(desk): Shared<Arc<Desk>>, uri: Uri) -> Response {
    let (mount, problems) = {
        let state = desk.state.borrow();
        (state.mount.clone(), state.problems.clone())
    };
    let path = percent_decode_str(uri.path()).decode_utf8_lossy().into_owned();
    let Some(path) = path.strip_prefix(&*mount) else {
        // The site is made for one path; whoever comes from elsewhere is led there.
        return if path == "/" || format!("{path}/") == mount {
            redirect(&mount)
        } else {
            missing(&desk, &problems)
        };
    };
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || path.contains('\0') {
        return missing(&desk, &problems);
    }
    let name =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    match desk.public.bytes(&name) {
        Ok(bytes) => answer(StatusCode::OK, &name, bytes),
        Err(_) if desk.public.has(&format!("{path}/index.html")) => redirect(&format!("{mount}{path}/")),
        Err(_) => missing(&desk, &problems),
    }
}

/// The site's page for an address that is not there. Before there is a site, what is wrong with it.
fn missing(desk: &Desk, problems: &str) -> Response {
    const NOT_FOUND: &str = "404.html";
    match desk.public.bytes(NOT_FOUND) {
        Ok(bytes) => answer(StatusCode::NOT_FOUND, NOT_FOUND, bytes),
        // The script shows what is wrong; this says it to readers without scripts too.
        Err(_) => {
            let mut escaped = String::new();
            let _ = pulldown_cmark_escape::escape_html_body_text(&mut escaped, problems);
            let page = format!("<!DOCTYPE html><title>gongkai</title><body><pre>{escaped}</pre></body>\n");
            answer(StatusCode::INTERNAL_SERVER_ERROR, NOT_FOUND, page.into_bytes())
        }
    }
}

fn redirect(to: &str) -> Response {
    // Temporary: the next preview at this port may be of another site.
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to.to_owned())]).into_response()
}

fn answer(status: StatusCode, name: &str, bytes: Vec<u8>) -> Response {
    let media_type = media_type::of_bytes(name, &bytes);
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..16]);
    let bytes = if media_type.starts_with("text/html") { with_script(bytes, &tag) } else { bytes };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    (status, headers, bytes).into_response()
}

/// The page with the reload script at its end, which knows the tag of the page that it is in.
fn with_script(mut page: Vec<u8>, tag: &str) -> Vec<u8> {
    let tag = tag.trim_matches('"');
    let script = format!("<script src=\"/.gongkai/reload.js\" data-tag='\"{tag}\"' defer></script>\n");
    let end = page.windows(7).rposition(|window| window == b"</body>").unwrap_or(page.len());
    page.splice(end..end, script.into_bytes());
    page
}
