//! The people: two of the secretariat from the command line, everybody else by application, vetting and invitation.

use crate::http::{PASSWORD, Person, Site};
use crate::letters;
use crate::on_both::within;
use crate::program::{Installation, PUBLIC_URL};
use serde_json::{Value, json};
use std::time::Duration;

/// Work that died with several servers waits its backoff before it is tried again.
const LONGEST_QUEUE: Duration = Duration::from_secs(240);

/// A consortium in which everybody has joined and is bound.
pub struct Cast {
    /// The secretariat
    pub secretariat: [Person; 2],
    /// The liaison in charge of everybody's listings
    pub liaison: Person,
    site: Site,
}

impl Cast {
    /// Prepares a new installation as an operator does, then lets the liaison join.
    pub fn assemble(installation: &Installation, site: &Site) -> Self {
        let admin = |arguments: &[&str], input: &str| {
            let arguments: Vec<&str> = ["admin"].iter().chain(arguments).copied().collect();
            installation.run(&arguments, input)
        };
        admin(&["publish-undertaking", "--built-in"], "");
        let home = [
            "--name-ja",
            "事務局",
            "--name-en",
            "Secretariat",
            "--domain",
            "home.example",
        ];
        admin(
            &[&["create-organisation", "--kind", "secretariat"], &home[..]].concat(),
            "",
        );
        let secretariat = ["hanako", "ichiro"].map(|name| {
            let email = format!("{name}@home.example");
            let member = [
                "--organisation",
                "Secretariat",
                "--role",
                "secretariat",
                "--email",
                &email,
            ];
            let called = ["--name-ja", name, "--name-en", name, "--password-stdin"];
            admin(
                &[&["create-member"], &member[..], &called].concat(),
                &format!("{PASSWORD}\n"),
            );
            let person = signed_up(site, &email);
            bind(&person);
            person
        });
        let mut cast = Self {
            liaison: secretariat[0].clone(),
            secretariat,
            site: site.clone(),
        };
        let office = cast.organisation("liaison_office", "office");
        cast.liaison = cast.join(
            installation,
            "mori",
            "liaison",
            &json!({"organisation_id": office}),
            "office",
            "ja",
        );
        cast
    }

    /// A new organisation with the liaison in charge.
    pub fn organisation(&self, kind: &str, key: &str) -> String {
        let liaison = (self.liaison.email != self.secretariat[0].email).then_some(&self.liaison.id);
        let body = json!({
            "kind": kind,
            "name": {"ja": format!("{key}機構"), "en": name_of(key)},
            "email_domains": [format!("{key}.example")],
            "liaison_id": liaison,
        });
        self.secretariat[0]
            .post("/organisations", body)
            .expect(201)
            .member("id")
    }

    /// A person of a new organisation.
    pub fn newcomer(&self, installation: &Installation, kind: &str, key: &str, locale: &str) -> Person {
        let role = if matches!(kind, "university" | "hospital") {
            "researcher"
        } else {
            "company"
        };
        let home = self.organisation(kind, key);
        self.join(installation, key, role, &json!({"organisation_id": home}), key, locale)
    }

    /// A person of an organisation that joins with its first person; the liaison takes charge of it afterwards.
    pub fn founder(&self, installation: &Installation, kind: &str, key: &str) -> Person {
        let new = json!({"new_organisation": {"kind": kind, "name": {"ja": format!("{key}機構"), "en": name_of(key)}}});
        let founder = self.join(installation, key, "company", &new, key, "ja");
        let home = self.organisation_of(key);
        let path = format!("/organisations/{home}");
        let tag = self.secretariat[0].get(&path).expect(200).tag();
        let charge = json!({"liaison_id": self.liaison.id});
        self.secretariat[0].patch(&path, &tag, charge).expect(200);
        founder
    }

    /// The id of an organisation.
    pub fn organisation_of(&self, key: &str) -> String {
        let all = self.secretariat[0].list("/organisations");
        let found = all.iter().find(|one| one["name"]["en"] == name_of(key));
        found.unwrap_or_else(|| panic!("no {key}: {all:?}"))["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Application → two vettings → invitation by mail → redemption → undertaking.
    fn join(
        &self,
        installation: &Installation,
        name: &str,
        role: &str,
        home: &Value,
        domain: &str,
        locale: &str,
    ) -> Person {
        let email = format!("{name}.person@{domain}.example");
        let mut form = json!({
            "email": email, "name": {"ja": format!("{name}花子"), "en": name}, "role": role, "locale": locale,
            "motivation": "共同研究の相手を探しています。",
        });
        for (field, value) in home.as_object().unwrap() {
            form[field] = value.clone();
        }
        self.site.post("/applications", &form).expect(202);
        let waiting = self.secretariat[0].list("/applications?state=received");
        let application = waiting.iter().find(|one| one["email"] == email.as_str());
        let id = application.unwrap_or_else(|| panic!("no application: {waiting:?}"))["id"]
            .as_str()
            .unwrap();
        for vetter in &self.secretariat {
            let tag = vetter.get(&format!("/applications/{id}")).expect(200).tag();
            let approval = json!({"decision": "approve", "reason": "本人を確認した。"});
            vetter
                .post_on(&format!("/applications/{id}/vettings"), &tag, approval)
                .expect(200);
        }
        let beginning = format!("{PUBLIC_URL}/invitation#token=");
        let letter = letters::await_link(&installation.relay, &email, &beginning);
        let token = letter.after(&beginning).unwrap();
        let choice = json!({"token": token, "password": PASSWORD, "locale": locale});
        let id = self.site.post("/invitations/redeem", &choice).expect(201).member("id");
        self.site.post("/invitations/redeem", &choice).expect(410);
        let person = Person::new(&self.site, &email, &id);
        person.get("/listings/mine").expect(403);
        bind(&person);
        person
    }

    /// Waits until nothing is queued: no work, no mail on its way.
    #[track_caller]
    pub fn settle(&self) {
        within(LONGEST_QUEUE, "an empty queue", || {
            let queue = self.secretariat[0].get("/operations/queue").expect(200).json();
            let none = |group: &str, state: &str| queue[group][state].as_i64().unwrap_or(0) == 0;
            assert!(none("tasks", "dead"), "{queue}");
            let idle = none("tasks", "ready") && none("tasks", "leased");
            (idle && none("mails", "queued") && none("mails", "sending")).then_some(())
        });
    }
}

/// The English name of an organisation, which stands nowhere else.
pub fn name_of(key: &str) -> String {
    format!("House of {key}")
}

fn signed_up(site: &Site, email: &str) -> Person {
    let nobody = Person::new(site, email, "");
    let id = nobody.get("/me").expect(200).member("id");
    Person::new(site, email, &id)
}

/// Reads the undertaking and accepts it.
fn bind(person: &Person) {
    let current = person.get("/undertakings/current").expect(200).json();
    let consent = json!({"text_hash": current["text_hash"]["ja"], "locale": "ja"});
    let path = format!("/undertakings/{}/acceptances", current["id"].as_str().unwrap());
    person.post(&path, consent).expect(201);
}
