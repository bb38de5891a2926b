//! Proofs under stress: every bit of a bundle, many trees in two programs, many writers at once, another key.

use super::read;
use crate::helpers::TestApp;
use chrono::TimeDelta;
use enishi::domain::account::OrganisationKind;
use enishi::services::ledger::bundle::{Show, export};
use enishi::services::ledger::proof::Bundle;
use enishi::store::ledger as store;
use serde_json::json;

/// A small bundle: three entries, two checkpoints.
fn small(app: &TestApp) -> Bundle {
    for name in ["uni", "firm"] {
        app.organisation(name, OrganisationKind::University);
        app.advance(TimeDelta::minutes(10));
        app.tick();
        app.work();
    }
    export(&app.app, "platform", |leaf| {
        if leaf.seq <= 2 { Show::Open } else { Show::Sealed }
    })
    .unwrap()
    .unwrap()
}

#[test]
fn no_bit_of_a_bundle_can_be_another_one() {
    let app = TestApp::sqlite();
    let bundle = small(&app);
    let key = app.app.ledger_key.public();
    bundle.check(Some(&key)).unwrap();
    let text = serde_json::to_string(&bundle).unwrap();
    let mut tried = 0;
    for place in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[place] ^= 1 << bit;
            let Ok(changed) = String::from_utf8(bytes) else {
                continue;
            };
            let believed = Bundle::read(&changed).is_ok_and(|bundle| bundle.check(Some(&key)).is_ok());
            assert!(!believed, "bit {bit} of byte {place} of {text}");
            tried += 1;
        }
    }
    assert!(tried > 10_000, "{tried}");

    // The second program, by itself: every thirteenth bit, signatures asked for once each.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bundle.json"), &text).unwrap();
    let script = "import functools, json, sys\n\
        sys.path.insert(0, sys.argv[1])\n\
        import verify_ledger as v\n\
        v.signed_by = functools.lru_cache(None)(v.signed_by)\n\
        data = open(sys.argv[2], 'rb').read()\n\
        v.check(json.loads(data), sys.argv[3])\n\
        for bit in range(0, len(data) * 8, 13):\n\
        \tchanged = bytearray(data)\n\
        \tchanged[bit // 8] ^= 1 << (bit % 8)\n\
        \ttry:\n\
        \t\tv.check(json.loads(changed.decode()), sys.argv[3])\n\
        \texcept (v.Unproven, ValueError, LookupError, TypeError, AttributeError):\n\
        \t\tcontinue\n\
        \tsys.exit('bit %d was believed' % bit)\n";
    let ended = std::process::Command::new("python3")
        .args(["-B", "-c", script, concat!(env!("CARGO_MANIFEST_DIR"), "/tools")])
        .arg(folder.path().join("bundle.json"))
        .arg(&key)
        .output()
        .unwrap();
    assert!(ended.status.success(), "{ended:?}");
}

on_both!(appending_at_once_leaves_no_gap_and_no_fork, |app| {
    // `ENISHI_APPENDS` asks for 64 threads, with so many each.
    let each = std::env::var("ENISHI_APPENDS").ok().map(|each| each.parse().unwrap());
    let (threads, each) = each.map_or((8, 25), |each| (64, each));
    let before = read(app, |rx| store::frontier(rx, "platform")).map_or(0, |frontier| frontier.size());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| (0..each).for_each(|_| app.arrange(|_| ())));
        }
    });
    let leaves = read(app, |rx| store::leaves(rx, "platform", 0, i64::MAX));
    assert_eq!(u64::try_from(leaves.len()).unwrap(), before + threads * each);
    assert!(leaves.iter().zip(1..).all(|(leaf, seq)| leaf.seq == seq));
    let verified = enishi::services::ledger::verify_blocking(&app.app).unwrap();
    assert!(verified.iter().all(|log| log.intact), "{verified:?}");
});

/// What the second program makes of trees, by itself: `[commitments, [index, path], [size, root, path], root]` on each line.
const TREES: &str = "import json, sys\n\
    sys.path.insert(0, sys.argv[1])\n\
    import verify_ledger as v\n\
    def root(leaves):\n\
    \tif len(leaves) == 1:\n\
    \t\treturn leaves[0]\n\
    \tsplit = 1 << (len(leaves) - 1).bit_length() - 1\n\
    \treturn v.node(root(leaves[:split]), root(leaves[split:]))\n\
    count = 0\n\
    for line in sys.stdin:\n\
    \tcommitments, (index, path), (size, older, between), whole = json.loads(line)\n\
    \tleaves = [v.sha256(b'\\0', v.raw(one)) for one in commitments]\n\
    \twhole, older = v.raw(whole), v.raw(older)\n\
    \tassert root(leaves) == whole and root(leaves[:size]) == older, line\n\
    \tassert v.included(leaves[index], index, len(leaves), [v.raw(one) for one in path]) == whole, line\n\
    \tassert v.continues((size, older), (len(leaves), whole), [v.raw(one) for one in between]), line\n\
    \tcount += 1\n\
    print(count)\n";

#[test]
fn two_programs_make_the_same_trees() {
    use enishi::domain::clock::Entropy;
    use enishi::domain::ledger::merkle::Tree;
    use std::io::Write;
    // `ENISHI_TREES` asks for more of them.
    let wanted: u64 = std::env::var("ENISHI_TREES").map_or(100, |count| count.parse().unwrap());
    let chance = enishi::store::entropy::SystemEntropy;
    let below = |limit: u64| u64::from_be_bytes(chance.secret()[..8].try_into().unwrap()) % limit;
    let mut python = std::process::Command::new("python3")
        .args(["-B", "-c", TREES, concat!(env!("CARGO_MANIFEST_DIR"), "/tools")])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufWriter::new(python.stdin.take().unwrap());
    let hexes = |path: Vec<[u8; 32]>| path.into_iter().map(hex::encode).collect::<Vec<_>>();
    for _ in 0..wanted {
        let commitments: Vec<_> = (0..=below(200)).map(|_| chance.secret()).collect();
        let count = u64::try_from(commitments.len()).unwrap();
        let (index, size) = (below(count), 1 + below(count));
        let tree: Tree = commitments.iter().copied().collect();
        let older: Tree = commitments
            .iter()
            .copied()
            .take(usize::try_from(size).unwrap())
            .collect();
        let line = json!([
            commitments.iter().map(hex::encode).collect::<Vec<_>>(),
            [json!(index), json!(hexes(tree.inclusion(index).unwrap()))],
            [
                json!(size),
                json!(hex::encode(older.root())),
                json!(hexes(tree.consistency(size).unwrap()))
            ],
            hex::encode(tree.root()),
        ]);
        writeln!(lines, "{line}").unwrap();
    }
    drop(lines);
    let ended = python.wait_with_output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    assert_eq!(String::from_utf8(ended.stdout).unwrap().trim(), wanted.to_string());
}

on_both!(with_a_new_key_bundles_begin_anew, |app| {
    let old = small(app);
    let node = app.beside(|config| {
        config.ledger.former_public_keys = vec![app.app.ledger_key.public()];
        config.ledger.signing_key_file = app.folder.path().join("another-key.pem");
    });
    assert!(
        export(&node, "platform", |_| Show::Open).unwrap().is_none(),
        "it signed nothing yet"
    );
    app.organisation("later", OrganisationKind::University);
    app.advance(TimeDelta::minutes(10));
    app.tick();
    crate::helpers::block_on(enishi::jobs::runner::run_until_idle(&node)).unwrap();
    let new = export(&node, "platform", |_| Show::Open).unwrap().unwrap();
    new.check(Some(&node.ledger_key.public())).unwrap();
    assert!(
        new.earlier.is_empty() && new.entries.len() > old.entries.len(),
        "{new:?}"
    );
    let verified = enishi::services::ledger::verify_blocking(&node).unwrap();
    assert!(verified.iter().all(|log| log.intact), "{verified:?}");
});
