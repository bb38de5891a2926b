//! The transport of tests: mails stay in memory.

use super::message::OutgoingMail;
use std::sync::{Arc, Mutex, PoisonError};

/// Keeps what was sent; clones share the same list.
#[derive(Clone, Debug, Default)]
pub struct MemoryMailer {
    sent: Arc<Mutex<Vec<OutgoingMail>>>,
}

impl MemoryMailer {
    /// Keeps the mail.
    pub fn send(&self, mail: &OutgoingMail) {
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(mail.clone());
    }

    /// What was sent so far, oldest first.
    #[must_use]
    pub fn sent(&self) -> Vec<OutgoingMail> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets what was sent.
    pub fn clear(&self) {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
