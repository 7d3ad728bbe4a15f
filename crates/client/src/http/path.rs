//! The path of a call, with its query.

use std::fmt::Write as _;

/// A path with a query. Values are ids, numbers, positions and lists of those: they need no escaping; [`Path::put`]
/// drops characters that would.
pub(super) struct Path {
    text: String,
    first: bool,
}

impl Path {
    pub(super) fn new(path: impl Into<String>) -> Self {
        Self { text: path.into(), first: true }
    }

    /// Adds a value, if there is one.
    pub(super) fn put(mut self, name: &str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            let value = value.to_string();
            let plain = value.chars().filter(|c| c.is_ascii_alphanumeric() || ",-@_".contains(*c)).collect::<String>();
            let mark = if self.first { '?' } else { '&' };
            // Writing to a string can't fail.
            let _ = write!(self.text, "{mark}{name}={plain}");
            self.first = false;
        }
        self
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// Values in a list, as queries hold them.
pub(super) fn list(values: impl IntoIterator<Item = impl ToString>) -> String {
    values.into_iter().map(|value| value.to_string()).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use traceboard_position::Position;

    use super::*;

    #[test]
    fn a_query_holds_what_is_set() {
        let path = Path::new("/cards")
            .put("before", None::<u32>)
            .put("limit", Some(5))
            .put("at_least", Some(Position { term: 3, seq: 17, nonce: 1 }))
            .put("ns", Some(list([1, 22])))
            .put("ids", Some("a@b&c=d"));
        assert_eq!(path.text(), "/cards?limit=5&at_least=3-17-0000000000000001&ns=1,22&ids=a@bcd");
    }
}
