//! Answers the object store's client over the program's own HTTP client, so that there is one of it, and one TLS, in the
//! program. Requests wait on threads of their own: the number of those is the number of requests at once. It must not
//! know what is asked.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use http_body_util::BodyExt as _;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody,
    HttpService,
};
use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

/// How long a server may take to be reached, and how long to begin its answer.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(60);
/// How long a connection may stand still while bytes are to come.
const STANDSTILL: Duration = Duration::from_secs(60);

/// The HTTP client of the program, as the object store's client takes it.
#[derive(Debug)]
pub(crate) struct Connector {
    agent: Agent,
}

impl Connector {
    /// A client for so many connections at once. `certificates` are believed in place of the usual ones: PEM.
    ///
    /// # Errors
    /// Where there is no certificate in them.
    pub(crate) fn new(connections: usize, certificates: Option<&[u8]>) -> Result<Self, String> {
        let mut tls = TlsConfig::builder();
        if let Some(pem) = certificates {
            tls = tls.root_certs(RootCerts::Specific(Arc::new(certificates_of(pem)?)));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(connections)
            .max_idle_connections_per_host(connections)
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(ANSWER))
            .timeout_per_read(Some(STANDSTILL))
            .timeout_per_write(Some(STANDSTILL))
            .user_agent(concat!("gongkai/", env!("CARGO_PKG_VERSION")))
            .accept_encoding("identity")
            .tls_config(tls.build())
            .build();
        Ok(Self { agent: config.new_agent() })
    }
}

fn certificates_of(pem: &[u8]) -> Result<Vec<Certificate<'static>>, String> {
    let mut certificates = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    if certificates.is_empty() { Err("no certificate is in it".to_owned()) } else { Ok(certificates) }
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(Service { agent: self.agent.clone() }))
    }
}

#[derive(Clone, Debug)]
struct Service {
    agent: Agent,
}

#[async_trait]
impl HttpService for Service {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await?.to_bytes().to_vec();
        let request = ureq::http::Request::from_parts(parts, body);
        let agent = self.agent.clone();
        let asked = tokio::task::spawn_blocking(move || ask(&agent, request)).await;
        asked.unwrap_or_else(|error| Err(HttpError::new(HttpErrorKind::Interrupted, error)))
    }
}

fn ask(agent: &Agent, request: ureq::http::Request<Vec<u8>>) -> Result<HttpResponse, HttpError> {
    let (parts, body) = request.into_parts();
    // An empty body of a method that has none is no body at all, not one of no bytes.
    let bodiless = body.is_empty() && !["PUT", "POST"].contains(&parts.method.as_str());
    let answer = if bodiless {
        agent.run(ureq::http::Request::from_parts(parts, ()))
    } else {
        agent.run(ureq::http::Request::from_parts(parts, body))
    };
    let (parts, body) = answer.map_err(failure)?.into_parts();
    let bytes = body.into_with_config().limit(u64::MAX).read_to_vec().map_err(failure)?;
    Ok(HttpResponse::from_parts(parts, HttpResponseBody::from(bytes)))
}

/// The kind decides whether the request is tried again.
fn failure(error: ureq::Error) -> HttpError {
    use std::io::ErrorKind;
    let kind = match &error {
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve)
        | ureq::Error::ConnectionFailed
        | ureq::Error::HostNotFound => HttpErrorKind::Connect,
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => HttpErrorKind::Connect,
        ureq::Error::Io(_) => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}
