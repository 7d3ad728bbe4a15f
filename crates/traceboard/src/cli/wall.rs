//! The arguments of `wall`.

use clap::Args;

use super::CircleArgs;

#[derive(Args, Debug)]
pub(crate) struct WallArgs {
    /// Show an invite as a QR code on it
    #[arg(long, env = "TRACEBOARD_JOIN")]
    pub(crate) join: bool,
    /// After how many seconds a trace appears, so that it can be taken back before
    #[arg(long, value_name = "SECONDS", env = "TRACEBOARD_DELAY", default_value_t = 0)]
    pub(crate) delay: u16,
    #[command(flatten)]
    pub(crate) circle: CircleArgs,
    /// Print one line of JSON: id, link, qr_svg
    #[arg(long, env = "TRACEBOARD_JSON")]
    pub(crate) json: bool,
}
