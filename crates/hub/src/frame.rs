//! Outgoing websocket frames (RFC 6455, section 5): encoded once, shared by all receivers.

use bytes::{BufMut, Bytes, BytesMut};

/// The most bytes of a control frame's payload (RFC 6455, section 5.5).
const CONTROL_BYTES_MAX: usize = 125;
/// The most bytes of a close frame's reason: two bytes of the payload are the code.
const REASON_BYTES_MAX: usize = CONTROL_BYTES_MAX - 2;
/// FIN, and the opcode of the frame.
const TEXT: u8 = 0x81;
const CLOSE: u8 = 0x88;
const PING: u8 = 0x89;

/// One whole, unmasked frame: its header and its payload in one buffer. Clones share the buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    framed: Bytes,
    header_bytes: usize,
}

impl Frame {
    /// A text frame. The payload must be UTF-8; JSON encoders write nothing else.
    #[must_use]
    pub fn text(payload: &[u8]) -> Self {
        Self::new(TEXT, payload)
    }

    /// A ping; a payload over 125 bytes is cut off.
    #[must_use]
    pub fn ping(payload: &[u8]) -> Self {
        Self::new(PING, cut(payload))
    }

    /// A close frame. A reason over 123 bytes is cut at a character's boundary.
    #[must_use]
    pub fn close(code: u16, reason: &str) -> Self {
        let mut payload = Vec::with_capacity(CONTROL_BYTES_MAX);
        payload.put_u16(code);
        payload.put_slice(&reason.as_bytes()[..reason.floor_char_boundary(REASON_BYTES_MAX)]);
        Self::new(CLOSE, &payload)
    }

    /// Header and payload: what is written to a socket.
    #[must_use]
    pub fn framed(&self) -> &Bytes {
        &self.framed
    }

    /// The payload alone, sharing the buffer, for long polls.
    #[must_use]
    pub fn payload(&self) -> Bytes {
        self.framed.slice(self.header_bytes..)
    }

    fn new(first: u8, payload: &[u8]) -> Self {
        let mut framed = BytesMut::with_capacity(10 + payload.len());
        framed.put_u8(first);
        // The shortest form that holds the length is the only one allowed.
        match payload.len() {
            len @ 0..=125 => framed.put_u8(len as u8),
            len @ 126..=0xffff => {
                framed.put_u8(126);
                framed.put_u16(len as u16);
            }
            len => {
                framed.put_u8(127);
                framed.put_u64(len as u64);
            }
        }
        let header_bytes = framed.len();
        framed.put_slice(payload);
        Self { framed: framed.freeze(), header_bytes }
    }
}

fn cut(payload: &[u8]) -> &[u8] {
    &payload[..payload.len().min(CONTROL_BYTES_MAX)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_6455_section_5_7_are_framed_as_printed_there() {
        assert_eq!(Frame::text(b"Hello").framed()[..], [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]);
        assert_eq!(Frame::ping(b"Hello").framed()[..], [0x89, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f]);
        assert_eq!(Frame::text(&[b'x'; 256]).framed()[..4], [0x81, 0x7e, 0x01, 0x00]);
        assert_eq!(Frame::text(&[b'x'; 65_536]).framed()[..10], [0x81, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0]);
    }

    #[test]
    fn a_length_is_encoded_in_its_shortest_form() {
        for (len, header_bytes) in [(0, 2), (125, 2), (126, 4), (65_535, 4), (65_536, 10)] {
            let frame = Frame::text(&vec![b'x'; len]);
            assert_eq!(frame.framed().len(), len + header_bytes, "{len}");
            assert_eq!(frame.payload().len(), len);
        }
        assert_eq!(Frame::text(&[b'x'; 65_535]).framed()[..4], [0x81, 0x7e, 0xff, 0xff]);
    }

    #[test]
    fn payload_and_frame_share_one_buffer() {
        let frame = Frame::text(b"{}");
        assert_eq!(frame.payload().as_ptr(), frame.framed()[2..].as_ptr());
    }

    #[test]
    fn control_frames_hold_at_most_125_bytes() {
        assert_eq!(Frame::ping(&[0; 200]).framed()[..2], [0x89, 125]);
        assert_eq!(Frame::close(4000, &"x".repeat(500)).payload().len(), 125);
    }

    #[test]
    fn a_close_frame_holds_its_code_and_whole_characters_of_its_reason() {
        assert_eq!(Frame::close(1000, "").framed()[..], [0x88, 2, 0x03, 0xe8]);
        // 41 characters of three bytes are 123 bytes; with one byte before them, the last would be cut in two.
        let payload = Frame::close(4001, &format!("x{}", "→".repeat(41))).payload();
        assert_eq!(payload[..2], 4001_u16.to_be_bytes());
        assert_eq!(std::str::from_utf8(&payload[2..]).unwrap(), format!("x{}", "→".repeat(40)));
    }
}
