//! The arguments of `sister`.

use clap::{Args, Subcommand};

use super::CircleArgs;

pub(super) const HELP: &str = "Examples:
  traceboard sister link --circle mill-host             a link to hand to a host of the other circle
  traceboard sister add https://… --circle bakery-host  what they do with it
  traceboard sister list --circle bakery-kea
  traceboard leave 'We try it with rye' --from-sister 0199aa00-…/0199bb00-… --circle bakery-kea

Authors choose which stories other circles may read: story cross ID. Stories aren't copied: what is withdrawn there is gone here.";

#[derive(Debug, Subcommand)]
pub(crate) enum SisterCommand {
    /// Print the sister circles, and the stories that each shares with yours
    List(SisterListArgs),
    /// Print a story of a sister circle
    Show(SisterShowArgs),
    /// Print a link for a host of another circle (hosts)
    #[command(
        after_help = "The link is printed once. Anyone who has it reads the stories that cross, until you revoke it by its id."
    )]
    Link(SisterListArgs),
    /// Revoke such a link of yours, by its id
    Unlink(SisterOneArgs),
    /// Add a sister circle by the link that one of its hosts gave you (hosts)
    Add(SisterAddArgs),
    /// Remove a sister circle (hosts)
    Leave(SisterOneArgs),
}

#[derive(Args, Debug)]
pub(crate) struct SisterListArgs {
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON instead
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct SisterShowArgs {
    /// The ids of the circle and the story, with a slash between, as `sister list` prints them
    #[arg(value_name = "CIRCLE/STORY")]
    pub(crate) story: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
}

#[derive(Args, Debug)]
pub(crate) struct SisterOneArgs {
    /// The id of the circle, or of the link
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
}

#[derive(Args, Debug)]
pub(crate) struct SisterAddArgs {
    /// The link
    pub(crate) link: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
}
