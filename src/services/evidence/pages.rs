//! The pack's pages to read.

use crate::domain::clock::minute_in_japan;
use crate::domain::listing::ListingKind;
use crate::domain::text::{Bilingual, Locale};
use crate::domain::tier::Tier;
use crate::export::pdf::{Paper, Statement};
use crate::services::evidence::contents::Contents;
use crate::services::evidence::record::{AcceptanceRecord, Access, DisclosureRecord, Person, VersionRecord};
use crate::services::exports::words::Words;

/// The pages in the language of the words.
pub fn paper(contents: &Contents, words: &Words<'_>) -> Paper {
    let record = &contents.record;
    let language = words.locale();
    let say = |ja: &str, en: &str| match language {
        Locale::Ja => ja.to_owned(),
        Locale::En => en.to_owned(),
    };
    let kind = match record.kind {
        ListingKind::Seed => words.word("seed"),
        ListingKind::Need => words.word("need"),
    };
    let mut texts = vec![statement(
        say("閲覧できる人", "Who can see it"),
        access(&record.access, words),
    )];
    for version in &record.versions {
        let label = match language {
            Locale::Ja => format!("第{}版の項目と開示区分", version.number),
            Locale::En => format!("Version {}: fields and tiers", version.number),
        };
        texts.push(statement(label, fields(version, record.kind, words)));
    }
    let seen = record.disclosures.iter().map(|one| disclosure(one, words));
    let seen: Vec<String> = seen.collect();
    texts.push(statement(
        say("閲覧の記録", "Who saw it"),
        if seen.is_empty() {
            say("閲覧はありません。", "Nobody saw it.")
        } else {
            seen.join("\n")
        },
    ));
    texts.push(statement(
        say("この資料の検証", "How to verify this"),
        say(
            "同じフォルダーの README.txt に手順があります。公開鍵は紙で受け取ったものと見比べてください。",
            "README.txt in the same folder says how. Compare the public key with the one that you have on paper.",
        ),
    ));
    Paper {
        language,
        kind: format!("{kind} {}", record.reference),
        marking: words.word("confidential"),
        title: say("開示の証拠", "Evidence of disclosure"),
        subtitle: None,
        facts: vec![
            statement(words.word("organisation"), name(&record.organisation, language)),
            statement(say("作成日時", "Made at"), minute_in_japan(record.made_at)),
            statement(say("閲覧の件数", "Disclosures"), record.disclosures.len().to_string()),
            statement(say("台帳", "Log"), contents.ledger.origin.clone()),
            statement(say("公開鍵", "Public key"), contents.ledger.key.clone()),
            statement(
                say("チェックポイント", "Checkpoint"),
                contents.ledger.checkpoint.lines().nth(2).unwrap_or_default().to_owned(),
            ),
        ],
        texts,
        mark: minute_in_japan(record.made_at),
        notice: words.word("notice"),
        made_at: record.made_at,
    }
}

const fn statement(label: String, text: String) -> Statement {
    Statement { label, text }
}

fn name(text: &Bilingual, locale: Locale) -> String {
    text.prefer(locale).unwrap_or_default().to_owned()
}

fn fields(version: &VersionRecord, kind: ListingKind, words: &Words<'_>) -> String {
    let tier = |tier: &Tier| {
        let guarded = version.fields.iter().filter(|(_, guarded)| *guarded == tier);
        let names = words.list(guarded.map(|(name, _)| words.field(kind, name)));
        (!names.is_empty()).then(|| format!("{}: {names}", words.tier(tier.code())))
    };
    let mut lines = vec![minute_in_japan(version.submitted_at)];
    lines.extend(Tier::ALL.iter().filter_map(tier));
    lines.join("\n")
}

fn access(access: &Access, words: &Words<'_>) -> String {
    let locale = words.locale();
    let person = |person: &Person| name(&person.name, locale);
    let say = |ja: &str, en: &str| match locale {
        Locale::Ja => ja.to_owned(),
        Locale::En => en.to_owned(),
    };
    let mut lines = vec![format!(
        "{}: {}",
        say("チーム", "Team"),
        words.list(access.team.iter().map(person))
    )];
    if let Some(liaison) = &access.liaison {
        lines.push(format!("{}: {}", words.word("liaison"), person(liaison)));
    }
    lines.extend(access.holders.iter().map(|holder| {
        let until = holder.until.map_or_else(String::new, minute_in_japan);
        let since = minute_in_japan(holder.since);
        let tier = words.tier(holder.tier.code());
        format!("{}: {tier} ({since} – {until})", name(&holder.organisation, locale))
    }));
    if access.members {
        let tier = words.tier(Tier::Members.code());
        lines.push(format!(
            "{}: {tier}",
            say("誓約に同意した会員", "Members bound by the undertaking")
        ));
    }
    if access.public {
        lines.push(format!(
            "{}: {}",
            say("誰でも", "Anybody"),
            words.tier(Tier::Public.code())
        ));
    }
    if !access.blocked.is_empty() {
        let blocked = words.list(access.blocked.iter().map(|one| name(one, locale)));
        lines.push(format!(
            "{}: {blocked}",
            say("閲覧できない機関", "Organisations that must not see it")
        ));
    }
    lines.push(say(
        "運用者（サーバーの管理者）は、データベースと鍵の両方を持つ場合に限り、記録を残さずに読むことができます。",
        "Whoever operates the server can read without a record only by holding both the database and its keys.",
    ));
    lines.join("\n")
}

fn disclosure(one: &DisclosureRecord, words: &Words<'_>) -> String {
    let locale = words.locale();
    let version = one.version.map_or_else(|| "-".to_owned(), |number| number.to_string());
    let who = match (&one.person, &one.organisation) {
        (Some(person), Some(organisation)) => {
            format!("{} ({})", name(&person.name, locale), name(organisation, locale))
        }
        _ => match locale {
            Locale::Ja => "封をされています".to_owned(),
            Locale::En => "sealed".to_owned(),
        },
    };
    let bound = one
        .acceptance
        .as_ref()
        .map_or_else(|| "-".to_owned(), |acceptance| bound(acceptance, locale));
    let (at, tier) = (minute_in_japan(one.at), words.tier(one.tier.code()));
    let surface = words.surface(&one.surface);
    match locale {
        Locale::Ja => format!("#{} {at} {who} {surface} 第{version}版 {tier} {bound}", one.index),
        Locale::En => format!("#{} {at} {who} {surface} version {version} {tier} {bound}", one.index),
    }
}

fn bound(acceptance: &AcceptanceRecord, locale: Locale) -> String {
    let number = acceptance.undertaking;
    let hash = acceptance.text_hash.as_deref().and_then(|hash| hash.get(..12));
    match (hash.zip(acceptance.accepted_at), locale) {
        (Some((hash, at)), Locale::Ja) => format!("誓約 第{number}版 {hash}… {} 同意", minute_in_japan(at)),
        (Some((hash, at)), Locale::En) => format!("undertaking {number} {hash}… accepted {}", minute_in_japan(at)),
        (None, Locale::Ja) => format!("誓約 第{number}版"),
        (None, Locale::En) => format!("undertaking {number}"),
    }
}
