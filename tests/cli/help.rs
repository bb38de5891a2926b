//! Help, usage, exit codes.

use crate::place::{Ended, ended, program};

fn run(arguments: &[&str]) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    ended(program(folder.path()).args(arguments), "")
}

/// The commands that a help text lists.
fn listed(help: &str) -> Vec<String> {
    let list = help.split("Commands:\n").nth(1).unwrap_or_default();
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    let names = lines
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

fn explained(path: &[String]) -> usize {
    let arguments: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
    let help = run(&arguments).expect(0).out;
    assert!(help.contains("Usage: enishi"), "{arguments:?}: {help}");
    let first = help.lines().next().unwrap();
    assert!(
        first.split_whitespace().count() > 4,
        "{arguments:?} says too little: {first}"
    );
    let below = listed(&help);
    let count: usize = below
        .iter()
        .map(|name| explained(&[path, std::slice::from_ref(name)].concat()))
        .sum();
    count + 1
}

#[test]
fn every_command_explains_itself() {
    assert!(explained(&[]) >= 20);
}

#[test]
fn wrong_usage_is_told_from_failure_by_the_exit_code() {
    for wrong in [
        &["nothing"][..],
        &[],
        &["import"],
        &["migrate", "--soon"],
        &["admin", "suspend-member"],
    ] {
        run(wrong).expect(2);
    }
    let missing = run(&["import", "nowhere.jsonl", "--organisation", "x"]).expect(1);
    assert!(
        missing.err.starts_with("error: cannot read nowhere.jsonl\n  because: "),
        "{missing:?}"
    );
}

#[test]
fn a_wrong_choice_lists_the_right_ones() {
    let wrong = run(&[
        "admin",
        "create-organisation",
        "--kind",
        "club",
        "--name-ja",
        "x",
        "--name-en",
        "x",
        "--domain",
        "x.example",
    ]);
    assert!(wrong.expect(2).err.contains("write one of: university, hospital"));
}
