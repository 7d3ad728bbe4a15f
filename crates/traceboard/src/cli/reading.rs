//! What commands that only read a board are told.

use clap::Args;

use super::CircleArgs;

pub(super) const SEARCH_HELP: &str = "Examples:\n  traceboard search apple tree --circle LINK\n  \
    traceboard search --by Kea --from 2026-05-01 --open --circle LINK\n\n\
    Case and accents don't count, and words may come in any order. Each line begins with the trace's id, which \
    `leave --builds-on` takes.";

#[derive(Args, Debug)]
pub(crate) struct SearchArgs {
    /// Words that a trace or its open end has, all of them
    #[arg(value_name = "WORD")]
    pub(crate) words: Vec<String>,
    /// The name or the id of who left it
    #[arg(long, value_name = "MEMBER", env = "TRACEBOARD_BY")]
    pub(crate) by: Option<String>,
    /// The first day on which it was left
    #[arg(long, value_name = "DATE", env = "TRACEBOARD_FROM")]
    pub(crate) from: Option<String>,
    /// The last day on which it was left
    #[arg(long, value_name = "DATE", env = "TRACEBOARD_TO")]
    pub(crate) to: Option<String>,
    /// Only open ends that nobody has taken up
    #[arg(long, env = "TRACEBOARD_OPEN")]
    pub(crate) open: bool,
    /// The id of a pod of yours to look in, instead of the circle
    #[arg(long, value_name = "ID", env = "TRACEBOARD_POD")]
    pub(crate) pod: Option<String>,
    /// How many at most [default: all]
    #[arg(long, value_name = "N", env = "TRACEBOARD_LIMIT")]
    pub(crate) limit: Option<u32>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print each trace as one line of JSON: id, at_ms, by, text, open_end
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct TrailsArgs {
    /// Print the coldest first, so that what went quiet longest ago stands on top
    // It was called --quiet, which is an order and no choice of trails: those that are warm come too, behind.
    #[arg(long, alias = "quiet", env = "TRACEBOARD_COLDEST_FIRST")]
    pub(crate) coldest_first: bool,
    /// How many at most [default: all]
    #[arg(long, value_name = "N", env = "TRACEBOARD_LIMIT")]
    pub(crate) limit: Option<u32>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print each trail as one line of JSON: seed, newest, text, people
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct TailArgs {
    /// Begin after this position
    #[arg(long, value_name = "POSITION", env = "TRACEBOARD_AFTER")]
    pub(crate) after: Option<String>,
    /// The id of a pod of yours to follow, instead of the circle
    #[arg(long, value_name = "ID", env = "TRACEBOARD_POD")]
    pub(crate) pod: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print each entry as one line of JSON
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}
