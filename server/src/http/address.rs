//! Who is at the other end of a connection, as far as limits and cookies need it. A proxy is believed only when
//! it was named at start.
use std::net::{IpAddr, Ipv6Addr};

use axum::http::HeaderMap;
use ipnet::IpNet;

const FORWARDED_FOR: &str = "x-forwarded-for";
const FORWARDED_PROTO: &str = "x-forwarded-proto";

/// The other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Peer {
    /// Its address.
    pub(super) address: IpAddr,
    /// Nobody in between can read along.
    pub(super) secure: bool,
}

impl Default for Peer {
    fn default() -> Self {
        Self { address: IpAddr::V6(Ipv6Addr::UNSPECIFIED), secure: false }
    }
}

impl Peer {
    /// The peer of a connection, or whom a trusted proxy speaks for: the last in `X-Forwarded-For`, which the
    /// proxy itself wrote; what stands before it anybody may have written.
    pub(super) fn behind(self, headers: &HeaderMap, trusted: &[IpNet]) -> Self {
        let address = self.address.to_canonical();
        if !trusted.iter().any(|net| net.contains(&address)) {
            return Self { address, ..self };
        }
        let last = |name| {
            let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
            value.rsplit(',').next().map(str::trim)
        };
        Self {
            address: last(FORWARDED_FOR).and_then(address_of).unwrap_or(address),
            secure: last(FORWARDED_PROTO).map_or(self.secure, |scheme| scheme.eq_ignore_ascii_case("https")),
        }
    }

    /// What limits count: an IPv6 network hands out whole /64s to one caller.
    pub(super) fn limited_as(&self) -> IpAddr {
        match self.address {
            IpAddr::V4(_) => self.address,
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        }
    }
}

/// An address as proxies write it: alone, in brackets, or with a port.
fn address_of(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let alone = bare.parse::<IpAddr>().ok();
    let with_port = || Some(text.parse::<std::net::SocketAddr>().ok()?.ip());
    alone.or_else(with_port).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, headers: &[(&'static str, &str)], trusted: &[&str]) -> (String, bool) {
        let peer = Peer { address: peer.parse().unwrap(), secure: false };
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        let behind = peer.behind(&map, &trusted);
        (behind.address.to_string(), behind.secure)
    }

    #[test]
    fn a_proxy_is_believed_only_when_it_is_trusted() {
        let forwarded = [(FORWARDED_FOR, "1.1.1.1, 10.9.9.9"), (FORWARDED_PROTO, "https")];
        assert_eq!(seen("127.0.0.1", &forwarded, &[]), ("127.0.0.1".into(), false));
        assert_eq!(seen("127.0.0.1", &forwarded, &["10.0.0.0/8"]), ("127.0.0.1".into(), false));
        assert_eq!(seen("127.0.0.1", &forwarded, &["127.0.0.0/8"]), ("10.9.9.9".into(), true));
        assert_eq!(seen("::ffff:127.0.0.1", &forwarded, &["127.0.0.0/8"]), ("10.9.9.9".into(), true));
        assert_eq!(seen("127.0.0.1", &[], &["127.0.0.0/8"]), ("127.0.0.1".into(), false));
    }

    #[test]
    fn the_last_address_counts_in_every_spelling() {
        for (value, address) in [
            ("10.0.0.1:4711", "10.0.0.1"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("::ffff:10.0.0.1", "10.0.0.1"),
            ("unknown", "127.0.0.1"),
            ("", "127.0.0.1"),
        ] {
            assert_eq!(
                seen("127.0.0.1", &[(FORWARDED_FOR, value)], &["127.0.0.1/32"]).0,
                address,
                "{value:?}"
            );
        }
        let twice = [(FORWARDED_FOR, "10.0.0.1"), (FORWARDED_FOR, "10.0.0.2")];
        assert_eq!(seen("127.0.0.1", &twice, &["127.0.0.1/32"]).0, "10.0.0.2");
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_caller() {
        let key =
            |text: &str| Peer { address: text.parse().unwrap(), secure: false }.limited_as().to_string();
        assert_eq!(key("2001:db8:0:1:2:3:4:5"), key("2001:db8:0:1:ffff::1"));
        assert_ne!(key("2001:db8:0:1::1"), key("2001:db8:0:2::1"));
        assert_eq!(key("10.0.0.1"), "10.0.0.1");
    }
}
