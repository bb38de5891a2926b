//! An application as a person filled it in, and what is wrong with it.

use crate::domain::account::{Email, OrganisationKind, Role};
use crate::domain::ids::OrganisationId;
use crate::domain::membership::wording::{organisation_names, person_names, prose};
use crate::domain::membership::{Affiliation, NewOrganisation};
use crate::domain::problem::{Fault, FieldFault};
use crate::domain::text::{Bilingual, Locale};

/// An application as a person filled it in.
#[derive(Clone)]
pub struct ApplicationForm {
    /// Address
    pub email: String,
    /// Name in one or both languages
    pub name: Bilingual,
    /// An organisation of the consortium
    pub organisation: Option<OrganisationId>,
    /// Or one that would join
    pub new_organisation: Option<(OrganisationKind, Bilingual)>,
    /// Role
    pub role: Role,
    /// Language of mails
    pub locale: Locale,
    /// Why
    pub motivation: String,
}

/// An application form without faults.
#[derive(Clone)]
pub struct Candidate {
    /// Address
    pub email: Email,
    /// Name in Japanese
    pub name_ja: String,
    /// Name in English
    pub name_en: String,
    /// Where the person works
    pub affiliation: Affiliation,
    /// Role
    pub role: Role,
    /// Language of mails
    pub locale: Locale,
    /// Why
    pub motivation: String,
}

impl ApplicationForm {
    /// Checks everything that needs no look at other data, and names every faulty field at once.
    pub fn parse(self) -> Result<Candidate, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let email = Email::parse(&self.email);
        if let Err(fault) = email {
            faults.push(FieldFault::new("email", fault));
        }
        let (name_ja, name_en) = person_names("name", &self.name, &mut faults);
        let motivation = prose("motivation", &self.motivation, &mut faults);
        let affiliation = match (self.organisation, self.new_organisation) {
            (Some(_), Some(_)) => {
                faults.push(FieldFault::new("new_organisation", Fault::Contradiction));
                None
            }
            (None, None) => {
                faults.push(FieldFault::unchosen("organisation_id"));
                None
            }
            (Some(id), None) => Some(Affiliation::Existing(id)),
            (None, Some((kind, name))) => {
                let (name_ja, name_en) = organisation_names("new_organisation.name", &name, &mut faults);
                // Whoever runs the platform is never founded by a form.
                if kind == OrganisationKind::Secretariat {
                    faults.push(FieldFault::new("new_organisation.kind", Fault::UnknownCode));
                } else if !kind.admits(self.role) {
                    faults.push(FieldFault::new("role", Fault::Contradiction));
                }
                Some(Affiliation::New(NewOrganisation { kind, name_ja, name_en }))
            }
        };
        match (email, affiliation) {
            (Ok(email), Some(affiliation)) if faults.is_empty() => Ok(Candidate {
                email,
                name_ja,
                name_en,
                affiliation,
                role: self.role,
                locale: self.locale,
                motivation,
            }),
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_names_every_faulty_field() {
        let form = ApplicationForm {
            email: "no address".into(),
            name: Bilingual::both("見てください http://x.example/", "x".repeat(61)),
            organisation: None,
            new_organisation: Some((OrganisationKind::Pharma, Bilingual::default())),
            role: Role::Researcher,
            locale: Locale::Ja,
            motivation: " ".into(),
        };
        let faults = form.parse().err().unwrap();
        let found: Vec<(&str, Fault)> = faults.iter().map(|fault| (fault.field.as_str(), fault.fault)).collect();
        assert_eq!(
            found,
            [
                ("email", Fault::Malformed),
                ("name.ja", Fault::Malformed),
                ("name.en", Fault::TooLong),
                ("motivation", Fault::Required),
                ("new_organisation.name", Fault::Required),
                ("role", Fault::Contradiction),
            ]
        );
    }
}
