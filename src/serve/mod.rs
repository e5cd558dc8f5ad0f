//! The preview (`gongkai serve`): builds the site, serves it to a browser, watches what it is made from, builds again
//! and has open pages reload themselves. An error in the content is shown in the page and told, and ends nothing.
//!
//! It must not print, nor know what a build does inside. Its own script is added to pages as they are served; the output
//! folder holds the site and nothing else.

mod http;
mod watch;

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};

use tokio::sync::watch as state;

use crate::build::{BuildOptions, Built, build};
use crate::diagnostic::{Diagnostic, Message, Severity, has_errors};
use crate::source::Folder;

/// The port where nobody asked for one, and how many after it are tried where it is taken.
const PORT: u16 = 4000;
const MORE_PORTS: u16 = 20;

/// How to serve.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// What to build, and where to.
    pub build: BuildOptions,
    /// The port; without it, 4000 or the first free one after it. 0 is any free one.
    pub port: Option<u16>,
    /// Whether other devices of the network may read along.
    pub lan: bool,
}

/// What whoever serves is told.
#[derive(Debug)]
pub enum Event<'e> {
    /// The site was built, or could not be.
    Built(&'e Built, &'e [Diagnostic]),
    /// The site can be read now.
    Serving {
        /// Its address on this machine.
        local: &'e str,
        /// Its address for other devices, where they may read along and this machine is in a network.
        lan: Option<&'e str>,
    },
}

/// What readers of the preview have before them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State {
    /// The path that the site will stand at, with a slash at both ends: it is served at the same.
    mount: String,
    /// What is wrong with the content, as text; empty where nothing is.
    problems: String,
    /// Counts the builds, so that each is news.
    build: u64,
}

/// Serves a site until the program ends. `show` makes a message readable; `listener` is told what happens.
///
/// # Errors
/// Where the port is taken, or the site's folder cannot be watched.
pub fn serve(
    options: &ServeOptions,
    show: &dyn Fn(&Diagnostic) -> String,
    listener: &dyn Fn(&Event<'_>),
) -> Result<std::convert::Infallible, Diagnostic> {
    let socket = bind(options)?;
    let address = socket.local_addr().map_err(|error| unservable(&error))?;
    // Before the first build: what is saved while it runs is seen.
    let mut changes = watch::Changes::of(&options.build.site)?;
    let mut state = State { mount: "/".to_owned(), ..State::default() };
    rebuild(options, show, listener, &mut state);
    let (sender, receiver) = state::channel(state.clone());
    let root = options.build.out.clone().unwrap_or_else(|| options.build.site.join("public"));
    http::start(socket, Folder::new(root), receiver).map_err(|error| unservable(&error))?;

    let port = address.port();
    let local = format!("http://127.0.0.1:{port}{}", state.mount);
    let lan = options.lan.then(lan_address).flatten();
    let lan = lan.map(|ip| format!("http://{}{}", SocketAddr::new(ip, port), state.mount));
    listener(&Event::Serving { local: &local, lan: lan.as_deref() });
    loop {
        changes.wait()?;
        rebuild(options, show, listener, &mut state);
        // Nobody reading is no error.
        let _ = sender.send(state.clone());
    }
}

fn rebuild(
    options: &ServeOptions,
    show: &dyn Fn(&Diagnostic) -> String,
    listener: &dyn Fn(&Event<'_>),
    state: &mut State,
) {
    let (built, diagnostics) = build(&options.build);
    state.build += 1;
    if let Some(mount) = &built.mount {
        state.mount.clone_from(mount);
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
    let errors: Vec<String> = errors.map(show).collect();
    state.problems = errors.join("\n\n");
    debug_assert_eq!(has_errors(&diagnostics), !state.problems.is_empty());
    listener(&Event::Built(&built, &diagnostics));
}

/// The socket that was asked for.
fn bind(options: &ServeOptions) -> Result<TcpListener, Diagnostic> {
    let ip = IpAddr::V4(if options.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST });
    let ports = match options.port {
        Some(port) => port..=port,
        None => PORT..=PORT + MORE_PORTS,
    };
    let mut refused = BTreeSet::new();
    for port in ports {
        match TcpListener::bind(SocketAddr::new(ip, port)) {
            Ok(socket) => return Ok(socket),
            Err(error) => refused.insert(format!("{port}: {error}")),
        };
    }
    let reason = refused.into_iter().next().unwrap_or_default();
    Err(Diagnostic::plain(Message::Unservable { reason }))
}

fn unservable(error: &std::io::Error) -> Diagnostic {
    Diagnostic::plain(Message::Unservable { reason: error.to_string() })
}

/// This machine's own address in its network: the one that it would speak from to an address elsewhere. Nothing is sent:
/// to connect a datagram socket only looks up the way (the address is of TEST-NET-1, RFC 5737).
fn lan_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified() && !ip.is_loopback()).then_some(ip)
}
