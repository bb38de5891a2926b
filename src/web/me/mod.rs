//! A member's own account.

pub mod change;
pub mod change_password;
pub mod colleagues;
pub mod end_other_sessions;
pub mod end_session;
pub mod mail_preferences;
pub mod notices;
pub mod read_all_notices;
pub mod read_notice;
pub mod receipt;
pub mod sessions;
pub mod set_mail_preferences;
pub mod show;
pub mod view;
