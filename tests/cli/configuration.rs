//! Mistakes in the configuration are answered with what to write.

use crate::place::{Place, ended};

#[test]
fn a_mistake_in_the_environment_names_setting_variable_and_remedy() {
    let place = Place::sqlite();
    let cases = [
        (
            "ENISHI_DATABASE__URL",
            "mysql://x",
            "database.url must begin with sqlite://",
        ),
        (
            "ENISHI_DATABASE__POOL_SIZE",
            "many",
            "database.pool_size has a value that cannot be used (environment variable ENISHI_DATABASE__POOL_SIZE); write a whole number",
        ),
        (
            "ENISHI_DATABASE__SIZE",
            "1",
            "there is no setting database.size (environment variable ENISHI_DATABASE__SIZE); write one of: url, pool_size",
        ),
        (
            "ENISHI_SERVER__ADDRESS",
            "localhost",
            "server.address must be a host and a port, such as 127.0.0.1:8080",
        ),
        (
            "ENISHI_LOGGING__FILTER",
            "enishi=loud",
            "logging.filter: write levels such as",
        ),
        ("ENISHI_CONFIG", "nowhere.toml", "nowhere.toml cannot be read"),
    ];
    for (variable, value, told) in cases {
        let ended = ended(place.command(&["migrate"]).env(variable, value), "").expect(1);
        assert!(ended.err.starts_with("error: "), "{ended:?}");
        assert!(ended.err.contains(told), "{variable}: {}", ended.err);
    }
}

#[test]
fn a_mistake_in_a_file_names_the_file() {
    let place = Place::sqlite();
    let file = place.write("enishi.toml", "[matching]\ndefault_threshold = 101\n");
    let ended = place.run(&["--config", &file, "migrate"]).expect(1);
    assert!(
        ended.err.contains("matching.default_threshold must be 0 to 100"),
        "{ended:?}"
    );
    let file = place.write("enishi.toml", "[matching]\nthreshold = 50\n");
    let ended = place.run(&["migrate", "--config", &file]).expect(1);
    assert!(ended.err.contains("no setting matching.threshold (in "), "{ended:?}");
    assert!(ended.err.contains("enishi.toml"), "{ended:?}");
}

#[test]
fn a_database_that_is_not_there_is_reported_at_once_and_with_its_reason() {
    let place = Place::sqlite();
    let unreachable = "postgres:///enishi?host=/nonexistent";
    let mut command = place.command(&["migrate"]);
    let ended = ended(command.env("ENISHI_DATABASE__URL", unreachable), "").expect(1);
    assert!(ended.err.contains("check database.url"), "{ended:?}");
    assert!(ended.err.contains("/nonexistent"), "{ended:?}");
}
