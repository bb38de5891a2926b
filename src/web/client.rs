//! Where a request comes from, as far as that matters against guessing.

use crate::app::App;
use crate::domain::problem::Refusal;
use crate::services::sessions::attempts::Client;
use crate::web::auth::cookies;
use crate::web::error::{Rejection, locale_of};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};

/// The caller's network address and device token.
pub struct From(pub Client);

impl FromRequest for From {
    type Error = Rejection;
    type Future = Ready<Result<Self, Rejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let client = request.app_data::<web::Data<App>>().map(|app| {
            Self(Client {
                address: address(request, &app.config().server.trusted_proxies),
                device: cookies::device(app, request),
            })
        });
        ready(client.ok_or_else(|| Rejection::new(Refusal::Internal, locale_of(request))))
    }
}

/// The peer, or behind our own proxies the last address that they did not write themselves. What stands further left in the
/// header may be invented.
fn address(request: &HttpRequest, trusted: &[IpAddr]) -> IpAddr {
    let peer = request
        .peer_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    if !trusted.contains(&peer.to_canonical()) {
        return peer;
    }
    let lines = request.headers().get_all("x-forwarded-for");
    let hops: Vec<Option<IpAddr>> = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(|hop| hop.trim().parse().ok())
        .collect();
    let mut known = peer;
    for hop in hops.into_iter().rev() {
        let Some(hop) = hop else { break };
        known = hop;
        if !trusted.contains(&hop.to_canonical()) {
            break;
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn seen(peer: &str, forwarded: &[&str]) -> String {
        let mut request = TestRequest::default().peer_addr(format!("{peer}:1").parse().unwrap());
        for line in forwarded {
            request = request.append_header(("x-forwarded-for", *line));
        }
        let trusted = ["127.0.0.1".parse().unwrap(), "192.0.2.1".parse().unwrap()];
        address(&request.to_http_request(), &trusted).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed_and_only_what_they_wrote() {
        assert_eq!(seen("198.51.100.1", &["203.0.113.9"]), "198.51.100.1");
        assert_eq!(seen("127.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", &["10.0.0.1, 203.0.113.9, 192.0.2.1"]), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", &["10.0.0.1", "203.0.113.9"]), "203.0.113.9");
        assert_eq!(seen("127.0.0.1", &["203.0.113.9, nonsense"]), "127.0.0.1");
        assert_eq!(seen("127.0.0.1", &[]), "127.0.0.1");
    }
}
