//! `pod`: calls pods, steps into them, invites to them, leaves and closes them.

use traceboard_board::{MemberId, PodId};
use traceboard_client::Api;
use traceboard_protocol::{Deed, Pod, PodPage, PodQuery, PodState};

use crate::{
    cli::{CircleArgs, PodCallArgs, PodCommand, PodInviteArgs, PodListArgs, PodOneArgs},
    misuse::Mistakes,
    output, post, profile, retry,
};

/// For how many days a pod is called without `--until`: six weeks.
pub(crate) const DAYS: i32 = 42;

pub(crate) async fn run(command: PodCommand, mistakes: Mistakes) -> anyhow::Result<()> {
    match command {
        PodCommand::List(args) => list(args, mistakes).await,
        PodCommand::Call(args) => call(args, mistakes).await,
        PodCommand::StepIn(args) => in_circle(args, mistakes, "step into the pod", |pod| Deed::StepIn { pod }).await,
        PodCommand::Decline(args) => {
            in_circle(args, mistakes, "decline the invitation", |pod| Deed::DeclinePod { pod }).await
        }
        PodCommand::Invite(args) => invite(args, mistakes).await,
        PodCommand::Leave(args) => in_pod(args, mistakes, "leave the pod", Deed::LeavePod).await,
        PodCommand::Close(args) => in_pod(args, mistakes, "close the pod", Deed::ClosePod).await,
    }
}

/// Prints the pods that aren't closed, newest first.
async fn list(args: PodListArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let mut before = None;
    loop {
        let query = PodQuery { before, all: args.all.then_some(true), ..PodQuery::default() };
        let PodPage { edge, rows, .. } = retry::call(|| api.pods(&query)).await?;
        for pod in &rows.pods {
            if args.json {
                output::json(pod)?;
            } else {
                output::line(&output::one_line(&line(pod)))?;
            }
        }
        match edge {
            Some(edge) => before = Some(edge),
            None => return Ok(()),
        }
    }
}

fn line(pod: &Pod) -> String {
    let state = match pod.state {
        PodState::Open => "",
        PodState::Resting => ", resting",
        PodState::Closed => ", closed",
    };
    let intention = pod.intention.as_deref().unwrap_or("(without words)");
    format!("{} {} of {} until {}{state}: {intention}", pod.id, pod.taken, pod.places, pod.ends_on)
}

/// Calls a pod and prints its id.
async fn call(args: PodCallArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let today = jiff::Zoned::now().date();
    let six_weeks = today.saturating_add(jiff::Span::new().days(DAYS));
    let parse = |day: &str| day.parse().map_err(|_| format!("--until {day:?}: expected a day, as 2026-12-04"));
    let ends_on = args.until.as_deref().map_or(Some(six_weeks), |day| mistakes.collect(parse(day)));
    let target = profile::target(&args.circle, &mut mistakes);
    let (ends_on, target) = mistakes.finish(ends_on.zip(target))?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let deed =
        Deed::CallPod { intention: args.intention, places: args.places, ends_on, rhythm: None, offer_to: Vec::new() };
    post::deed(&api, deed, "call the pod", args.json).await
}

async fn in_circle(
    args: PodOneArgs,
    mut mistakes: Mistakes,
    what: &str,
    deed: fn(PodId) -> Deed,
) -> anyhow::Result<()> {
    let (pod, api) = connect(&args.pod, &args.circle, &mut mistakes).await?;
    post::deed(&api, deed(pod), what, args.json).await
}

async fn in_pod(args: PodOneArgs, mut mistakes: Mistakes, what: &str, deed: Deed) -> anyhow::Result<()> {
    let (pod, api) = connect(&args.pod, &args.circle, &mut mistakes).await?;
    post::deed(&api.in_pod(pod), deed, what, args.json).await
}

async fn invite(args: PodInviteArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let member = args.member.parse::<MemberId>().map_err(|_| format!("{:?}: expected a member's id", args.member));
    let member = mistakes.collect(member);
    let (pod, api) = connect(&args.pod, &args.circle, &mut mistakes).await?;
    let member = mistakes.finish(member)?;
    post::deed(&api.in_pod(pod), Deed::InviteToPod { member }, "invite the member", args.json).await
}

async fn connect(pod: &str, circle: &CircleArgs, mistakes: &mut Mistakes) -> anyhow::Result<(PodId, Api)> {
    let pod = mistakes.collect(pod_id(pod));
    let target = profile::target(circle, mistakes);
    let (pod, target) = std::mem::take(mistakes).finish(pod.zip(target))?;
    Ok((pod, Api::new(&profile::session(target, circle).await?)?))
}

/// Parses the id of a pod.
pub(crate) fn pod_id(text: &str) -> Result<PodId, String> {
    text.parse().map_err(|_| format!("{text:?}: expected the id of a pod"))
}
