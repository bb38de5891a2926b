//! How often one network may try to get in, or read without an account: generous for a campus behind one address, tight for a flood.

use governor::clock::Clock;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

/// Counts attempts per IPv4 address and per IPv6 /64, which is what one household or office gets. In memory: a restart
/// forgets, and each node of several counts for itself.
#[derive(Clone)]
pub struct NetworkLimit(Arc<DefaultKeyedRateLimiter<IpAddr>>);

impl NetworkLimit {
    /// Allows so many attempts at once, and as many again per minute.
    #[must_use]
    pub fn new(per_minute: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        Self(Arc::new(RateLimiter::keyed(quota)))
    }

    /// Counts an attempt; the error says how many seconds to wait.
    pub fn attempt(&self, address: IpAddr) -> Result<(), u64> {
        self.0.check_key(&network(address)).map_err(|refused| {
            let wait = refused.wait_time_from(self.0.clock().now());
            wait.as_secs().saturating_add(1)
        })
    }

    /// Forgets networks that were quiet for long enough.
    pub fn tidy(&self) {
        self.0.retain_recent();
        self.0.shrink_to_fit();
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_its_own_count_and_neighbours_in_a_64_share_it() {
        let limit = NetworkLimit::new(2);
        let from = |text: &str| limit.attempt(text.parse().unwrap()).is_ok();
        assert!(from("192.0.2.1") && from("::ffff:192.0.2.1"));
        assert!(!from("192.0.2.1"));
        assert!(from("192.0.2.2"));
        assert!(from("2001:db8::1") && from("2001:db8::2"));
        assert!(!from("2001:db8::3"));
        assert!(from("2001:db8:0:1::1"));
        let wait = limit.attempt("192.0.2.1".parse().unwrap()).unwrap_err();
        assert!((1..=31).contains(&wait), "{wait}");
    }
}
