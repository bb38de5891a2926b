//! Organisations and members, put straight into the store.

use crate::helpers::app::TestApp;
use crate::helpers::http::{Actor, Outsider};
use chrono::TimeDelta;
use enishi::domain::account::{Email, Member, MemberState, Organisation, OrganisationKind, Role};
use enishi::domain::ids::{AcceptanceId, MemberId, OrganisationId, SessionId, UndertakingId};
use enishi::domain::text::Locale;
use enishi::domain::undertaking::Undertaking;
use enishi::store::db::{Reads, Writes};
use enishi::store::{members, organisations, sessions, undertakings};

/// Every test member's password.
pub const PASSWORD: &str = "correct horse battery staple";

impl TestApp {
    /// An active organisation; its mail domain is `<key>.example`, its names `<key>` and `<key> 日本語`.
    pub fn organisation(&self, key: &str, kind: OrganisationKind) -> OrganisationId {
        self.arrange(|tx| {
            let id = OrganisationId::from_uuid(tx.new_uuid());
            let names = (format!("{key} 日本語"), key.to_owned());
            let domains = vec![format!("{key}.example")];
            let organisation = Organisation::joining(id, kind, names, domains, tx.now());
            organisations::insert(tx, &organisation).unwrap();
            organisation.id
        })
    }

    /// A member bound by the current undertaking (version 1 is published on first use), signed in.
    pub fn member(&self, name: &str, role: Role, organisation: OrganisationId) -> Actor<'_> {
        let actor = self.unbound_member(name, role, organisation);
        self.bind(actor.member);
        actor
    }

    /// A member who has not accepted the undertaking yet, signed in. Password: `correct horse battery staple`.
    pub fn unbound_member(&self, name: &str, role: Role, organisation: OrganisationId) -> Actor<'_> {
        let hash = self.app.passwords.hash_blocking(PASSWORD, [1; 16]).unwrap();
        let (member, session) = self.arrange(|tx| {
            let home = organisations::find(tx, organisation).unwrap().unwrap();
            let member = Member {
                id: MemberId::from_uuid(tx.new_uuid()),
                organisation,
                email: Email::parse(&format!("{name}@{}", home.email_domains[0])).unwrap(),
                name_ja: format!("{name} 様"),
                name_en: name.to_owned(),
                role,
                locale: Locale::Ja,
                orcid: None,
                institution_reviewer: false,
                state: MemberState::Active,
                version: 1,
                created_at: tx.now(),
            };
            members::insert(tx, &member, Some(&hash)).unwrap();
            let session = SessionId::from_uuid(tx.new_uuid());
            sessions::insert(tx, session, member.id).unwrap();
            (member, session)
        });
        let bearer = enishi::auth::token::Bearer {
            member: member.id,
            session,
        };
        Actor {
            app: self,
            member: member.id,
            organisation,
            email: member.email.as_str().to_owned(),
            session,
            bearer,
            language: "ja",
        }
    }

    /// Binds a member to the current undertaking, publishing version 1 first if there is none.
    pub fn bind(&self, member: MemberId) {
        self.arrange(|tx| {
            let current = undertakings::current(tx).unwrap().unwrap_or_else(|| {
                let first = Undertaking {
                    id: UndertakingId::from_uuid(tx.new_uuid()),
                    number: 1,
                    title_ja: "誓約書".into(),
                    title_en: "Undertaking".into(),
                    text_ja: "秘密を守ります。".into(),
                    text_en: "I keep secrets.".into(),
                    valid_days: 3_650,
                    published_at: tx.now(),
                };
                undertakings::insert(tx, &first).unwrap();
                first
            });
            let acceptance = undertakings::Acceptance {
                id: AcceptanceId::from_uuid(tx.new_uuid()),
                member,
                undertaking: current.id,
                text_hash: current.hash(Locale::Ja),
                locale: Locale::Ja,
                accepted_at: tx.now(),
                expires_at: tx.now() + TimeDelta::days(i64::from(current.valid_days)),
            };
            undertakings::accept(tx, &acceptance).unwrap();
        });
    }

    /// A caller without an account.
    pub fn outsider(&self) -> Outsider<'_> {
        Outsider { app: self }
    }
}
