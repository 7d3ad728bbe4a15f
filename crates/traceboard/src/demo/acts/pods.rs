//! Week 2: pods of people who hardly know each other, and one that a member calls. Week 6: what becomes of them.

use traceboard_board::{PodId, RoundKind};
use traceboard_protocol::{Deed, GroupsQuery};

use crate::demo::stage::{Stage, in_days, weekly};

const NEWCOMERS: [&str; 4] = ["Teal", "Pipit", "Dunlin", "Jay"];
/// Six weeks.
const DAYS: i32 = 42;

/// A pod's intention, what two members leave in it, and what one of them shares with the circle.
const INTENTIONS: [[&str; 4]; 3] = [
    ["Cook one meal together", "Bought leeks for twelve", "Chopped them all", "We cooked for twelve, and nobody led"],
    ["Clear the path to the stream", "Walked it with a saw", "Drew where it floods", "The path is open up to the bend"],
    [
        "Read one chapter a week",
        "Read the first one aloud",
        "Wrote down what I didn’t get",
        "Reading aloud makes us slow, and that helps",
    ],
];

/// The pods: who is in each.
pub(super) struct Pods {
    offered: Vec<(PodId, Vec<String>)>,
    called: PodId,
}

pub(super) async fn play(stage: &mut Stage) -> anyhow::Result<Pods> {
    stage.tell(2, "Four more come. Reconnect parts the circle into pods of people who hardly know each other.");
    stage.join(&NEWCOMERS).await?;
    let mut offered = Vec::new();
    for (group, words) in groups(stage).await?.into_iter().zip(INTENTIONS) {
        offered.push((offer(stage, &group, words).await?, group));
    }
    stage.tell(2, "Lark calls a pod that bakes every Tuesday, and invites Teal by name.");
    let called = call(stage).await?;
    Ok(Pods { offered, called })
}

/// The groups in which the most new ties would arise. A visitor may be in one, too; nobody acts for them.
async fn groups(stage: &mut Stage) -> anyhow::Result<Vec<Vec<String>>> {
    let api = stage.person("Wren").await?.api;
    let page = api.groups(&GroupsQuery::default()).await?;
    let name =
        |n: &u32| page.members.iter().find(|member| member.n == *n).and_then(|member| stage.cast().name(member.id));
    let groups = page.groups.iter().map(|group| group.iter().filter_map(name).collect::<Vec<_>>());
    Ok(groups.filter(|group| group.len() > 2).collect())
}

/// Offers a group a pod. All but one step in; nobody is told who didn't.
async fn offer(stage: &mut Stage, group: &[String], words: [&str; 4]) -> anyhow::Result<PodId> {
    let mut offer_to = Vec::new();
    for name in group {
        offer_to.push(stage.person(name).await?.id);
    }
    let [intention, first, second, shared] = words;
    let places = u8::try_from(offer_to.len())?;
    let call =
        Deed::CallPod { intention: intention.to_owned(), places, ends_on: in_days(DAYS), rhythm: None, offer_to };
    let pod = PodId(stage.does("Wren", call).await?.0);
    let [one, other, rest @ ..] = group else { anyhow::bail!("a group of fewer than two") };
    for name in [one, other].into_iter().chain(rest.iter().skip(1)) {
        stage.quickly(name, Deed::StepIn { pod }).await?;
    }
    if let Some(name) = rest.first() {
        stage.quickly(name, Deed::DeclinePod { pod }).await?;
    }
    stage.in_pod(one, pod, Deed::leave(first, None, Vec::new())).await?;
    stage.in_pod(other, pod, Deed::leave(second, None, Vec::new())).await?;
    // Only its author may share with the circle what is in a pod.
    stage.left(one, shared, &[]).await?;
    Ok(pod)
}

async fn call(stage: &mut Stage) -> anyhow::Result<PodId> {
    let (intention, rhythm) = ("Bake bread for whoever comes by".to_owned(), Some(weekly("tue", "18:30")?));
    let call = Deed::CallPod { intention, places: 5, ends_on: in_days(DAYS), rhythm, offer_to: Vec::new() };
    let pod = PodId(stage.does("Lark", call).await?.0);
    let member = stage.person("Teal").await?.id;
    stage.in_pod("Lark", pod, Deed::InviteToPod { member }).await?;
    for name in ["Teal", "Jay"] {
        stage.quickly(name, Deed::StepIn { pod }).await?;
    }
    stage.in_pod("Lark", pod, Deed::leave("Fed the starter", None, Vec::new())).await?;
    Ok(pod)
}

/// The pods' end dates: one goes on, one rests, and one closes after a closing round.
pub(super) async fn end(stage: &mut Stage, pods: &Pods) -> anyhow::Result<()> {
    stage.tell(6, "The pods end: one goes on, one rests, and Lark’s closes after a closing round.");
    let mut becomes = [Deed::ExtendPod { ends_on: in_days(2 * DAYS) }, Deed::RestPod { resting: true }].into_iter();
    for (pod, group) in &pods.offered {
        let (Some(deed), Some(name)) = (becomes.next(), group.first()) else { break };
        stage.in_pod(name, *pod, deed).await?;
    }
    let pod = pods.called;
    let (kind, prompts) = (RoundKind::Closing, Vec::new());
    let closing = Deed::OpenRound { kind, prompts, ends_at_ms: None, about: None, gathering: None };
    let round = stage.in_pod("Lark", pod, closing).await?;
    for (name, answer) in
        [("Lark", "Bread wants time, not hands"), ("Teal", "The starter, in a jar"), ("Jay", "Tuesdays")]
    {
        stage.in_pod(name, pod, Deed::Answer { round, answers: vec![answer.to_owned()] }).await?;
    }
    stage.in_pod("Lark", pod, Deed::ClosePod).await?;
    Ok(())
}
