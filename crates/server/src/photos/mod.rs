//! Photos as they come in: read within bounds, and drawn anew, so that nothing of the file that was sent is kept.

mod picture;

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use tokio::sync::Semaphore;
use traceboard_board::MemberId;
use traceboard_protocol::Code;

pub(crate) use picture::{Picture, Unfit};

use crate::{config::Config, refusal::Refused};

/// How many photos are drawn at once: each may hold a hundred megabytes of pixels while it is.
const DRAWN_AT_ONCE: usize = 2;
/// How many photos are under way at once, whose files are in memory.
const UNDER_WAY_MAX: usize = 16;
/// How many of one member's: who sends slowly keeps nobody else's place.
const UNDER_WAY_OF_ONE_MAX: usize = 4;
/// How long a file may take to come, however steadily: less than the request may take.
const WHOLE_WITHIN: Duration = Duration::from_secs(90);
/// When to come back where as many are under way, in milliseconds.
const COME_BACK_MS: u64 = 1_000;

/// Where photos are drawn.
pub(crate) struct Darkroom {
    bytes_max: usize,
    pixels_max: u64,
    part_within: Duration,
    under_way: Semaphore,
    /// How many of each member's are under way.
    of_each: Mutex<HashMap<MemberId, usize>>,
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
            of_each: Mutex::default(),
            drawing,
        }
    }

    /// Reads a file that comes in, and draws it.
    ///
    /// # Errors
    /// [`Code::NotAPhoto`] for what is no picture, or a broken one; [`Code::TooLarge`] for too many bytes or pixels;
    /// [`Code::TooManyRequests`] where as many as can are under way; [`Code::BodyBrokenOff`] where its
    /// sender stopped in the middle: sent again, it may come whole.
    pub(crate) async fn develop(&self, member: MemberId, body: Body) -> Result<Picture, Refused> {
        let crowded = |most: usize, whose: &str| {
            let message = format!("cannot take the photo: {most} {whose} are under way");
            Refused::new(Code::TooManyRequests, message).again(Some(COME_BACK_MS))
        };
        let _own = self.place_of(member).ok_or_else(|| crowded(UNDER_WAY_OF_ONE_MAX, "of this member"))?;
        let _place = self.under_way.try_acquire().map_err(|_| crowded(UNDER_WAY_MAX, "of all"))?;
        let whole = tokio::time::timeout(WHOLE_WITHIN, self.read(body)).await;
        let file = whole.map_err(|_| broken_off(&format!("it wasn't whole within {} s", WHOLE_WITHIN.as_secs())))??;
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

    /// One of a member's own places, until it is dropped.
    fn place_of(&self, member: MemberId) -> Option<Place<'_>> {
        let mut of_each = self.of_each.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = of_each.entry(member).or_default();
        if *taken == UNDER_WAY_OF_ONE_MAX {
            return None;
        }
        *taken += 1;
        Some(Place { of_each: &self.of_each, member })
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

/// A member's place among the photos that are under way.
struct Place<'a> {
    of_each: &'a Mutex<HashMap<MemberId, usize>>,
    member: MemberId,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut of_each = self.of_each.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut taken) = of_each.entry(self.member) {
            *taken.get_mut() -= 1;
            if *taken.get() == 0 {
                taken.remove();
            }
        }
    }
}

fn broken_off(why: &dyn std::fmt::Display) -> Refused {
    Refused::new(Code::BodyBrokenOff, format!("cannot read the photo: {why}"))
}
