//! `/seeds`, `/needs`, `/listings`, and what their forms are made of.

pub mod audience;
pub mod begin;
pub mod conclude;
pub mod disclosures;
pub mod draft;
pub mod export;
pub mod eyes;
pub mod fields;
pub mod matching;
pub mod mine;
pub mod pause;
pub mod preview;
pub mod recall;
pub mod renew;
pub mod resume;
pub mod save_audience;
pub mod save_draft;
pub mod save_matching;
pub mod show;
pub mod submit;
pub mod version;
pub mod versions;
pub mod view;
pub mod vocabularies;
pub mod withdraw;
