//! What stands in a database, asked of the database itself: every table that there is, every row in the database's own words.

use crate::place::{Place, run_sql};
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};

/// Tables with their rows, in no order.
pub type Contents = BTreeMap<String, BTreeSet<String>>;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(url: &str, sql: &str) -> Vec<String> {
    let query = diesel::sql_query(sql);
    let lines: Vec<Line> = match url.strip_prefix("sqlite://") {
        Some(path) => query.load(&mut SqliteConnection::establish(path).unwrap()).unwrap(),
        None => query.load(&mut PgConnection::establish(url).unwrap()).unwrap(),
    };
    lines.into_iter().map(|line| line.line).collect()
}

/// Every table of a database with its columns, but for what the databases and migrations keep for themselves.
pub fn columns(url: &str) -> BTreeMap<String, Vec<String>> {
    let sql = if url.starts_with("sqlite") {
        "SELECT m.name || ' ' || c.name AS line FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' \
         ORDER BY m.name, c.cid"
    } else {
        "SELECT c.table_name || ' ' || c.column_name AS line FROM information_schema.columns c \
         JOIN information_schema.tables t USING (table_schema, table_name) \
         WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position"
    };
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lines(url, sql) {
        let (table, column) = line.split_once(' ').unwrap();
        if !table.starts_with("sqlite_") && !table.starts_with("__") {
            columns.entry(table.into()).or_default().push(column.into());
        }
    }
    columns
}

/// Everything.
pub fn contents(url: &str) -> Contents {
    let all = columns(url).into_iter().map(|(table, columns)| {
        let sql = if url.starts_with("sqlite") {
            let quoted: Vec<_> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
            format!("SELECT {} AS line FROM \"{table}\"", quoted.join(" || ',' || "))
        } else {
            format!("SELECT t::text AS line FROM \"{table}\" t")
        };
        (table, lines(url, &sql).into_iter().collect())
    });
    all.collect()
}

/// Fails unless one database holds what another held, but for the one entry which says that it was restored.
#[track_caller]
pub fn assert_restored(restored: &Contents, original: &Contents) {
    let (mut restored, mut original) = (restored.clone(), original.clone());
    let (after, before) = (restored["ledger_entries"].clone(), original["ledger_entries"].clone());
    let more: Vec<_> = after.difference(&before).collect();
    assert_eq!((more.len(), after.len()), (1, before.len() + 1), "{more:?}");
    assert!(more[0].contains("backup_restored"), "{more:?}");
    restored.remove("ledger_entries");
    original.remove("ledger_entries");
    for heads in [&mut restored, &mut original] {
        heads
            .get_mut("ledger_heads")
            .unwrap()
            .retain(|head| !head.contains("platform"));
    }
    assert_eq!(restored.keys().collect::<Vec<_>>(), original.keys().collect::<Vec<_>>());
    for (table, rows) in &original {
        assert!(restored[table] == *rows, "{table} is not what it was");
    }
}

/// A place with the demonstration, and something in every table.
pub fn fill(place: &Place) {
    place.run(&["migrate"]).expect(0);
    place.run(&["demo"]).expect(0);
    let at = "'2026-01-02 03:04:05.678901'";
    let whole = "'2026-01-02 03:04:05'";
    let (member, listing) = ("(SELECT MIN(id) FROM members)", "(SELECT MIN(id) FROM listings)");
    let (home, version) = (
        "(SELECT MIN(id) FROM organisations)",
        "(SELECT MIN(id) FROM listing_versions)",
    );
    let seed = "(SELECT MIN(id) FROM listings WHERE kind = 'seed')";
    let need = "(SELECT MIN(id) FROM listings WHERE kind = 'need')";
    let bytes = if place.url.starts_with("sqlite") {
        "X'00FF0A5C'"
    } else {
        "'\\x00ff0a5c'::bytea"
    };
    let text = "'ab''\"\\ ,\n\u{1}縁'";
    let rows = [
        format!(
            "applications VALUES ('ap', NULL, {text}, '', NULL, 'a@b', '', '', 'company', 'ja', {text}, 'received', 1, {at}, NULL)"
        ),
        format!("vettings VALUES ('ap', {member}, 'approve', {text}, {whole})"),
        format!("invitations VALUES ('in', 'ap', {home}, 'a@b', '', '', 'company', 'en', 'h', {at}, NULL, {whole})"),
        format!("sessions VALUES ('se', {member}, {at}, {whole}, NULL, NULL)"),
        format!("refresh_tokens VALUES ('rt', 'se', 'h', {at}, {at}, NULL, NULL)"),
        format!("password_resets VALUES ('pr', {member}, 'h', {at}, {at}, {at})"),
        format!("login_failures VALUES ('lf', 3, {at})"),
        format!("idempotency_keys VALUES ('ik', 'h', 201, NULL, {text}, {at})"),
        format!("import_keys VALUES ({home}, {text}, {listing}, 'h')"),
        format!(
            "candidates VALUES ('ca', 'seed', {seed}, {need}, {home}, 'new', 0.1, '{{}}', 'v', 'v', NULL, NULL, {at}, NULL, 1)"
        ),
        format!(
            "candidates VALUES ('cb', 'need', {seed}, {need}, {home}, 'new', 33.333333333333336, '', '', '', '', '', {at}, {at}, 2)"
        ),
        format!("matching_settings VALUES ({listing}, NULL, 9223372036854775807)"),
        format!("search_alerts VALUES ((SELECT MIN(id) FROM saved_searches), {listing}, {member}, {at}, NULL)"),
        format!(
            "introductions VALUES ('it', {need}, {seed}, 'ca', 'member', {member}, {home}, {home}, {text}, 'asked', NULL, NULL, NULL, NULL, NULL, -1, {at}, NULL, NULL, 1)"
        ),
        format!("grants VALUES ('gr', {listing}, {home}, 'cda', 'it', {at}, NULL, NULL)"),
        format!("notices VALUES ('no', {member}, 'k', 'e', '/', NULL, {at}, NULL)"),
        format!(
            "mails VALUES ('ma', NULL, 'a@b', '', 'ja', 'k', 'e', '{{}}', 'instant', 'sent', 1, 0, NULL, {at}, NULL)"
        ),
        format!("mail_preferences VALUES ({member}, 'k', 'off')"),
        format!("statistics_epochs VALUES (-5, 1, {bytes}, {at})"),
        format!("thesaurus_lists VALUES ({text}, 1, '{{}}', {at})"),
        format!("notes VALUES ('nt', {home}, {listing}, {member}, {text}, {at}, NULL, 1)"),
        format!("comments VALUES ('co', {listing}, {version}, NULL, {text}, {member}, {at}, NULL)"),
        format!("ledger_checkpoints VALUES ('nothing', 0, {at}, 'unsigned')"),
        format!("ledger_timestamps VALUES ('nothing', 0, 'clock', {at}, 'token')"),
    ];
    for row in rows {
        run_sql(&place.url, &format!("INSERT INTO {row}"));
    }
    for (table, rows) in contents(&place.url) {
        assert!(
            !rows.is_empty(),
            "put something into {table}: a backup is tried on every table"
        );
    }
}
