//! The secretariat's look at the work queue.

pub mod queue;
pub mod retry_mail;
pub mod retry_task;
