//! The part of RFC 6455 that a server that only writes and a client that only counts need: frames without extensions
//! and fragments. The product does not use this code.

use anyhow::{bail, ensure};

/// The largest payload that is read: more than 5,000 cards in one frame.
const PAYLOAD_BYTES_MAX: usize = 8 * 1024 * 1024;
/// The key of every upgrade. One key suffices where no proxy could cache the answer.
const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A message, as text or as bytes.
    Message,
    /// The other side is closing; its reason is the payload.
    Close,
    /// To be answered with a pong of the same payload.
    Ping,
    /// An answer to a ping.
    Pong,
}

/// The request that asks for a websocket. `headers` are whole lines, each with its line end.
pub(crate) fn upgrade_request(host: &str, path: &str, headers: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: {KEY}\r\n{headers}\r\n"
    )
}

/// A server's frame, unmasked: a text message.
pub(crate) fn server_frame(payload: &[u8]) -> Vec<u8> {
    frame(0x81, 0, payload)
}

/// A client's text message. Its mask is zero: a mask keeps proxies from reading a payload as a request, and there are none.
pub(crate) fn client_frame(payload: &[u8]) -> Vec<u8> {
    frame(0x81, 0x80, payload)
}

/// A client's answer to a ping.
pub(crate) fn pong(payload: &[u8]) -> Vec<u8> {
    frame(0x8a, 0x80, payload)
}

fn frame(first: u8, mask_bit: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(payload.len() + 14);
    frame.push(first);
    match (u8::try_from(payload.len()), u16::try_from(payload.len())) {
        (Ok(length @ ..=125), _) => frame.push(mask_bit | length),
        (_, Ok(length)) => {
            frame.push(mask_bit | 126);
            frame.extend_from_slice(&length.to_be_bytes());
        }
        _ => {
            frame.push(mask_bit | 127);
            frame.extend_from_slice(&(payload.len() as u64).to_be_bytes());
        }
    }
    if mask_bit != 0 {
        frame.extend_from_slice(&[0; 4]);
    }
    frame.extend_from_slice(payload);
    frame
}

/// Splits a socket's bytes into frames. It keeps only an incomplete frame.
#[derive(Debug, Default)]
pub(crate) struct FrameReader {
    left: Vec<u8>,
}

impl FrameReader {
    /// Reads the bytes that came next, and calls `on` with each whole frame in them.
    ///
    /// # Errors
    /// Where a frame is fragmented, compressed, masked with a key, or over its bound.
    pub(crate) fn feed(&mut self, bytes: &[u8], mut on: impl FnMut(Kind, &[u8])) -> anyhow::Result<()> {
        if self.left.is_empty() {
            let read = read_all(bytes, &mut on)?;
            self.left.extend_from_slice(&bytes[read..]);
            return Ok(());
        }
        self.left.extend_from_slice(bytes);
        let read = read_all(&self.left, &mut on)?;
        self.left.drain(..read);
        if self.left.is_empty() {
            // Ten thousand sockets that keep a large buffer each would be the generator's own memory.
            self.left = Vec::new();
        }
        Ok(())
    }
}

fn read_all(bytes: &[u8], on: &mut impl FnMut(Kind, &[u8])) -> anyhow::Result<usize> {
    let mut read = 0;
    while let Some((kind, start, length)) = header(&bytes[read..])? {
        let Some(payload) = bytes.get(read + start..read + start + length) else { break };
        on(kind, payload);
        read += start + length;
    }
    Ok(read)
}

/// The kind of the frame that begins here, where its payload starts and how long it is; `None` if the header is
/// incomplete.
fn header(bytes: &[u8]) -> anyhow::Result<Option<(Kind, usize, usize)>> {
    let &[first, second, ref rest @ ..] = bytes else { return Ok(None) };
    let kind = match first {
        0x81 | 0x82 => Kind::Message,
        0x88 => Kind::Close,
        0x89 => Kind::Ping,
        0x8a => Kind::Pong,
        other => bail!("cannot read a frame that begins with {other:#x}: fragments and extensions are not spoken"),
    };
    let (length, used) = match (second & 0x7f, rest) {
        (126, &[a, b, ..]) => (u64::from(u16::from_be_bytes([a, b])), 2),
        (127, &[a, b, c, d, e, f, g, h, ..]) => (u64::from_be_bytes([a, b, c, d, e, f, g, h]), 8),
        (126 | 127, _) => return Ok(None),
        (length, _) => (u64::from(length), 0),
    };
    let length = usize::try_from(length)?;
    ensure!(length <= PAYLOAD_BYTES_MAX, "cannot read a frame of {length} bytes");
    if second & 0x80 == 0 {
        return Ok(Some((kind, 2 + used, length)));
    }
    let Some(mask) = rest.get(used..used + 4) else { return Ok(None) };
    ensure!(mask == [0; 4], "cannot read a masked frame: only the load generator posts here, and its mask is zero");
    Ok(Some((kind, 6 + used, length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(reader: &mut FrameReader, bytes: &[u8]) -> Vec<(Kind, Vec<u8>)> {
        let mut frames = Vec::new();
        reader.feed(bytes, |kind, payload| frames.push((kind, payload.to_vec()))).unwrap();
        frames
    }

    #[test]
    fn frames_of_every_length_are_read_however_they_are_split() {
        let payloads: Vec<Vec<u8>> = [0, 1, 125, 126, 65_535, 65_536].map(|length| vec![7; length]).into();
        for write in [server_frame, client_frame] {
            let bytes: Vec<u8> = payloads.iter().flat_map(|payload| write(payload)).collect();
            for piece in [1, 3, 1_000, bytes.len()] {
                let mut reader = FrameReader::default();
                let frames: Vec<_> = bytes.chunks(piece).flat_map(|bytes| read(&mut reader, bytes)).collect();
                let read: Vec<_> = frames.into_iter().map(|(_, payload)| payload).collect();
                assert_eq!(read, payloads, "in pieces of {piece}");
            }
        }
    }

    #[test]
    fn pings_and_closes_are_distinguished_from_messages() {
        let frames = read(&mut FrameReader::default(), &[0x89, 1, 65, 0x88, 2, 0x0f, 0xa1]);
        assert_eq!(frames, [(Kind::Ping, vec![65]), (Kind::Close, vec![0x0f, 0xa1])]);
    }

    #[test]
    fn a_fragment_is_an_error() {
        assert!(FrameReader::default().feed(&[0x01, 1, 65], |_, _| {}).is_err());
    }
}
