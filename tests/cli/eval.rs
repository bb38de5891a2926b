//! `enishi eval`: on a tiny collection in two languages the figures are those computed by hand.

use crate::place::{Ended, Place, ended};

/// d1 names the hydrogel in its title, d2 in a side remark; d3 has no title, and d4 is about the same thing in other words.
const CORPUS: &str = r#"{"_id": "d1", "title": "Hydrogel patch", "text": "A hydrogel patch covers the burn and the hydrogel dissolves.", "shoe_size": 43}
{"_id": "d2", "title": "Wound dressing", "text": "A fibre dressing for chronic wounds. Older work by the same group used a cellulose film, later a foam, and once a hydrogel, before fibres were found to adhere better and to come off without pain."}
{"_id": "d3", "title": "", "text": "網膜の視細胞を補うシート。"}

{"_id": "d4", "title": "眼の移植", "text": "加齢で失われる視力を細胞の層で取り戻す。"}
{"_id": "d5", "title": "Enzyme", "text": "An enzyme that cuts long sugars."}
"#;

const QUERIES: &str = r#"{"_id": "q1", "text": "hydrogel"}
{"_id": "q2", "text": "網膜"}
{"_id": "q3", "text": "submarine"}
{"_id": "q4", "text": "nobody judged this"}
{"_id": "q5", "text": "elsewhere"}
"#;

/// q1 finds d1, which is not relevant, before d2; q2 finds one of two; q3 finds nothing; q5 belongs to another corpus.
const QRELS: &str = "query-id\tcorpus-id\tscore\nq1\td2\t1\nq1\td1\t0\nq2\td3\t2\nq2\td4\t1\nq3\td5\t1\nq5\tx9\t1\n";

fn eval(place: &Place, more: &[&str]) -> Ended {
    let temporary = place.path("temporary");
    std::fs::create_dir_all(&temporary).unwrap();
    let arguments = [
        "eval",
        "--corpus",
        "corpus.jsonl",
        "--queries",
        "queries.jsonl",
        "--qrels",
        "qrels.tsv",
    ];
    let mut command = place.command(&[&arguments[..], more].concat());
    let ended = ended(command.env("TMPDIR", &temporary), "");
    assert_eq!(
        std::fs::read_dir(&temporary).unwrap().count(),
        0,
        "something is left behind"
    );
    ended
}

fn place(corpus: &str, queries: &str, qrels: &str) -> Place {
    let place = Place::sqlite();
    for (name, content) in [
        ("corpus.jsonl", corpus),
        ("queries.jsonl", queries),
        ("qrels.tsv", qrels),
    ] {
        place.write(name, content);
    }
    place
}

/// The row of the table that begins so, in words.
fn row<'a>(ended: &'a Ended, name: &str) -> Vec<&'a str> {
    let line = ended.out.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap_or_else(|| panic!("no {name} in {ended:?}"))
        .split_whitespace()
        .collect()
}

#[test]
fn the_figures_of_a_search_are_those_computed_by_hand() {
    let place = place(CORPUS, QUERIES, QRELS);
    let first = eval(&place, &["--name", "tiny", "--record", "record.jsonl"]).expect(0);
    assert!(
        first
            .out
            .starts_with("tiny, search: 5 documents, 3 queries, 4 relevant documents\n"),
        "{first:?}"
    );
    // (1/log2(3) + 2/(2 + 1/log2(3)) + 0) / 3
    assert_eq!(row(&first, "nDCG@10")[0], "0.4637");
    assert_eq!(row(&first, "Recall@100")[0], "0.5000");
    assert_eq!(row(&first, "MRR")[0], "0.5000");
    assert_eq!(row(&first, "nDCG@10")[1..], ["0.0000", "to", "0.7602"]);
    assert!(first.err.contains("relevant to them: 1 queries"), "{first:?}");
    assert!(
        !place.path("enishi.sqlite3").exists(),
        "the configured database was touched"
    );

    let again = eval(&place, &["--name", "tiny", "--record", "record.jsonl"]).expect(0);
    assert_eq!(row(&again, "nDCG@10")[4..], ["0.4637", "+0.0000"]);
    assert!(again.out.contains("Before: 20"), "{again:?}");
    let recorded = std::fs::read_to_string(place.path("record.jsonl")).unwrap();
    assert_eq!(recorded.lines().count(), 2);
    let limited = eval(&place, &["--name", "tiny", "--record", "record.jsonl", "--limit", "1"]).expect(0);
    assert_eq!(row(&limited, "nDCG@10"), ["0.6309", "0.6309", "to", "0.6309"]);
}

#[test]
fn a_document_finds_its_like_and_not_itself() {
    let queries = r#"{"_id": "a", "self": "d1", "title": "Hydrogel patch", "text": "A hydrogel patch covers the burn and the hydrogel dissolves."}
{"_id": "b", "text": "視細胞のシートで網膜を補う。"}
"#;
    let place = place(CORPUS, queries, "a\td2\t1\na\td1\t1\nb\td3\t1\n");
    let order = eval(&place, &["--mode", "match", "--threshold", "0"]).expect(0);
    // a: its own record is relevant but never found, so 1 of the ideal 1 + 1/log2(3); b: the first is the right one.
    assert_eq!(row(&order, "nDCG@10")[0], "0.8066");
    assert_eq!(row(&order, "Recall@100")[0], "0.7500");
    assert_eq!(row(&order, "MRR")[0], "1.0000");
    // d3 says all that b says, so it has the highest score there is; d2 shares a side remark with a.
    let strict = eval(&place, &["--mode", "match", "--threshold", "100"]).expect(0);
    assert_eq!(row(&strict, "nDCG@10"), ["0.5000", "0.0000", "to", "1.0000"]);
}

#[test]
fn what_is_wrong_in_a_file_is_named_by_line() {
    let long = format!("{{\"_id\": \"q1\", \"text\": \"{}\"}}\n", "word ".repeat(300));
    let cases = [
        (
            "{\"_id\": \"d1\", \"title\": \"Muscle\"}\n{\"_id\": \"d2\"}\n",
            QUERIES,
            QRELS,
            "corpus.jsonl:2: title: required",
        ),
        (
            "{\"_id\": \"d1\", \"title\": \"Muscle\"}\nno\n",
            QUERIES,
            QRELS,
            "corpus.jsonl:2: not a JSON object",
        ),
        (
            CORPUS,
            "{\"_id\": \"q1\", \"text\": \"x\"}\n{\"_id\": \"q2\"}\n",
            QRELS,
            "queries.jsonl:2: text is empty",
        ),
        (
            CORPUS,
            &long,
            "q1\td1\t1\n",
            "queries.jsonl:1: text is longer than the 1000 characters",
        ),
        (
            CORPUS,
            QUERIES,
            "q1\td1\t1\nq1 d2 1\n",
            "qrels.tsv:2: not three columns: write query-id",
        ),
        (
            CORPUS,
            QUERIES,
            "q1\td1\t1\nq7\td2\t1\n",
            "qrels.tsv:2: query \"q7\" is not among the queries",
        ),
        (
            CORPUS,
            QUERIES,
            "q5\tx9\t1\n",
            "no query of qrels.tsv has a relevant document in corpus.jsonl",
        ),
    ];
    for (corpus, queries, qrels, told) in cases {
        let ended = eval(&place(corpus, queries, qrels), &[]).expect(1);
        assert!(ended.err.contains(told), "{told} is not in {ended:?}");
        assert_eq!(ended.out, "");
    }
    let place = place(CORPUS, QUERIES, QRELS);
    place.write("record.jsonl", "{}\n");
    let ended = eval(&place, &["--record", "record.jsonl"]).expect(1);
    assert!(ended.err.contains("record.jsonl:1: not a recorded run"), "{ended:?}");
    std::fs::remove_file(place.path("qrels.tsv")).unwrap();
    let ended = eval(&place, &[]).expect(1);
    assert!(ended.err.starts_with("error: cannot read qrels.tsv"), "{ended:?}");
}

#[test]
fn a_named_workspace_is_kept_and_never_shared() {
    let place = place(CORPUS, QUERIES, QRELS);
    eval(&place, &["--workspace", "kept"]).expect(0);
    assert!(place.path("kept/enishi.sqlite3").exists() && place.path("kept/search").exists());
    let again = eval(&place, &["--workspace", "kept"]).expect(1);
    assert!(again.err.contains("is not empty"), "{again:?}");
}
