//! The reading half: tungstenite on the socket, without a buffer while idle.

use std::io::{self, Read, Write};

use bytes::{Buf, Bytes};
use socket2::SockRef;
use tokio::{io::Interest, net::TcpStream};
use tungstenite::{
    Error, Message,
    error::{CapacityError, ProtocolError},
    protocol::{Role, WebSocketConfig, WebSocketContext},
};

use super::{MESSAGE_BYTES_MAX, READ_BUFFER_BYTES, SocketLine};

/// The mask of a client's frame, after its length.
const MASK_BYTES: usize = 4;

/// Reads messages.
pub(super) struct Reader {
    /// What came with the upgrade and is not read yet.
    early: Bytes,
    /// None while no message has begun.
    context: Option<Box<WebSocketContext>>,
    /// How many bytes the context got beyond those of the messages that it gave.
    fed: usize,
    /// Whether what comes can't be told apart into messages any more. tungstenite must not be asked again then.
    broken: bool,
}

/// What reading came to.
#[derive(Debug)]
pub(super) enum Received {
    Text(tungstenite::Utf8Bytes),
    /// A control frame, answered already; or bytes that were passed over.
    Control,
    /// Nothing more is there.
    Later,
    /// The client closed, or is gone.
    Over,
    /// What came is refused, and why.
    Bad(&'static str),
}

impl Reader {
    pub(super) fn new(early: Bytes) -> Self {
        Self { early, context: None, fed: 0, broken: false }
    }

    /// Whether something is read before the socket says that it has more.
    pub(super) fn is_early(&self) -> bool {
        !self.early.is_empty()
    }

    /// The next message. Pings and a close are answered on the way. After what broke the protocol, bytes are passed over until
    /// the client is gone: with some of them unread, the network would drop the frame that says why the connection is closed.
    pub(super) fn read(&mut self, line: &SocketLine) -> Received {
        if self.broken {
            return pass_over(line);
        }
        let context = self.context.get_or_insert_with(|| {
            let config = WebSocketConfig::default()
                .read_buffer_size(READ_BUFFER_BYTES)
                .write_buffer_size(0)
                .max_message_size(Some(MESSAGE_BYTES_MAX))
                .max_frame_size(Some(MESSAGE_BYTES_MAX));
            Box::new(WebSocketContext::new(Role::Server, Some(config)))
        });
        let mut wire = Wire { line, early: &mut self.early, fed: &mut self.fed };
        let read = context.read(&mut wire);
        self.broken = matches!(read, Err(Error::Capacity(_) | Error::Utf8(_) | Error::Protocol(_)));
        match read {
            Ok(message) => {
                self.fed = self.fed.saturating_sub(bytes_of(&message));
                match message {
                    Message::Text(text) => Received::Text(text),
                    Message::Close(_) => {
                        // Once more, for the answer to it.
                        let mut wire = Wire { line, early: &mut self.early, fed: &mut self.fed };
                        let _ = context.flush(&mut wire);
                        Received::Over
                    }
                    Message::Binary(_) => Received::Bad("frames are text"),
                    _ => {
                        let mut wire = Wire { line, early: &mut self.early, fed: &mut self.fed };
                        match context.flush(&mut wire) {
                            Ok(()) => Received::Control,
                            Err(_) => Received::Over,
                        }
                    }
                }
            }
            Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => {
                // Each message is counted by the shortest frame that holds it, so nothing left means that nothing has begun.
                // A client that writes longer headers keeps its buffer.
                if self.fed == 0 {
                    self.context = None;
                }
                Received::Later
            }
            Err(Error::Capacity(CapacityError::MessageTooLong { .. })) => Received::Bad("the message is too long"),
            Err(Error::Utf8(_)) => Received::Bad("the message is not UTF-8"),
            Err(Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)) => Received::Over,
            Err(Error::Protocol(_)) => Received::Bad("a frame breaks the websocket protocol"),
            Err(_) => Received::Over,
        }
    }
}

fn pass_over(line: &SocketLine) -> Received {
    match line.stream.try_read(&mut [0; READ_BUFFER_BYTES]) {
        Ok(1..) => Received::Control,
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Received::Later,
        Ok(0) | Err(_) => Received::Over,
    }
}

/// How many bytes the shortest frame of a client takes for a message.
fn bytes_of(message: &Message) -> usize {
    let length = message.len();
    let header = match length {
        0..=125 => 2,
        126..=0xffff => 4,
        _ => 10,
    };
    header + MASK_BYTES + length
}

/// The socket as tungstenite sees it: what it writes goes through the line.
struct Wire<'a> {
    line: &'a SocketLine,
    early: &'a mut Bytes,
    fed: &'a mut usize,
}

impl Read for Wire<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = if self.early.is_empty() {
            read(&self.line.stream, buffer)?
        } else {
            let read = self.early.len().min(buffer.len());
            self.early.copy_to_slice(&mut buffer[..read]);
            if self.early.is_empty() {
                *self.early = Bytes::new();
            }
            read
        };
        *self.fed += read;
        Ok(read)
    }
}

/// Reads what the socket has. Fewer bytes than asked for are all there are: the runtime is told so, and the next call needs none to
/// the network to find nothing.
fn read(stream: &TcpStream, buffer: &mut [u8]) -> io::Result<usize> {
    let mut short = 0;
    let read = stream.try_io(Interest::READABLE, || {
        let read = (&*SockRef::from(stream)).read(buffer)?;
        // Elsewhere the runtime asks again and again, and would not be told of what comes next.
        if cfg!(target_os = "linux") && read > 0 && read < buffer.len() {
            short = read;
            return Err(io::ErrorKind::WouldBlock.into());
        }
        Ok(read)
    });
    if short > 0 { Ok(short) } else { read }
}

impl Write for Wire<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.line.send_bytes(Bytes::copy_from_slice(bytes)) {
            Ok(bytes.len())
        } else {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use tokio::{
        io::AsyncWriteExt,
        net::{TcpListener, TcpStream},
    };

    use super::{super::harness::masked, *};

    /// Reads all that is there, and counts the texts.
    async fn drain(reader: &mut Reader, line: &SocketLine) -> usize {
        line.stream.readable().await.unwrap();
        let mut texts = 0;
        loop {
            match reader.read(line) {
                Received::Text(_) => texts += 1,
                Received::Control => {}
                Received::Later => return texts,
                other => panic!("{other:?}"),
            }
        }
    }

    #[tokio::test]
    async fn a_buffer_exists_only_while_a_message_is_incomplete() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        client.set_nodelay(true).unwrap();
        let line = SocketLine::new(listener.accept().await.unwrap().0);
        let mut reader = Reader::new(Bytes::new());
        let (ping, text) = (masked(0x89, b"?"), masked(0x81, &[b'x'; 100]));
        for (bytes, texts, kept) in [
            (text.clone(), 1, false),
            ([&ping[..], &text[..], &text[..]].concat(), 2, false),
            (text[..1].to_vec(), 0, true),
            (text[1..50].to_vec(), 0, true),
            ([&text[50..], &ping[..3]].concat(), 1, true),
            (ping[3..].to_vec(), 0, false),
            (masked(0x01, b"a first fragment"), 0, true),
        ] {
            client.write_all(&bytes).await.unwrap();
            let mut read = 0;
            // Bytes may come in two pieces.
            while read < texts || reader.context.is_some() != kept {
                read += drain(&mut reader, &line).await;
            }
            assert_eq!((read, reader.context.is_some()), (texts, kept), "{bytes:?}");
        }
    }
}
