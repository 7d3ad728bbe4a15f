//! Why a socket is closed, and what the client does then.

macro_rules! close_codes {
    ($($variant:ident, $code:literal, $name:literal, $back:ident, $meaning:literal;)*) => {
        /// Why the server closes a socket. Below 4020: come back and go on; from 4020: don't come back by
        /// yourself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u16)]
        pub enum CloseCode {
            $(#[doc = $meaning] $variant = $code,)*
        }

        impl CloseCode {
            /// Every close code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its row of the table.
            #[must_use]
            pub fn row(self) -> CloseRow {
                match self {
                    $(Self::$variant => CloseRow { name: $name, come_back: ComeBack::$back, meaning: $meaning },)*
                }
            }
        }
    };
}

/// One row of the table of close codes.
#[derive(Clone, Copy, Debug)]
pub struct CloseRow {
    /// Its name.
    pub name: &'static str,
    /// What the client does.
    pub come_back: ComeBack,
    /// What it means, for a person.
    pub meaning: &'static str,
}

/// What a client does when its socket was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComeBack {
    /// Comes back, and goes on from where it is.
    Resume,
    /// Doesn't come back by itself.
    Stay,
}

impl ComeBack {
    /// The same in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Resume => "yes",
            Self::Stay => "no",
        }
    }
}

close_codes! {
    Draining, 4001, "draining", Resume, "the server is going down; the reason names after how many milliseconds to come back";
    LogUnavailable, 4002, "log_unavailable", Resume, "the log can't be read just now";
    Silent, 4009, "silent", Resume, "the client said nothing in its first seconds, or answered no ping";
    SessionClosed, 4020, "session_closed", Stay, "the session was closed or revoked, or the invite it came by";
    NotAMember, 4021, "not_a_member", Stay, "the member left the circle or was removed";
    BadFrame, 4022, "bad_frame", Stay, "a frame is over its bound, not text, or can't be answered";
    TooManySockets, 4023, "too_many_sockets", Stay, "this member has too many sockets open";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_of_a_close_code_decides_whether_to_reconnect() {
        for code in CloseCode::ALL {
            let expected = match *code as u16 {
                4000..4020 => ComeBack::Resume,
                _ => ComeBack::Stay,
            };
            assert_eq!(code.row().come_back, expected, "{code:?}");
        }
    }
}
