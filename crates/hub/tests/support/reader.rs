//! Lines that record what they get, and the task of a connection.

use std::{
    sync::{Arc, Mutex, Weak},
    time::Duration,
};

use tokio::sync::Notify;
use traceboard_hub::{Channel, Ended, Follower, Frame, Kind, Line, Offered};
use traceboard_position::Position;

use super::identity;

/// How a line treats an offered frame.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Open,
    Full,
    /// A poll's: it wakes, and accepts nothing.
    WakesOnly,
    Gone,
}

/// A line that records what it accepted.
pub(crate) struct RecordingLine {
    mode: Mutex<Mode>,
    pub(crate) got: Mutex<Vec<String>>,
    woken: Notify,
    pub(crate) wakes: Mutex<usize>,
}

impl Line for RecordingLine {
    fn offer(&self, frame: &Frame) -> Offered {
        match *self.mode.lock().unwrap() {
            Mode::Open => {
                self.note(frame);
                Offered::Accepted
            }
            Mode::Full => Offered::Busy,
            Mode::WakesOnly => {
                self.wake();
                Offered::Busy
            }
            Mode::Gone => Offered::Closed,
        }
    }

    fn wake(&self) {
        *self.wakes.lock().unwrap() += 1;
        self.woken.notify_one();
    }
}

impl RecordingLine {
    fn note(&self, frame: &Frame) {
        self.got.lock().unwrap().push(String::from_utf8(frame.payload().to_vec()).unwrap());
    }
}

/// A connection: a follower, its line, and the task that a server would run for it.
pub(crate) struct Reader {
    pub(crate) line: Arc<RecordingLine>,
    pub(crate) task: tokio::task::JoinHandle<Ended>,
    follower: Weak<tokio::sync::Mutex<Follower>>,
}

impl Reader {
    /// Follows with a task that does what `Follower` requires.
    pub(crate) fn follow(channel: &Channel, member: u128, after: Position) -> Self {
        Self::with(channel, member, after, Kind::Stream, Mode::Open)
    }

    pub(crate) fn with(channel: &Channel, member: u128, after: Position, kind: Kind, mode: Mode) -> Self {
        let line = Arc::new(RecordingLine {
            mode: Mutex::new(mode),
            got: Mutex::default(),
            woken: Notify::new(),
            wakes: Mutex::new(0),
        });
        let follower = channel.follow(identity(member), Arc::clone(&line) as Arc<dyn Line>, kind, after).unwrap();
        let follower = Arc::new(tokio::sync::Mutex::new(follower));
        let weak = Arc::downgrade(&follower);
        let task = tokio::spawn(run_connection(follower, Arc::clone(&line)));
        Self { line, task, follower: weak }
    }

    pub(crate) fn set(&self, mode: Mode) {
        *self.line.mode.lock().unwrap() = mode;
        // As a socket's task, which knows when there is room.
        self.line.woken.notify_one();
    }

    pub(crate) fn got(&self) -> Vec<String> {
        self.line.got.lock().unwrap().clone()
    }

    /// The frames of rows alone.
    pub(crate) fn rows(&self) -> Vec<String> {
        self.got().into_iter().filter(|frame| frame.contains('[')).collect()
    }

    /// Every row that came, in order.
    pub(crate) fn listed(&self) -> Vec<String> {
        let rows = self.rows();
        let lists = rows.iter().map(|frame| &frame[frame.find('[').unwrap() + 1..frame.len() - 1]);
        lists.flat_map(|list| list.split(',')).filter(|row| !row.is_empty()).map(str::to_owned).collect()
    }

    pub(crate) async fn until(&self, what: &str, done: impl Fn(&[String]) -> bool) {
        let wait = async {
            while !done(&self.got()) {
                tokio::task::yield_now().await;
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        if tokio::time::timeout(Duration::from_secs(60), wait).await.is_err() {
            panic!("waited for {what}, got {:?}", self.got());
        }
    }

    /// Waits until the newest frame of rows reaches a position.
    pub(crate) async fn until_at(&self, position: Position) {
        let seq = position.seq.to_string();
        let reaches = |frame: &String| frame.contains('[') && frame.split(' ').nth(1) == Some(&seq);
        self.until(&format!("position {seq}"), |got| got.iter().any(reaches)).await;
    }

    pub(crate) async fn reached(&self, position: Position) -> bool {
        let reached = self.follower.upgrade().unwrap().lock().await.reached(position);
        // The task that hears of an ack looks at its follower then.
        self.line.woken.notify_one();
        reached
    }

    pub(crate) async fn is_live(&self) -> bool {
        !self.follower.upgrade().unwrap().lock().await.is_behind()
    }

    pub(crate) async fn until_live(&self) {
        while !self.is_live().await {
            tokio::task::yield_now().await;
        }
    }

    pub(crate) async fn ended(self) -> Ended {
        tokio::time::timeout(Duration::from_secs(60), self.task).await.unwrap().unwrap()
    }
}

async fn run_connection(follower: Arc<tokio::sync::Mutex<Follower>>, line: Arc<RecordingLine>) -> Ended {
    loop {
        {
            let mut follower = follower.lock().await;
            if let Some(ended) = follower.ended() {
                return ended;
            }
            while follower.is_behind() && *line.mode.lock().unwrap() != Mode::Full {
                match follower.catch_up().await {
                    Ok(caught_up) => caught_up.frames().for_each(|frame| line.note(frame)),
                    Err(Ended::Unavailable) if follower.ended().is_none() => {
                        tokio::time::sleep(Duration::from_millis(5)).await;
                        continue;
                    }
                    Err(ended) => return ended,
                }
                match follower.resume() {
                    Ok(true) => break,
                    Ok(false) => {}
                    Err(ended) => return ended,
                }
            }
        }
        line.woken.notified().await;
    }
}
