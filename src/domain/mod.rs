//! Rules only: no input or output, no clock, no randomness. Everything here is decided from its arguments.

pub mod account;
pub mod announcement;
pub mod clock;
pub mod comparison;
pub mod dashboard;
pub mod ids;
pub mod introduction;
pub mod ledger;
pub mod listing;
pub mod matching;
pub mod membership;
pub mod note;
pub mod notice;
pub mod orcid;
pub mod policy;
pub mod problem;
pub mod review;
pub mod saved_search;
pub mod task;
pub mod text;
pub mod throttle;
pub mod tier;
pub mod undertaking;
pub mod vocabulary;

/// Declares an enum whose variants are stored and sent as the given codes, with parsing, `ALL` and an OpenAPI schema.
macro_rules! coded_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:tt),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            /// Every variant, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code in the database and the API.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The variant of a code; `None` for an unknown one.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}
pub(crate) use coded_enum;
