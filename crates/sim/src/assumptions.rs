//! Everything that the model assumes, in one place.

/// What a chance is a part of: one in a million.
pub const PER: u64 = 1_000_000;

/// What a circle has beside its newest traces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arm {
    /// A plain feed, newest first.
    Newest,
    /// Half of what one reads are the newest traces of the warmest trails.
    Warmth,
    /// Warmth, and of what one reads a third are open ends that nobody took up.
    OpenEnds,
    /// Those, and pods of five by chance.
    PodsByChance,
    /// Those, and pods of five by *Reconnect*.
    Reconnect,
}

impl Arm {
    /// All, the plain feed first.
    pub const ALL: [Self; 5] = [Self::Newest, Self::Warmth, Self::OpenEnds, Self::PodsByChance, Self::Reconnect];

    /// It in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Newest => "newest first",
            Self::Warmth => "+ warmth",
            Self::OpenEnds => "+ open ends",
            Self::PodsByChance => "+ pods by chance",
            Self::Reconnect => "+ pods by *Reconnect*",
        }
    }

    pub(crate) fn has_warmth(self) -> bool {
        self != Self::Newest
    }

    pub(crate) fn has_open_ends(self) -> bool {
        !matches!(self, Self::Newest | Self::Warmth)
    }

    pub(crate) fn has_pods(self) -> bool {
        matches!(self, Self::PodsByChance | Self::Reconnect)
    }
}

/// What is assumed of people and of their circle. Chances are parts of [`PER`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumptions {
    /// How many people there are.
    pub people: usize,
    /// For how many days it goes on: twelve weeks.
    pub days: u32,
    /// How likely people visit on a day. A third of them each: every day or so, every third, and once in two weeks.
    pub visits: [u64; 3],
    /// How many traces somebody reads on a visit. In every arm the same: what shows more of one thing shows less of another.
    pub reads: usize,
    /// How likely somebody builds on a trace that they read, of a stranger, of another interest, as fertile as most.
    pub builds: u64,
    /// How many times as likely on one by somebody with whom they have built before.
    pub familiar: u64,
    /// How many times as likely on one of their own interest.
    pub interested: u64,
    /// How many people share an interest.
    pub interest_of: usize,
    /// How many times as likely a fertile trace is built on. One in eight begins so, and what grows from it stays so.
    pub fertile: u64,
    /// How many times as likely one is built on that says what someone could do next.
    pub asked: u64,
    /// How likely somebody leaves a trace of their own on a visit on which they built on none.
    pub seeds: u64,
    /// How likely a trace holds out an open end.
    pub open_ends: u64,
    /// The half-life of warmth, in days.
    pub half_life_days: i64,
    /// How likely somebody accepts an invitation to a pod.
    pub accepts: u64,
    /// How many of a visit's traces somebody in a pod reads there.
    pub reads_in_pod: usize,
}

impl Assumptions {
    /// What is taken for likely. How much hangs on each is what the page's second table says.
    #[must_use]
    pub fn usual(people: usize) -> Self {
        Self {
            people,
            days: 84,
            visits: [800_000, 350_000, 70_000],
            reads: 12,
            builds: 6_000,
            familiar: 3,
            interested: 3,
            interest_of: 12,
            fertile: 4,
            asked: 2,
            seeds: 300_000,
            open_ends: 250_000,
            half_life_days: 7,
            accepts: 600_000,
            reads_in_pod: 3,
        }
    }

    /// The usual ones with one changed, and what is changed in words.
    #[must_use]
    pub fn varied(people: usize) -> Vec<(&'static str, Self)> {
        let usual = Self::usual(people);
        let with = |change: fn(&mut Self)| {
            let mut changed = usual.clone();
            change(&mut changed);
            changed
        };
        vec![
            ("as assumed", usual.clone()),
            ("nobody prefers those whom they know", with(|all| all.familiar = 1)),
            ("people build on those whom they know six times as likely", with(|all| all.familiar = 6)),
            ("no trace is more fertile than another", with(|all| all.fertile = 1)),
            ("being asked moves nobody", with(|all| all.asked = 1)),
            ("people read 4 traces on a visit", with(|all| (all.reads, all.reads_in_pod) = (4, 1))),
            ("people read 40 traces on a visit", with(|all| (all.reads, all.reads_in_pod) = (40, 10))),
            ("warmth halves in a day", with(|all| all.half_life_days = 1)),
            ("warmth halves in a month", with(|all| all.half_life_days = 30)),
            ("one in four accepts an invitation", with(|all| all.accepts = 250_000)),
            ("everyone comes once in two weeks", with(|all| all.visits = [70_000; 3])),
        ]
    }
}
