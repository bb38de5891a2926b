//! Links that switch a kind of mail off, and their forgeries.

use enishi::domain::ids::MemberId;
use enishi::mail::unsubscribe::UnsubscribeKey;
use enishi::mail::*;
use proptest::prelude::*;
use uuid::Uuid;

fn key() -> UnsubscribeKey {
    UnsubscribeKey::new(&[7; 32]).unwrap()
}

fn member(number: u128) -> MemberId {
    MemberId::from_uuid(Uuid::from_u128(number))
}

#[test]
fn a_token_reads_back_and_security_mails_cannot_be_switched_off() {
    assert!(UnsubscribeKey::new(&[7; 31]).is_err());
    for &kind in MailKind::ALL {
        let token = key().token(member(5), kind);
        assert_eq!(key().verify(&token), kind.can_unsubscribe().then(|| (member(5), kind)));
        assert_eq!(UnsubscribeKey::new(&[8; 32]).unwrap().verify(&token), None);
        assert!(Link::parse(&format!("https://enishi.example.jp/unsubscribe?token={token}")).is_ok());
    }
}

proptest! {
    #[test]
    fn no_changed_token_is_accepted(number: u128, kind in 0..23usize, position: prop::sample::Index, other in "[A-Za-z0-9_-]") {
        let token = key().token(member(number), MailKind::ALL[kind]);
        let at = position.index(token.len());
        let forged = format!("{}{other}{}", &token[..at], &token[at + 1..]);
        prop_assert!(forged == token || key().verify(&forged).is_none());
        prop_assert!(key().verify(&token[..at]).is_none());
        let longer = token + &other;
        prop_assert!(key().verify(&longer).is_none());
    }

    #[test]
    fn no_text_crashes_the_check(text in ".{0,300}") {
        prop_assert!(key().verify(&text).is_none());
    }

    #[test]
    fn a_token_is_good_for_its_own_member_and_kind_only(a: u128, b: u128, x in 0..23usize, y in 0..23usize) {
        let (first, second) = (key().token(member(a), MailKind::ALL[x]), key().token(member(b), MailKind::ALL[y]));
        prop_assert_eq!(first == second, a == b && x == y);
    }
}
