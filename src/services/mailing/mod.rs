//! Delivery of queued mails: whether a mail is still wanted and true, what is promised when the line breaks, digests.
//!
//! What can be promised (RFC 1047): a mail is marked as being handed over before the line is opened, and as sent after the
//! receipt. What is found in between, after a cut line or a dead worker, may or may not have arrived; `rule` says what happens.

pub mod deliver;
pub mod digest;
mod rule;
mod wanted;
