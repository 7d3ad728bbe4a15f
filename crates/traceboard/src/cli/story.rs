//! The arguments of `story`.

use clap::{Args, Subcommand, ValueEnum};

use super::CircleArgs;

pub(super) const HELP: &str = "Examples:
  traceboard story tell 'The pond' 'It began with mud.' 0199aa00-… 'Then it rained.' 0199bb00-… --circle retreat-kea
  traceboard story export 0199cc00-… --format html --circle retreat-kea > pond.html

A story cites traces: their authors' words are shown as they are now.";

#[derive(Debug, Subcommand)]
pub(crate) enum StoryCommand {
    /// Print the stories of a board, newest first
    List(StoryListArgs),
    /// Tell a story
    Tell(StoryTellArgs),
    /// Tell a story of yours anew
    Retell(StoryRetellArgs),
    /// Write a story to stdout
    Export(StoryExportArgs),
    /// Print a link by which anybody reads a story, without a session (its author, hosts)
    #[command(after_help = "The link is printed once, and replaces the one before.")]
    Share(StoryOneArgs),
    /// Revoke the link to a story
    Unshare(StoryOneArgs),
    /// Let sister circles read a story (its author, hosts)
    Cross(StoryCrossArgs),
}

#[derive(Args, Debug)]
pub(crate) struct StoryListArgs {
    /// The id of a pod of yours, instead of the circle
    #[arg(long, value_name = "ID", env = "TRACEBOARD_POD")]
    pub(crate) pod: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print each story as one line of JSON: id, by, title
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

/// The content of a story.
#[derive(Args, Debug)]
pub(crate) struct Telling {
    /// Its title, in 1 to 280 characters
    pub(crate) title: String,
    /// Its parts in order: the ids of traces, or text
    #[arg(value_name = "ID|WORDS", required = true)]
    pub(crate) parts: Vec<String>,
    /// The id of a pod of yours, instead of the circle
    #[arg(long, value_name = "ID", env = "TRACEBOARD_POD")]
    pub(crate) pod: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct StoryTellArgs {
    #[command(flatten)]
    pub(crate) telling: Telling,
}

#[derive(Args, Debug)]
pub(crate) struct StoryRetellArgs {
    /// The id of the story
    pub(crate) story: String,
    #[command(flatten)]
    pub(crate) telling: Telling,
}

#[derive(Args, Debug)]
pub(crate) struct StoryExportArgs {
    /// The id of the story
    pub(crate) story: String,
    /// The format
    #[arg(long, value_name = "FORMAT", env = "TRACEBOARD_FORMAT", default_value = "md")]
    pub(crate) format: StoryFormat,
    /// The id of a pod of yours, instead of the circle
    #[arg(long, value_name = "ID", env = "TRACEBOARD_POD")]
    pub(crate) pod: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StoryFormat {
    /// Markdown.
    Md,
    /// One HTML file that opens without a network.
    Html,
}

#[derive(Args, Debug)]
pub(crate) struct StoryOneArgs {
    /// The id of the story
    pub(crate) story: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
}

#[derive(Args, Debug)]
pub(crate) struct StoryCrossArgs {
    #[command(flatten)]
    pub(crate) story: StoryOneArgs,
    /// Let them read it no longer
    #[arg(long, env = "TRACEBOARD_BACK")]
    pub(crate) back: bool,
}
