//! Photos as they come in: read within bounds, and drawn anew, so that nothing of the file that was sent is kept.

mod picture;

use std::{sync::Arc, time::Duration};

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use tokio::sync::Semaphore;
use traceboard_protocol::Code;

pub(crate) use picture::{Picture, Unfit};

use crate::{config::Config, refusal::Refused};

/// How many photos are drawn at once: each may hold a hundred megabytes of pixels while it is.
const DRAWN_AT_ONCE: usize = 2;
/// How many photos are under way at once, whose files are in memory.
const UNDER_WAY_MAX: usize = 16;
/// When to come back where as many are under way, in milliseconds.
const COME_BACK_MS: u64 = 1_000;

/// Where photos are drawn.
pub(crate) struct Darkroom {
    bytes_max: usize,
    pixels_max: u64,
    part_within: Duration,
    under_way: Semaphore,
    drawing: Arc<Semaphore>,
}

impl Darkroom {
    pub(crate) fn new(config: &Config) -> Self {
        let (under_way, drawing) = (Semaphore::new(UNDER_WAY_MAX), Arc::new(Semaphore::new(DRAWN_AT_ONCE)));
        Self {
            bytes_max: config.photo_bytes_max,
            pixels_max: config.photo_pixels_max,
            part_within: config.photo_part_within,
            under_way,
            drawing,
        }
    }

    /// Reads a file that comes in, and draws it.
    ///
    /// # Errors
    /// [`Code::NotAPhoto`] for what is no picture, or a broken one; [`Code::TooLarge`] for too many bytes or pixels;
    /// [`Code::TooManyRequests`] where as many as can are under way; [`Code::BodyBrokenOff`] where its
    /// sender stopped in the middle: sent again, it may come whole.
    pub(crate) async fn develop(&self, body: Body) -> Result<Picture, Refused> {
        let Ok(_place) = self.under_way.try_acquire() else {
            let message = format!("cannot take the photo: {UNDER_WAY_MAX} are under way");
            return Err(Refused::new(Code::TooManyRequests, message).again(Some(COME_BACK_MS)));
        };
        let file = self.read(body).await?;
        let failed = |error: &dyn std::fmt::Display| Refused::internal("draw the photo", error);
        // Held by the work itself, which goes on where its sender has gone.
        let turn = Arc::clone(&self.drawing).acquire_owned().await.map_err(|error| failed(&error))?;
        let pixels_max = self.pixels_max;
        let drawn = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            picture::picture(&file, pixels_max)
        });
        drawn.await.map_err(|error| failed(&error))?.map_err(|unfit| self.refuse(&unfit))
    }

    async fn read(&self, body: Body) -> Result<Bytes, Refused> {
        let mut file = BytesMut::new();
        let mut parts = body.into_data_stream();
        // A phone that left the Wi-Fi in the middle says nothing more, and would keep its place for long.
        loop {
            let next = tokio::time::timeout(self.part_within, parts.next()).await;
            let Some(part) = next.map_err(|_| broken_off(&"nothing more came"))? else { break };
            let part = part.map_err(|error| broken_off(&error))?;
            if file.len() + part.len() > self.bytes_max {
                let message = format!("cannot take the photo: its file has over {} bytes", self.bytes_max);
                return Err(Refused::new(Code::TooLarge, message));
            }
            file.extend_from_slice(&part);
        }
        Ok(file.freeze())
    }

    fn refuse(&self, unfit: &Unfit) -> Refused {
        match unfit {
            Unfit::NoPicture => {
                Refused::new(Code::NotAPhoto, "cannot take the photo: the file is no JPEG, PNG or WebP picture")
            }
            Unfit::Broken(why) => {
                let why: String = why.chars().take(200).collect();
                Refused::new(Code::NotAPhoto, format!("cannot take the photo: the picture can't be read: {why}"))
            }
            Unfit::TooManyPixels(width, height) => {
                let message =
                    format!("cannot take the photo: {width} times {height} pixels are over {}", self.pixels_max);
                Refused::new(Code::TooLarge, message)
            }
            Unfit::NotWritten(why) => Refused::internal("write the photo", why),
        }
    }
}

fn broken_off(why: &dyn std::fmt::Display) -> Refused {
    Refused::new(Code::BodyBrokenOff, format!("cannot read the photo: {why}"))
}
