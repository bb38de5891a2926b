//! Organisations and members: who they are and which state they are in.

use crate::domain::clock::Instant;
use crate::domain::ids::{MemberId, OrganisationId};
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::{Bilingual, Locale};

crate::domain::coded_enum! {
    /// What an organisation is.
    OrganisationKind {
        /// 大学
        University = "university",
        /// 病院
        Hospital = "hospital",
        /// 研究機関
        ResearchInstitute = "research_institute",
        /// 技術移転機関
        Tlo = "tlo",
        /// 製薬企業
        Pharma = "pharma",
        /// ベンチャー
        Venture = "venture",
        /// ベンチャーキャピタル
        Vc = "vc",
        /// 知財リエゾン室
        LiaisonOffice = "liaison_office",
        /// 事務局
        Secretariat = "secretariat",
    }
}

impl OrganisationKind {
    /// Whether a person of that role can belong to such an organisation.
    #[must_use]
    pub const fn admits(self, role: Role) -> bool {
        match role {
            Role::Researcher => {
                matches!(
                    self,
                    Self::University | Self::Hospital | Self::ResearchInstitute | Self::Tlo | Self::Venture
                )
            }
            Role::Company => matches!(self, Self::Pharma | Self::Venture | Self::Vc),
            Role::Liaison => matches!(self, Self::LiaisonOffice),
            Role::Secretariat | Role::Auditor => matches!(self, Self::Secretariat),
        }
    }
}

crate::domain::coded_enum! {
    /// Whether an organisation takes part.
    OrganisationState {
        /// Takes part.
        Active = "active",
        /// Shut out for now.
        Suspended = "suspended",
        /// Has left.
        Left = "left",
    }
}

/// A member organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Identity
    pub id: OrganisationId,
    /// What it is
    pub kind: OrganisationKind,
    /// Name in Japanese
    pub name_ja: String,
    /// Name in English
    pub name_en: String,
    /// Domains that its members' addresses belong to
    pub email_domains: Vec<String>,
    /// Publication needs a second liaison
    pub four_eyes: bool,
    /// Listings pass a reviewer of the institution first
    pub institution_review: bool,
    /// Liaison in charge of its listings
    pub liaison: Option<MemberId>,
    /// Whether it takes part
    pub state: OrganisationState,
    /// Grows whenever what it may see changes; part of every cache key
    pub policy_epoch: i64,
    /// Row version, for `If-Match`
    pub version: i64,
    /// When it joined
    pub created_at: Instant,
}

impl Organisation {
    /// One that takes part from now on, with nothing special agreed yet.
    #[must_use]
    pub fn joining(
        id: OrganisationId,
        kind: OrganisationKind,
        (name_ja, name_en): (String, String),
        email_domains: Vec<String>,
        now: Instant,
    ) -> Self {
        Self {
            id,
            kind,
            name_ja,
            name_en,
            email_domains,
            four_eyes: false,
            institution_review: false,
            liaison: None,
            state: OrganisationState::Active,
            policy_epoch: 1,
            version: 1,
            created_at: now,
        }
    }

    /// The name in both languages.
    #[must_use]
    pub fn name(&self) -> Bilingual {
        Bilingual::both(&self.name_ja, &self.name_en)
    }
}

crate::domain::coded_enum! {
    /// What a member does.
    Role {
        /// 大学研究者
        Researcher = "researcher",
        /// 製薬企業
        Company = "company",
        /// 知財リエゾン
        Liaison = "liaison",
        /// 事務局
        Secretariat = "secretariat",
        /// 監査人 (reads the ledger only)
        Auditor = "auditor",
    }
}

crate::domain::coded_enum! {
    /// Whether a member has access.
    MemberState {
        /// Has access.
        Active = "active",
        /// Shut out for now.
        Suspended = "suspended",
        /// Has left for good.
        Left = "left",
    }
}

/// A named, vetted person.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// Identity
    pub id: MemberId,
    /// Where the person works
    pub organisation: OrganisationId,
    /// Institutional address
    pub email: Email,
    /// Name in Japanese
    pub name_ja: String,
    /// Name in English
    pub name_en: String,
    /// What the person does
    pub role: Role,
    /// Language of screens and mails
    pub locale: Locale,
    /// ORCID iD, where the person gave one
    pub orcid: Option<String>,
    /// Reviews listings for the institution
    pub institution_reviewer: bool,
    /// Whether the person has access
    pub state: MemberState,
    /// Row version, for `If-Match`
    pub version: i64,
    /// When the person joined
    pub created_at: Instant,
}

/// A mail address, lower-case. Shown masked by `Debug`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Parses an address: one `@`, a plain local part, a domain with a dot, at most 254 characters (RFC 5321 §4.5.3).
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim().to_ascii_lowercase();
        let (local, domain) = text.split_once('@').ok_or(Fault::Malformed)?;
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && local.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c));
        let label_ok = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        let domain_ok = domain.contains('.') && domain.split('.').all(label_ok);
        if text.len() <= 254 && local_ok && domain_ok {
            Ok(Self(text))
        } else {
            Err(Fault::Malformed)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn local(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }

    /// What stands after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first: String = self.local().chars().take(1).collect();
        write!(f, "Email({first}***@{})", self.domain())
    }
}

/// Which addresses may become members.
#[derive(Clone, Debug, Default)]
pub struct AddressPolicy {
    /// Accept addresses of free-mail providers
    pub allow_free_mail: bool,
    /// Domains of free-mail providers
    pub free_mail_domains: Vec<String>,
    /// Accept mailboxes that several people read
    pub allow_shared: bool,
    /// Local parts that several people usually share
    pub shared_mailbox_names: Vec<String>,
}

impl AddressPolicy {
    /// Refuses free-mail, shared and foreign addresses. An organisation without domains accepts any institutional one.
    pub fn check(&self, email: &Email, organisation_domains: &[String]) -> Result<(), FieldFault> {
        let domain = email.domain();
        let under = |parent: &String| domain == parent || domain.ends_with(&format!(".{parent}"));
        if !self.allow_free_mail && self.free_mail_domains.iter().any(under) {
            return Err(FieldFault::new("email", Fault::FreeMail));
        }
        if !self.allow_shared && self.shared_mailbox_names.iter().any(|name| name == email.local()) {
            return Err(FieldFault::new("email", Fault::SharedMailbox));
        }
        if !organisation_domains.is_empty() && !organisation_domains.iter().any(under) {
            return Err(FieldFault::new("email", Fault::ForeignDomain));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_parsed_strictly() {
        for good in ["a@b.example", "A.Tanaka@Dept.U.example", "x+y@u.ac.example"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b.example",
            "a@b",
            "a b@c.example",
            "a@b..example",
            "a@-b.example",
            "a\n@b.example",
            "あ@b.example",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn free_shared_and_foreign_addresses_are_refused() {
        let policy = AddressPolicy {
            free_mail_domains: vec!["mail.example".into()],
            shared_mailbox_names: vec!["info".into()],
            ..AddressPolicy::default()
        };
        let fault = |address: &str, domains: &[String]| {
            policy
                .check(&Email::parse(address).unwrap(), domains)
                .err()
                .map(|fault| fault.fault)
        };
        let domains = ["u.example".to_owned()];
        assert_eq!(fault("a@mail.example", &[]), Some(Fault::FreeMail));
        assert_eq!(fault("info@u.example", &domains), Some(Fault::SharedMailbox));
        assert_eq!(fault("a@evil-u.example", &domains), Some(Fault::ForeignDomain));
        assert_eq!(fault("a@med.u.example", &domains), None);
    }

    #[test]
    fn debug_output_masks_the_address() {
        assert_eq!(
            format!("{:?}", Email::parse("tanaka@u.example").unwrap()),
            "Email(t***@u.example)"
        );
    }
}
