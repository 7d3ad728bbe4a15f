//! The store is emptied under a server.
#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;

use reqwest::StatusCode;
use support::{Answer, SOON, Server, http, leave};
use traceboard_log::{Log, RedisLog};
use traceboard_testkit::{eventually, redis::Redis};

async fn ready(server: &Server) -> Answer {
    Answer::of(http().get(format!("{}/readyz", server.address)).send().await.unwrap()).await
}

#[tokio::test]
async fn a_server_whose_history_is_gone_says_so_and_waits_for_its_operator() {
    let redis = Redis::start().unwrap();
    let connect = async || Arc::new(RedisLog::connect(&redis.url()).await.unwrap()) as Arc<dyn Log>;
    let server = Server::start(&connect().await).await;
    let member = server.join("Kea").await;
    member.leaves("before").await;
    assert_eq!(ready(&server).await.status, StatusCode::OK);

    redis.command(&["FLUSHALL"]).unwrap();
    // At once, and at every look from then on.
    for _ in 0..20 {
        let answer = ready(&server).await;
        answer.is("log_unavailable");
        assert!(answer.body["message"].as_str().unwrap().contains("is gone"), "{answer:?}");
    }
    // Nothing of another history is begun, and nobody is taken for a stranger.
    let refused = member.post(&leave("into the void")).await;
    assert_eq!((&refused["code"], &refused["retry"]), (&"log_unavailable".into(), &true.into()), "{refused}");
    eventually(SOON, "that the fold has noticed it", async || match member.get("snapshot").await {
        answer if answer.body["code"] == "log_unavailable" => Ok(()),
        answer => Err(answer.body.to_string()),
    })
    .await
    .unwrap();
    member.get("mine").await.is("log_unavailable");
    server.join_by(server.invite_secret.reveal(), Some("Tui")).await.unwrap_err().is("log_unavailable");
    assert!(!redis.command(&["KEYS", "tb:*"]).unwrap().contains(&server.circle));

    // Another server begins anew there: this one still waits.
    let anew = Server::start(&connect().await).await;
    assert_ne!(anew.circle, server.circle);
    assert_eq!(ready(&anew).await.status, StatusCode::OK);
    eventually(SOON, "that the registry is another one's", async || match ready(&server).await {
        answer if answer.status == StatusCode::SERVICE_UNAVAILABLE => Ok(()),
        answer => Err(answer.body.to_string()),
    })
    .await
    .unwrap();
    member.get("snapshot").await.is("log_unavailable");
}
