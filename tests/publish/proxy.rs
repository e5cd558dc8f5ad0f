//! A proxy on loopback between the program and a server: it counts requests and keeps what was said beside the bytes,
//! and can stop in the middle, refuse conditions, or be a server that admits nobody.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// A request that went through.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path with the query.
    pub(crate) path: String,
    /// By name in small letters.
    pub(crate) headers: BTreeMap<String, String>,
}

#[derive(Default)]
struct State {
    requests: Vec<Request>,
    /// How many more requests pass before the proxy holds all.
    left: Option<usize>,
    holding: bool,
}

/// The proxy.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    refuses_conditions: AtomicBool,
    /// Said in place of the server's answers.
    answer: Mutex<Option<String>>,
}

impl Proxy {
    /// A proxy before the server on that port of loopback.
    pub(crate) fn before(upstream: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared::default());
        let served = Arc::clone(&shared);
        // It ends with the test's process.
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&served);
                std::thread::spawn(move || {
                    // A side that goes away ends the connection.
                    let _ = serve(&client, upstream, &shared);
                });
            }
        });
        Self { port, shared }
    }

    /// What went through since this was last asked.
    pub(crate) fn take(&self) -> Vec<Request> {
        std::mem::take(&mut self.shared.state.lock().expect("sound").requests)
    }

    /// Lets so many requests pass, then holds all others until [`release`](Self::release).
    pub(crate) fn hold_after(&self, requests: usize) {
        let mut state = self.shared.state.lock().expect("sound");
        (state.left, state.holding) = (Some(requests), false);
    }

    /// Waits until a request is held.
    #[track_caller]
    pub(crate) fn wait_until_held(&self) {
        let state = self.shared.state.lock().expect("sound");
        let waited =
            self.shared.changed.wait_timeout_while(state, Duration::from_secs(60), |state| !state.holding);
        assert!(waited.expect("sound").0.holding, "no request was held");
    }

    pub(crate) fn release(&self) {
        let mut state = self.shared.state.lock().expect("sound");
        (state.left, state.holding) = (None, false);
        self.shared.changed.notify_all();
    }

    /// Answers every request with this status and these words, in place of the server.
    pub(crate) fn answer(&self, status: &str, words: &str) {
        let length = words.len();
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{words}");
        *self.shared.answer.lock().expect("sound") = Some(answer);
    }

    /// Answers conditional writes as a store that does not know them: 501.
    pub(crate) fn refuse_conditions(&self) {
        self.shared.refuses_conditions.store(true, Ordering::Relaxed);
    }
}

/// The head of a message: its first line and its headers, and the bytes of both.
struct Head {
    first: String,
    headers: BTreeMap<String, String>,
    bytes: Vec<u8>,
}

fn head(reader: &mut BufReader<&TcpStream>) -> std::io::Result<Option<Head>> {
    let (mut bytes, mut first, mut headers) = (Vec::new(), String::new(), BTreeMap::new());
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        bytes.extend(&line);
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        match text.split_once(':') {
            _ if text.is_empty() => return Ok(Some(Head { first, headers, bytes })),
            Some((name, value)) if !first.is_empty() => {
                headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
            }
            _ => first = text,
        }
    }
}

/// The body that follows a head, as it is on the wire.
fn body(reader: &mut BufReader<&TcpStream>, headers: &BTreeMap<String, String>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if headers.get("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        loop {
            let mut line = Vec::new();
            reader.read_until(b'\n', &mut line)?;
            let size = String::from_utf8_lossy(&line).trim().split(';').next().unwrap_or("").to_owned();
            let size = usize::from_str_radix(&size, 16).map_err(std::io::Error::other)?;
            bytes.extend(&line);
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk)?;
            bytes.extend(chunk);
            if size == 0 {
                return Ok(bytes);
            }
        }
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    bytes.resize(length, 0);
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn serve(client: &TcpStream, upstream: u16, shared: &Shared) -> std::io::Result<()> {
    let server = TcpStream::connect(("127.0.0.1", upstream))?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (mut asks, mut answers) = (BufReader::new(client), BufReader::new(&server));
    while let Some(request) = head(&mut asks)? {
        let content = body(&mut asks, &request.headers)?;
        let mut words = request.first.split(' ');
        let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let mut state = shared.state.lock().expect("sound");
        if state.left == Some(0) {
            state.holding = true;
            shared.changed.notify_all();
            state = shared.changed.wait_while(state, |state| state.left == Some(0)).expect("sound");
        }
        state.left = state.left.map(|left| left.saturating_sub(1));
        state.requests.push(Request {
            method: method.to_owned(),
            path: path.to_owned(),
            headers: request.headers.clone(),
        });
        drop(state);
        if let Some(answer) = shared.answer.lock().expect("sound").as_ref() {
            (&*client).write_all(answer.as_bytes())?;
            continue;
        }
        let conditional =
            request.headers.contains_key("if-none-match") || request.headers.contains_key("if-match");
        if method == "PUT" && conditional && shared.refuses_conditions.load(Ordering::Relaxed) {
            let words = "<?xml version=\"1.0\"?><Error><Code>NotImplemented</Code><Message>If-None-Match</Message></Error>";
            let length = words.len();
            write!(&*client, "HTTP/1.1 501 Not Implemented\r\nContent-Length: {length}\r\n\r\n{words}")?;
            continue;
        }
        (&server).write_all(&request.bytes)?;
        (&server).write_all(&content)?;
        let Some(answer) = head(&mut answers)? else { return Ok(()) };
        let status = answer.first.split(' ').nth(1).unwrap_or("");
        let bodiless = method == "HEAD" || status == "204" || status == "304";
        let content = if bodiless { Vec::new() } else { body(&mut answers, &answer.headers)? };
        (&*client).write_all(&answer.bytes)?;
        (&*client).write_all(&content)?;
    }
    Ok(())
}
