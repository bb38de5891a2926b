//! Addresses as they may appear in logs and errors.

/// `taro@example.ac.jp` becomes `t***@example.ac.jp`; whatever is not an address becomes `***`.
#[must_use]
pub fn mask_address(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) if !domain.is_empty() => {
            let first: String = local.chars().take(1).collect();
            format!("{first}***@{domain}")
        }
        _ => "***".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::mask_address;

    #[test]
    fn only_the_first_letter_and_the_domain_stay() {
        assert_eq!(mask_address("taro.yamada@example.ac.jp"), "t***@example.ac.jp");
        assert_eq!(mask_address("\"a@b\"@example.ac.jp"), "\"***@example.ac.jp");
        assert_eq!(mask_address("@example.ac.jp"), "***@example.ac.jp");
        assert_eq!(mask_address("taro"), "***");
    }
}
