//! Coming in, being refused, and being shown out.

use anyhow::bail;
use traceboard_board::TraceId;
use traceboard_client::{Api, ClientError, End, Link};
use traceboard_protocol::{Code, Deed, MineQuery};
use traceboard_testkit::{Server, Store};
use uuid::Uuid;

use crate::support::{CARRIERS, SOON, does, host, member, mirror, new_id};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_redeemed_once_however_often_the_request_is_repeated() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let link: Link = server.ready().invite_link.parse()?;
    assert!(Api::look(&link).await?.member.is_none());
    let request = new_id();
    let first = Api::redeem(&link, request, Some("Reed".to_owned()), None).await?;
    let again = Api::redeem(&link, request, Some("Reed".to_owned()), None).await?;
    assert_eq!(first.member, again.member);
    let api = Api::new(&again)?;
    assert_eq!(api.mine(&MineQuery::default()).await?.me, first.member);
    let (_, members) = api.all_members(None).await?;
    assert_eq!(members.len(), 2, "the founder and one newcomer");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_and_an_unreachable_server_are_different_errors() -> anyhow::Result<()> {
    let mut server = Server::start(&Store::Embedded, &[]).await?;
    let session = member(&server, "Reed", None).await?;
    let api = Api::new(&session)?;
    let unknown = api.trail(TraceId(Uuid::now_v7()), None).await.unwrap_err();
    let ClientError::Refused { problem, .. } = &unknown else { bail!("expected a refusal, got {unknown:?}") };
    assert_eq!((problem.code, unknown.may_succeed_later()), (Code::UnknownTrace, false));
    server.kill().await?;
    let away = api.snapshot().await.unwrap_err();
    assert!(matches!(away, ClientError::Unreachable { .. }) && away.may_succeed_later(), "{away:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_member_learns_of_it_and_does_not_reconnect() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let host = Api::new(&host(&server).await?)?;
    for carrier in CARRIERS {
        let session = member(&server, "Reed", None).await?;
        let mut follower = mirror(&session, carrier)?;
        follower.ready().await?;
        does(&host, Deed::Remove { member: session.member }).await?;
        let end = tokio::time::timeout(SOON, async {
            loop {
                if let Err(end) = follower.next().await {
                    break end;
                }
            }
        });
        match end.await? {
            End::Closed { code: 4020..4030, .. } => {}
            End::Refused(problem) if problem.code == Code::NotAMember => {}
            other => bail!("{carrier:?} ended with {other:?}"),
        }
    }
    Ok(())
}
