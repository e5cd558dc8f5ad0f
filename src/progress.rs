//! Progress: how far a long step has come, told to whoever asked. It must not print, and nothing depends on it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// A step that can take long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Seeds are read and drafted.
    Importing,
    /// Notices are held against their seeds.
    Proving,
    /// Pages are made.
    Printing,
    /// What lies at a target is compared with the site.
    Comparing,
    /// Files are sent to a target.
    Sending,
    /// What was sent is read back.
    Verifying,
}

/// Is told of each thing done: the step, how many are done, how many there are. Called from several threads.
pub type Listener<'l> = &'l (dyn Fn(Step, usize, usize) + Sync);

/// Counts what is done in one step.
pub(crate) struct Counter<'l> {
    listener: Listener<'l>,
    step: Step,
    done: AtomicUsize,
    total: usize,
}

impl<'l> Counter<'l> {
    pub(crate) fn new(listener: Listener<'l>, step: Step, total: usize) -> Self {
        Self { listener, step, done: AtomicUsize::new(0), total }
    }

    pub(crate) fn one_more(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.listener)(self.step, done, self.total);
    }
}

/// For those who do not want to know.
pub(crate) fn nobody(_: Step, _: usize, _: usize) {}
