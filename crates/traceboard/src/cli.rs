//! The command line as it is typed. Values are parsed further in `settings`, `limits` and in the commands.

mod agreement;
mod folder;
mod mistyped;
mod pod;
mod program;
mod reading;
mod serve;
mod sister;
mod story;
mod together;
mod wall;
mod weave;
mod webhook;

use std::ffi::OsString;

use clap::{
    ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
    builder::{BoolishValueParser, OsStr, Resettable},
};

pub(crate) use agreement::{AgreementCommand, MoveArgs, ProposeArgs, WordArgs};
pub(crate) use folder::{BackupArgs, CheckArgs};
pub(crate) use mistyped::MISSING;
pub(crate) use pod::{PodCallArgs, PodCommand, PodInviteArgs, PodListArgs, PodOneArgs};
pub(crate) use program::{FeedArgs, ProgramArgs, ProgramCommand, ProgramLetInArgs, ProgramListArgs};
pub(crate) use reading::{SearchArgs, TailArgs, TrailsArgs};
pub(crate) use serve::{LimitArgs, ServeArgs};
pub(crate) use sister::{SisterAddArgs, SisterCommand, SisterListArgs, SisterOneArgs, SisterShowArgs};
pub(crate) use story::{
    StoryCommand, StoryCrossArgs, StoryExportArgs, StoryFormat, StoryListArgs, StoryOneArgs, Telling,
};
pub(crate) use together::{
    At, GatheringCommand, GatheringRetroArgs, ListArgs, RoundAnswerArgs, RoundArgs, RoundCommand, RoundOpenArgs,
};
pub(crate) use wall::WallArgs;
pub(crate) use weave::{ReconnectArgs, WeaveArgs};
pub(crate) use webhook::{WebhookAddArgs, WebhookArgs, WebhookCommand, WebhookListArgs};

use crate::misuse::Mistakes;

/// A live board for a community: do your thing, leave a trace, build on someone's.
#[derive(Debug, Parser)]
#[command(
    name = "traceboard",
    version,
    about,
    long_about = "A live board for a community: do your thing, leave a trace, build on someone's.\n\n\
        Without a command it serves: a board on this machine, whose links it prints.",
    after_help = "Exit codes: 0 done, 1 failed, 2 misused. Data goes to stdout, words to stderr.",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) serve: ServeArgs,
    #[command(flatten)]
    pub(crate) logs: LogArgs,
}

impl Cli {
    /// Parses the command line and collects all its mistakes. For `--help` and `--version` it prints and ends the process. An empty
    /// variable counts as not set, because compose files and scripts set such, and the variable of a flag may be 1 or yes.
    pub(crate) fn from_command_line() -> (Option<Self>, Mistakes) {
        Self::read(std::env::args_os()).unwrap_or_else(|error| error.exit())
    }

    fn read(words: impl IntoIterator<Item = OsString>) -> Result<(Option<Self>, Mistakes), clap::Error> {
        mistyped::Typed::new(words).read(&Self::command(), |command, words, without_variable| {
            let matches = lenient(command, without_variable).try_get_matches_from(words)?;
            Self::from_arg_matches(&matches)
        })
    }
}

fn lenient(command: clap::Command, without_variable: &[String]) -> clap::Command {
    let lenient_arg = |arg: clap::Arg| {
        let is_blank = |name: &std::ffi::OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
        let is_unset = arg.get_env().is_some_and(is_blank)
            || arg.get_long().is_some_and(|long| without_variable.contains(&format!("--{long}")));
        match (is_unset, arg.get_action()) {
            (true, _) => arg.env(Resettable::<OsStr>::Reset),
            (false, ArgAction::SetTrue) => arg.value_parser(BoolishValueParser::new()),
            (false, _) => arg,
        }
    };
    command.mut_args(lenient_arg).mut_subcommands(|command| lenient(command, without_variable))
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve boards: the page, the API and the live socket
    #[command(after_help = serve::HELP)]
    Serve(Box<ServeArgs>),
    /// Leave a trace
    #[command(
        after_help = "Examples:\n  traceboard leave 'fixed the leaking tap' --open-end 'paint the wall behind it' \
        --circle retreat-kea\n  traceboard leave 'bring a ladder' --promise 2026-12-04 --circle retreat-kea\n\n\
        Prints the id of the trace, which --builds-on and --takes-up take."
    )]
    Leave(LeaveArgs),
    /// Show yourself as resting, until you do something; no reason is asked
    Rest(RestArgs),
    /// Print the trails of a board, warmest first
    #[command(
        after_help = "Each line begins with the id of a trail's newest trace, which `leave --builds-on` takes: one build-on, \
        and a quiet trail is warm again."
    )]
    Trails(TrailsArgs),
    /// Print the traces that have some words, newest first
    #[command(after_help = reading::SEARCH_HELP)]
    Search(SearchArgs),
    /// Print what happens on a board, as it happens
    #[command(
        after_help = "Each line begins with the entry's position. --after POSITION prints the later entries, each \
        once.\nWithout --after it begins with the log's first entry. Ends with Ctrl-C, or when the reader closes \
        the pipe."
    )]
    Tail(TailArgs),
    /// Bring a file of traces onto a board (hosts)
    #[command(after_help = IMPORT_HELP)]
    Import(ImportArgs),
    /// Write a board to stdout (hosts)
    #[command(after_help = "Examples:\n  traceboard export --circle our-circle-host > board.jsonl\n  \
        traceboard export --circle our-circle-host --format md > board.md\n\n\
        JSON lines are what `traceboard import` takes; Markdown is for reading.")]
    Export(ExportArgs),
    /// Make circles
    #[command(subcommand)]
    Circle(CircleCommand),
    /// Rounds ask everyone the same: each member answers once, and only then reads the others' answers
    #[command(subcommand, after_help = together::ROUND_HELP)]
    Round(RoundCommand),
    /// Agreements on how you want to be together: propose, try, live, let go
    #[command(subcommand, after_help = agreement::AGREEMENT_HELP)]
    Agreement(AgreementCommand),
    /// Gatherings: spans of time with a name, whose traces are shown together
    #[command(subcommand, after_help = together::GATHERING_HELP)]
    Gathering(GatheringCommand),
    /// Pods: call one, step into one, leave it
    #[command(subcommand)]
    Pod(PodCommand),
    /// Make the link of a wall: a page that shows the newest traces to a hall, and can only look (hosts)
    #[command(after_help = "Example:\n  chromium --kiosk $(traceboard wall --join --circle our-circle-host)")]
    Wall(WallArgs),
    /// Make the address of a feed: the newest traces that a wall may show, as Atom, for a feed reader (hosts)
    Feed(FeedArgs),
    /// Webhooks: tell a server of yours, signed, what changes; add, list, remove (hosts)
    #[command(subcommand, after_help = webhook::HELP)]
    Webhook(WebhookCommand),
    /// Programs that leave traces: let one in, list them, end one (hosts)
    #[command(subcommand, after_help = program::HELP)]
    Program(ProgramCommand),
    /// Print who builds with whom, as ties that are thin, middle or thick
    Weave(WeaveArgs),
    /// Find groups in which the most new ties would arise, and offer them as pods (hosts)
    #[command(after_help = weave::RECONNECT_HELP)]
    Reconnect(ReconnectArgs),
    /// Stories: tell, list, export and share them
    #[command(subcommand, after_help = story::HELP)]
    Story(StoryCommand),
    /// Sister circles: exchange links with other circles, and read the stories that they share with yours
    #[command(subcommand, after_help = sister::HELP)]
    Sister(SisterCommand),
    /// Copy a server's folder, also while it runs
    #[command(after_help = folder::BACKUP_HELP)]
    Backup(BackupArgs),
    /// Look through a server's folder for damage
    #[command(after_help = folder::CHECK_HELP)]
    Check(CheckArgs),
    /// Serve a temporary board on which six weeks of a circle are played in two minutes
    #[command(
        after_help = "Open the printed link: the play goes on while somebody watches the board, and lines here say what happens. \
        Nothing is kept: Ctrl-C ends it and removes its board."
    )]
    Demo(DemoArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum CircleCommand {
    /// Found one more circle on a running server (hosts of its first circle)
    #[command(after_help = "Example:\n  traceboard circle new 'Kitchen crew' --circle our-circle-host\n\n\
        Prints the new circle's host link and invite link; they hold for 24 hours.")]
    New(CircleNewArgs),
    /// Seed a circle (hosts): a new one with this one's settings, rhythm, agreements and prompts, and none of its traces
    #[command(after_help = "Example:\n  traceboard circle seed 'Garden crew' --circle our-circle-host\n\n\
        A circle seeds up to three. Prints the new one's host link and invite link; they hold for 24 hours.")]
    Seed(CircleNewArgs),
}

const IMPORT_HELP: &str = "The file holds one JSON object a line: what `traceboard export` wrote, or just
  {\"id\": \"t1\", \"at\": 1450321981000, \"member\": \"Kea\", \"text\": \"…\", \"places\": [], \"builds_on\": []}
with `at` in Unix milliseconds and `builds_on` naming ids of other lines; or a table (CSV) with a header: at, member,
text, and id, places, builds_on, open_end where it has them. The order of lines doesn't matter, and importing a file
again changes nothing. Refused lines are named with their reason, and the exit code is then 1; traces that build on a
refused one get its nearest ancestors instead, and are named, too. --check prints all of that and changes nothing.

With --live its traces arrive now, with the pauses between them, --speed times shorter. Then the file is JSON lines in
UTF-8, each after those that it builds on; without --live it may be a table, a JSON array or UTF-16, in any order.";

/// How log lines are written.
#[derive(Args, Clone, Debug)]
pub(crate) struct LogArgs {
    /// What to log, by level or by part: warn, info, traceboard_hub=debug,…
    #[arg(long = "log", value_name = "FILTER", env = "TRACEBOARD_LOG", global = true, help_heading = "Logs (stderr)")]
    pub(crate) filter: Option<String>,
    /// How to write the log
    #[arg(
        // Global, so its id must differ from those of every command's own flags.
        id = "log_format",
        long = "log-format",
        value_name = "FORMAT",
        env = "TRACEBOARD_LOG_FORMAT",
        default_value = "text",
        global = true,
        help_heading = "Logs (stderr)"
    )]
    pub(crate) format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// A line to read.
    Text,
    /// One JSON object a line.
    Json,
}

/// Which circle a command is sent to, and as which member.
#[derive(Args, Clone, Debug)]
pub(crate) struct CircleArgs {
    /// A link that `serve` printed, or the name of a saved profile
    #[arg(long, value_name = "LINK", env = "TRACEBOARD_CIRCLE", hide_env_values = true)]
    pub(crate) circle: String,
    /// The name to join by, where the link is an invite for new members: another name is another member [default: $USER, or traceboard]
    #[arg(long, value_name = "NAME", env = "TRACEBOARD_NAME")]
    pub(crate) name: Option<String>,
    /// What to call the profile in which a new session is kept [default: circle and member]
    #[arg(long, value_name = "PROFILE", env = "TRACEBOARD_SAVE_AS")]
    pub(crate) save_as: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct LeaveArgs {
    /// What was done, in 1 to 280 characters; `-` reads it from stdin
    pub(crate) text: String,
    /// The id of a trace that this one builds on; up to three times
    #[arg(long, value_name = "ID", env = "TRACEBOARD_BUILDS_ON", value_delimiter = ',')]
    pub(crate) builds_on: Vec<String>,
    /// The id of a trace that this one builds on and takes up: its open end, or a promise of yours that you kept
    #[arg(long, value_name = "ID", env = "TRACEBOARD_TAKES_UP", value_delimiter = ',')]
    pub(crate) takes_up: Vec<String>,
    /// What someone could do next
    #[arg(long, value_name = "TEXT", env = "TRACEBOARD_OPEN_END", conflicts_with = "promise")]
    pub(crate) open_end: Option<String>,
    /// The day by which you will do what the text says, at most six weeks ahead
    #[arg(long, value_name = "DATE", env = "TRACEBOARD_PROMISE")]
    pub(crate) promise: Option<String>,
    /// Whether the text says what you learned
    #[arg(long, env = "TRACEBOARD_LEARNED", conflicts_with = "promise")]
    pub(crate) learned: bool,
    /// Keep it off the wall
    #[arg(long, env = "TRACEBOARD_OFF_WALL")]
    pub(crate) off_wall: bool,
    /// Between whom it happens
    #[arg(long, value_name = "JOINT", env = "TRACEBOARD_JOINT")]
    pub(crate) joint: Option<At>,
    /// The story of a sister circle that it grew from, as `sister list` prints it
    #[arg(long, value_name = "CIRCLE/STORY", env = "TRACEBOARD_FROM_SISTER")]
    pub(crate) from_sister: Option<String>,
    /// A photo to go with it: a JPEG, PNG or WebP file
    #[arg(long, value_name = "FILE", env = "TRACEBOARD_PHOTO")]
    pub(crate) photo: Option<String>,
    /// What is to be seen on the photo, for who doesn't see it
    #[arg(long, value_name = "TEXT", env = "TRACEBOARD_ALT", requires = "photo")]
    pub(crate) alt: Option<String>,
    /// The id of a pod of yours in which to leave it, instead of the circle
    #[arg(long, value_name = "ID", env = "TRACEBOARD_POD")]
    pub(crate) pod: Option<String>,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct RestArgs {
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, position, at_ms
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// The file; `-` is stdin
    pub(crate) file: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Let the traces arrive now, with the recorded pauses
    #[arg(long, env = "TRACEBOARD_LIVE")]
    pub(crate) live: bool,
    /// With --live, how many times faster than recorded [default: 1]
    #[arg(long, value_name = "N", env = "TRACEBOARD_SPEED", requires = "live")]
    pub(crate) speed: Option<String>,
    /// The folder that `export --photos` wrote: photos that lines name are sent before them
    #[arg(long, value_name = "FOLDER", env = "TRACEBOARD_PHOTOS")]
    pub(crate) photos: Option<String>,
    /// Only print what would become of each line, and change nothing
    #[arg(long, env = "TRACEBOARD_CHECK", conflicts_with = "live")]
    pub(crate) check: bool,
    /// Print one line of JSON at the end: imported, already, refused, mended
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// The format
    #[arg(long, value_name = "FORMAT", env = "TRACEBOARD_FORMAT", default_value = "jsonl")]
    pub(crate) format: ExportFormat,
    /// A folder to which the photos are written too, each under its id
    #[arg(long, value_name = "FOLDER", env = "TRACEBOARD_PHOTOS")]
    pub(crate) photos: Option<String>,
    /// The id of a pod of yours to export, instead of the circle (its members may)
    #[arg(long, value_name = "ID", env = "TRACEBOARD_POD")]
    pub(crate) pod: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One JSON object a line, for `import`.
    Jsonl,
    /// Markdown, to read.
    Md,
    /// Both, and all photos.
    Zip,
}

#[derive(Args, Debug)]
pub(crate) struct CircleNewArgs {
    /// The new circle's name
    #[arg(id = "new_circle", value_name = "NAME")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: circle, host_link, invite_link
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[derive(Args, Debug)]
pub(crate) struct DemoArgs {
    /// The address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", env = "TRACEBOARD_LISTEN", default_value = "127.0.0.1:7777")]
    pub(crate) listen: String,
    /// How many times faster: 1 takes about two minutes
    #[arg(long, value_name = "N", env = "TRACEBOARD_DEMO_SPEED", default_value = "1")]
    pub(crate) speed: String,
    /// Once ready, print one line of JSON to stdout instead: address, circle, host_link, invite_link
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}

#[cfg(test)]
mod tests;
