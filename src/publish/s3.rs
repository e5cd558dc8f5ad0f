//! A bucket of an object store that speaks S3 as a target. Every object carries its media type, how long it may be kept,
//! and, where it is a compressed form, how it is compressed. It must not know in which order it is asked.
//!
//! What a bucket is known by is its ETags: the MD5 of the bytes for whoever stores them so. Where the store knows
//! conditional writes (`If-None-Match`, `If-Match`), the lock is certain, and no file that is not the site's is written
//! over.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::time::Duration;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::client::HttpError;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, BackoffConfig, ClientOptions, Error, ObjectStore as _, ObjectStoreExt as _,
    PutMode, PutOptions, PutPayload, RetryConfig, UpdateVersion,
};
use tokio::runtime::{Builder, Runtime};

use super::environment::{self, Environment, Secret};
use super::headers::Headers;
use super::http::Connector;
use super::lock;
use super::plan::Upload;
use super::profile::Profile;

use super::target::{Bytes, Created, Held, LockPlace, Take, Target, Version};
use crate::config::targets::BucketTarget;
use crate::diagnostic::{Diagnostic, Message};
use crate::source::Folder;

/// How many requests are under way at once.
const AT_ONCE: usize = 16;
/// For services that have no regions but want one to be named in the signature.
const REGION: &str = "us-east-1";

/// A bucket that is published to.
pub(crate) struct Bucket {
    store: AmazonS3,
    runtime: Runtime,
    prefix: String,
    shown: String,
    overwrite: bool,
    /// Whether the store is known to heed conditions.
    conditions: bool,
    /// What must not stand in a message.
    secrets: Vec<Secret>,
}

impl Bucket {
    /// Opens a bucket. Nothing is asked of the service yet.
    ///
    /// # Errors
    /// Where there is no key to it.
    pub(crate) fn open(
        name: &str,
        target: &BucketTarget,
        environment: &Environment,
        overwrite: bool,
    ) -> Result<Self, Diagnostic> {
        let profile = Profile::read(environment, target.profile.as_deref())?;
        let endpoint = target.endpoint.clone().or_else(|| profile.endpoint.clone());
        let at = endpoint.as_deref().map_or_else(String::new, |endpoint| format!(", {endpoint}"));
        let shown = format!("{name} (s3://{}/{}{at})", target.bucket, target.prefix);
        let failed =
            |reason: String| Diagnostic::plain(Message::TargetFailed { target: shown.clone(), reason });
        let Some(credentials) = profile.credentials.clone() else {
            return Err(Diagnostic::plain(Message::CredentialsMissing {
                target: shown,
                profile: profile.name,
            }));
        };
        let certificates =
            environment.word(environment::CERTIFICATES).map(|path| Folder::new("").bytes(path));
        let certificates = certificates.transpose()?;
        let connector = Connector::new(AT_ONCE, certificates.as_deref()).map_err(failed)?;
        let region = target.region.clone().or_else(|| profile.region.clone());
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&target.bucket)
            .with_region(region.unwrap_or_else(|| REGION.to_owned()))
            .with_virtual_hosted_style_request(!target.path_style)
            // Not every service knows how to remove many at once.
            .with_disable_bulk_delete(true)
            .with_access_key_id(credentials.access_key.expose())
            .with_secret_access_key(credentials.secret_key.expose())
            .with_retry(RetryConfig {
                backoff: BackoffConfig { max_backoff: Duration::from_secs(5), ..BackoffConfig::default() },
                max_retries: 4,
                retry_timeout: Duration::from_secs(60),
            })
            .with_client_options(ClientOptions::new().with_allow_http(true))
            .with_http_connector(connector);
        if let Some(token) = &credentials.session_token {
            builder = builder.with_token(token.expose());
        }
        if let Some(endpoint) = endpoint {
            let bucket = if target.path_style { endpoint } else { in_host(&endpoint, &target.bucket) };
            builder = builder.with_endpoint(bucket);
        }
        let secrets: Vec<Secret> = profile.secrets().cloned().collect();
        let failed = |reason: String| {
            let reason = environment::scrub(&reason, secrets.iter());
            Diagnostic::plain(Message::TargetFailed { target: shown.clone(), reason })
        };
        let store = builder.build().map_err(|error| failed(error.to_string()))?;
        let runtime = Builder::new_current_thread()
            .enable_time()
            .max_blocking_threads(AT_ONCE)
            .build()
            .map_err(|error| failed(error.to_string()))?;
        Ok(Self {
            store,
            runtime,
            prefix: target.prefix.clone(),
            shown,
            overwrite,
            conditions: false,
            secrets,
        })
    }

    fn at(&self, path: &str) -> Result<Path, Diagnostic> {
        Path::parse(format!("{}{path}", self.prefix)).map_err(|error| self.failure(&error.into()))
    }

    async fn fetch(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Diagnostic> {
        let got = match self.store.get(&self.at(path)?).await {
            Ok(got) => got,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.failure(&error)),
        };
        let tag = got.meta.e_tag.clone();
        let bytes = got.bytes().await.map_err(|error| self.failure(&error))?.to_vec();
        let version = version(tag, &bytes);
        Ok(Some((bytes, version)))
    }

    async fn put(&self, path: &str, bytes: &[u8], mode: PutMode) -> Result<Version, Error> {
        let headers = Headers::of(path, bytes);
        let mut attributes = Attributes::new();
        attributes.insert(Attribute::ContentType, headers.media_type.into());
        attributes.insert(Attribute::CacheControl, headers.cache.into());
        if let Some(encoding) = headers.encoding {
            attributes.insert(Attribute::ContentEncoding, encoding.into());
        }
        let at = Path::parse(format!("{}{path}", self.prefix))?;
        let options = PutOptions { mode, attributes, ..PutOptions::default() };
        let put = self.store.put_opts(&at, PutPayload::from(bytes.to_vec()), options).await?;
        Ok(version(put.e_tag, bytes))
    }

    async fn upload(&self, upload: &Upload, bytes: Vec<u8>) -> Result<(), Diagnostic> {
        let careful = upload.new && self.conditions && !self.overwrite;
        let mode = if careful { PutMode::Create } else { PutMode::Overwrite };
        match self.put(&upload.path, &bytes, mode).await {
            Ok(_) => Ok(()),
            // An answer that was lost on its way is asked for again, and the first request may have been heeded.
            Err(Error::AlreadyExists { .. }) if careful => match self.fetch(&upload.path).await? {
                Some((there, _)) if there == bytes => Ok(()),
                _ => Err(Diagnostic::plain(Message::TargetForeign {
                    target: self.shown.clone(),
                    count: "1".to_owned(),
                    paths: upload.path.clone(),
                })),
            },
            Err(error) => Err(self.failure(&error)),
        }
    }

    /// What went wrong, in a clerk's words and without a secret.
    fn failure(&self, error: &Error) -> Diagnostic {
        let target = self.shown.clone();
        let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
        let mut innermost = error.to_string();
        let mut unreached = false;
        while let Some(inner) = source {
            unreached |= inner.downcast_ref::<HttpError>().is_some();
            innermost = inner.to_string();
            source = inner.source();
        }
        let words = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        let code = element(&words, "Code").or_else(|| element(&innermost, "Code"));
        let message = element(&words, "Message").or_else(|| element(&innermost, "Message"));
        let reason = match (code, message) {
            (Some(code), Some(message)) => format!("{code}: {message}"),
            (Some(code), None) => code.to_owned(),
            _ => innermost.clone(),
        };
        let reason = environment::scrub(&reason, self.secrets.iter());
        Diagnostic::plain(match error {
            Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
                Message::TargetDenied { target, reason }
            }
            _ if unreached || code == Some("NoSuchBucket") => Message::TargetUnreachable { target, reason },
            _ => Message::TargetFailed { target, reason },
        })
    }
}

impl Target for Bucket {
    fn shown(&self) -> String {
        self.shown.clone()
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let read = self.runtime.block_on(self.fetch(path))?;
        Ok(read.map(|(bytes, _)| bytes))
    }

    fn read_back(&mut self, paths: &[&str], take: &mut Take<'_>) -> Result<(), Diagnostic> {
        let this = &*self;
        let reads =
            stream::iter(paths).map(|path| async move { this.fetch(path).await.map(|read| (*path, read)) });
        let mut reads = std::pin::pin!(reads.buffer_unordered(AT_ONCE));
        this.runtime.block_on(async {
            while let Some((path, read)) = reads.try_next().await? {
                take(path, read.map(|(bytes, _)| bytes));
            }
            Ok(())
        })
    }

    fn list(&mut self) -> Result<BTreeMap<String, Held>, Diagnostic> {
        let prefix = self.prefix.trim_end_matches('/');
        let prefix = (!prefix.is_empty()).then(|| Path::parse(prefix)).transpose();
        let prefix = prefix.map_err(|error| self.failure(&error.into()))?;
        let listed = self.runtime.block_on(self.store.list(prefix.as_ref()).try_collect::<Vec<_>>());
        let listed = listed.map_err(|error| self.failure(&error))?;
        let held = listed.into_iter().filter_map(|meta| {
            let path = meta.location.as_ref().strip_prefix(self.prefix.as_str())?.to_owned();
            let tag = meta.e_tag.map(|tag| tag.trim_matches('"').to_ascii_lowercase());
            let md5 = tag.filter(|tag| tag.len() == 32 && tag.bytes().all(|byte| byte.is_ascii_hexdigit()));
            Some((path, md5.map_or(Held::Size(meta.size), Held::Md5)))
        });
        Ok(held.collect())
    }

    fn write(&mut self, uploads: &[Upload], bytes: &Bytes<'_>) -> Result<(), Diagnostic> {
        let this = &*self;
        let writes = stream::iter(uploads).map(|upload| async move {
            let bytes = bytes(upload)?;
            this.upload(upload, bytes).await
        });
        this.runtime.block_on(writes.buffer_unordered(AT_ONCE).try_collect::<Vec<()>>()).map(drop)
    }

    fn remove(&mut self, paths: &[String]) -> Result<(), Diagnostic> {
        let this = &*self;
        let removals = stream::iter(paths).map(|path| async move {
            match this.store.delete(&this.at(path)?).await {
                Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(this.failure(&error)),
            }
        });
        this.runtime.block_on(removals.buffer_unordered(AT_ONCE).try_collect::<Vec<()>>()).map(drop)
    }

    fn lock(&mut self) -> Option<&mut dyn LockPlace> {
        Some(self)
    }

    fn commit(&mut self) -> Result<(), Diagnostic> {
        Ok(())
    }
}

impl LockPlace for Bucket {
    fn get(&mut self) -> Result<Option<(Vec<u8>, Version)>, Diagnostic> {
        self.runtime.block_on(self.fetch(lock::FILE))
    }

    fn create(&mut self, bytes: &[u8]) -> Result<Created, Diagnostic> {
        let create = |this: &Self| this.runtime.block_on(this.put(lock::FILE, bytes, PutMode::Create));
        let unconditional = |this: &Self| {
            let put = this.runtime.block_on(this.put(lock::FILE, bytes, PutMode::Overwrite));
            put.map(Created::Unsure).map_err(|error| this.failure(&error))
        };
        match create(self) {
            Ok(_) => {}
            Err(Error::AlreadyExists { .. }) => return Ok(Created::There),
            Err(error) if is_unknown_to_it(&error) => return unconditional(self),
            Err(error) => return Err(self.failure(&error)),
        }
        // A store that does not know the condition may have passed over it in silence: asked once more, one that knows it
        // refuses.
        match create(self) {
            Err(Error::AlreadyExists { .. }) => {
                self.conditions = true;
                let made = LockPlace::get(self)?;
                Ok(made
                    .filter(|(there, _)| there == bytes)
                    .map_or(Created::There, |(_, made)| Created::Made(made)))
            }
            Ok(version) => Ok(Created::Unsure(version)),
            Err(error) => Err(self.failure(&error)),
        }
    }

    fn replace(&mut self, bytes: &[u8], old: &Version) -> Result<Option<Version>, Diagnostic> {
        let found = LockPlace::get(self)?;
        if found.is_none_or(|(_, found)| found != *old) {
            return Ok(None);
        }
        let update = UpdateVersion { e_tag: Some(old.0.clone()), version: None };
        let mode = if old.0.starts_with(OWN) { PutMode::Overwrite } else { PutMode::Update(update) };
        let put = match self.runtime.block_on(self.put(lock::FILE, bytes, mode)) {
            Err(error) if is_unknown_to_it(&error) => {
                self.runtime.block_on(self.put(lock::FILE, bytes, PutMode::Overwrite))
            }
            put => put,
        };
        match put {
            Ok(version) => Ok(Some(version)),
            Err(Error::Precondition { .. } | Error::AlreadyExists { .. }) => Ok(None),
            Err(error) => Err(self.failure(&error)),
        }
    }

    fn remove(&mut self) -> Result<(), Diagnostic> {
        Target::remove(self, &[lock::FILE.to_owned()])
    }
}

/// What begins a version of ours, where the store gives no ETag.
const OWN: &str = "sha256:";

fn version(tag: Option<String>, bytes: &[u8]) -> Version {
    Version(tag.unwrap_or_else(|| format!("{OWN}{}", crate::digest::sha256_hex(bytes))))
}

/// Whether the store says that it does not know conditional writes: 501, or 400 with a word for it.
fn is_unknown_to_it(error: &Error) -> bool {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    let mut words = String::new();
    while let Some(inner) = source {
        words.push_str(&inner.to_string());
        source = inner.source();
    }
    matches!(error, Error::NotImplemented { .. } | Error::NotSupported { .. })
        || ["501 Not Implemented", "NotImplemented"].iter().any(|word| words.contains(word))
}

/// The text of an element in an answer: `<Code>NoSuchBucket</Code>`.
fn element<'w>(words: &'w str, name: &str) -> Option<&'w str> {
    let (_, rest) = words.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(text, _)| text).filter(|text| !text.is_empty())
}

/// The address of a service with the bucket's name in its host.
fn in_host(endpoint: &str, bucket: &str) -> String {
    endpoint
        .split_once("://")
        .map_or_else(|| endpoint.to_owned(), |(scheme, host)| format!("{scheme}://{bucket}.{host}"))
}
