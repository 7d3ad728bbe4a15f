//! The tools of the tests: a server on port 0, a real Redis on a free port, a bad network, TLS, and waits for
//! conditions.
//!
//! Owns processes and sockets on the loopback. Depends on no crate of this workspace and is used only in tests: it
//! starts the shipped binary, and calls no code inside it.
#![warn(missing_docs)]

mod binary;
mod eventually;
mod proxy;
pub mod redis;
mod scratch;
mod sentinel;
mod server;
mod tls;

pub use binary::binary;
pub use eventually::eventually;
pub use proxy::{Proxy, Side};
pub use scratch::Scratch;
pub use sentinel::Sentinel;
pub use server::{Ready, Server, Store};
pub use tls::TlsProxy;
