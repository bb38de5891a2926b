//! Cuts what a person typed into clauses: words, "phrases", -exclusions. Any input is valid.

/// Longest query that is read, in characters; the rest is ignored.
const MAX_CHARS: usize = 1000;
/// Most clauses that are read; the rest is ignored.
const MAX_CLAUSES: usize = 32;

/// One unit of what was typed.
pub(super) struct Clause {
    /// As typed, without quotes and sign.
    pub(super) text: String,
    /// Typed in quotes.
    pub(super) quoted: bool,
    /// Typed with a leading minus.
    pub(super) excluded: bool,
}

/// Reads clauses. An open quote reaches to the end.
pub(super) fn clauses(input: &str) -> Vec<Clause> {
    let mut out = Vec::new();
    let mut chars = input.chars().take(MAX_CHARS).peekable();
    while out.len() < MAX_CLAUSES {
        while chars.next_if(|ch| is_blank(*ch)).is_some() {}
        let Some(&first) = chars.peek() else { break };
        let excluded = is_minus(first);
        if excluded {
            chars.next();
            if chars.peek().is_none_or(|next| is_blank(*next) || is_minus(*next)) {
                continue;
            }
        }
        let quoted = chars.next_if(|ch| is_quote(*ch)).is_some();
        let mut text = String::new();
        while let Some(ch) = chars.next_if(|ch| {
            if quoted {
                !is_quote(*ch)
            } else {
                !is_blank(*ch) && !is_quote(*ch)
            }
        }) {
            text.push(ch);
        }
        if quoted {
            chars.next();
        }
        if !text.is_empty() {
            out.push(Clause { text, quoted, excluded });
        }
    }
    out
}

fn is_blank(ch: char) -> bool {
    ch.is_whitespace() || ch.is_control()
}

const fn is_minus(ch: char) -> bool {
    matches!(ch, '-' | '－' | '−')
}

const fn is_quote(ch: char) -> bool {
    matches!(ch, '"' | '“' | '”' | '„' | '＂' | '«' | '»' | '「' | '」' | '『' | '』')
}
