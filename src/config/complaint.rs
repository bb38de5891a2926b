//! What is wrong with a layer of the configuration, in the words of whoever wrote it: which setting, where, and what to write.

use figment::Error;
use figment::error::Kind;

/// A sentence about the first fault.
pub(super) fn sentence(error: &Error) -> String {
    let path: Vec<String> = error.path.iter().map(|part| part.to_ascii_lowercase()).collect();
    let setting = path.join(".");
    let place = place(error, &path);
    match &error.kind {
        Kind::UnknownField(_, known) | Kind::UnknownVariant(_, known) if !known.is_empty() => {
            let what = if matches!(error.kind, Kind::UnknownField(..)) {
                format!("there is no setting {setting}")
            } else {
                format!("{setting} does not know this value")
            };
            format!("{what} ({place}); write one of: {}", known.join(", "))
        }
        Kind::MissingField(name) => {
            let whole = [path, vec![name.to_string()]].concat().join(".");
            format!("{whole} is missing; write it in the file that ENISHI_CONFIG names")
        }
        // The value itself is left out: it may be a secret in the wrong place.
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) | Kind::InvalidLength(_, expected) => {
            format!(
                "{setting} has a value that cannot be used ({place}); write {}",
                plain(expected)
            )
        }
        // Faults of a file's syntax know their line and column themselves.
        _ => format!("{error} ({place})"),
    }
}

fn place(error: &Error, path: &[String]) -> String {
    let file = error.metadata.as_ref().and_then(|metadata| metadata.source.as_ref());
    let file = file.and_then(|source| source.file_path());
    match file {
        Some(file) => format!("in {}", file.display()),
        None => format!("environment variable ENISHI_{}", path.join("__").to_ascii_uppercase()),
    }
}

/// Rust's names of types in words.
fn plain(expected: &str) -> String {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, 0 or more".into(),
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number".into(),
        "a boolean" => "true or false".into(),
        "a string" | "path string" => "a text in quotes".into(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn complaint(layer: &str) -> String {
        Config::with(layer).unwrap_err().to_string()
    }

    #[test]
    fn the_setting_is_named_and_what_to_write() {
        let unknown = complaint("server.adress = 'x'");
        assert!(
            unknown.contains("no setting server.adress") && unknown.contains("address"),
            "{unknown}"
        );
        let number = complaint("database.pool_size = 'a secret'");
        assert!(
            number.contains("database.pool_size") && number.contains("whole number"),
            "{number}"
        );
        assert!(!number.contains("a secret"), "{number}");
        let variant = complaint("logging.format = 'xml'");
        assert!(
            variant.contains("logging.format") && variant.contains("text"),
            "{variant}"
        );
        let address = complaint("server.address = '127.0.0.1'");
        assert!(
            address.contains("server.address") && address.contains("127.0.0.1:8080"),
            "{address}"
        );
    }
}
