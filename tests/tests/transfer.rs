//! A board goes out of one log as a file and comes into the other, through real servers.

use anyhow::{Context, ensure};
use traceboard_board::{EntryId, Facet, MemberId, Pattern, Role, TraceId};
use traceboard_client::{Api, ImportAs, Link};
use traceboard_protocol::{Deed, Draft, Export, ImportOutcome, Limits, ServerFrame};
use traceboard_testkit::{Server, Store, redis::Redis};
use uuid::Uuid;

/// The sample retreat, where no file of real traces is named.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/traceboard/demo/retreat.jsonl");

/// Someone who is signed in.
struct Person {
    api: Api,
    member: MemberId,
}

impl Person {
    async fn enter(link: &str, name: Option<&str>) -> anyhow::Result<Self> {
        let link: Link = link.parse()?;
        let session = Api::redeem(&link, EntryId(Uuid::now_v7()), name.map(str::to_owned), None).await?;
        Ok(Self { api: Api::new(&session)?, member: session.member })
    }

    async fn does(&self, deed: Deed) -> anyhow::Result<TraceId> {
        let id = EntryId(Uuid::now_v7());
        let told = format!("{deed:?}");
        let answer = self.api.post(vec![Draft { id, written_at_ms: 1_700_000_000_000, deed }]).await?;
        ensure!(matches!(answer[..], [ServerFrame::Ack { .. }]), "{told} was answered by {answer:?}");
        Ok(id.into())
    }

    async fn leaves(&self, text: &str, open_end: Option<&str>, builds_on: &[TraceId]) -> anyhow::Result<TraceId> {
        let open_end = open_end.map(str::to_owned);
        self.does(Deed::leave(text, open_end, builds_on.to_vec())).await
    }

    async fn promises(&self, text: &str, days: i64) -> anyhow::Result<TraceId> {
        let facet = Some(due(days)?);
        let (text, builds_on) = (text.to_owned(), Vec::new());
        self.does(Deed::Leave {
            text,
            open_end: None,
            builds_on,
            takes_up: None,
            facet,
            why: None,
            round: None,
            off_wall: false,
            tries: None,
            learned: false,
            joint: None,
            cites: Vec::new(),
            told: Vec::new(),
            crossed: None,
            photo: None,
        })
        .await
    }

    async fn takes_up(&self, text: &str, trace: TraceId) -> anyhow::Result<TraceId> {
        let (text, taken) = (text.to_owned(), vec![trace]);
        self.does(Deed::Leave {
            text,
            open_end: None,
            builds_on: taken.clone(),
            takes_up: Some(taken),
            facet: None,
            why: None,
            round: None,
            off_wall: false,
            tries: None,
            learned: false,
            joint: None,
            cites: Vec::new(),
            told: Vec::new(),
            crossed: None,
            photo: None,
        })
        .await
    }

    async fn rewords(&self, trace: TraceId, text: &str) -> anyhow::Result<()> {
        self.does(Deed::Reword { trace, text: text.to_owned(), open_end: None, photo: None }).await.map(drop)
    }

    async fn imports(&self, file: &str) -> anyhow::Result<Vec<ImportOutcome>> {
        let lines: Vec<_> = file.lines().collect();
        let mut outcomes = Vec::new();
        for batch in lines.chunks(Limits::IMPORT_LINES_MAX) {
            outcomes.extend(self.api.import(batch.join("\n"), ImportAs::Recorded).await?.lines);
        }
        Ok(outcomes)
    }

    async fn exports(&self, format: Export) -> anyhow::Result<String> {
        let (mut pieces, mut file) = (self.api.export(format).await?, Vec::new());
        while let Some(piece) = pieces.next().await? {
            file.extend_from_slice(&piece);
        }
        Ok(String::from_utf8(file)?)
    }
}

/// A promise for so many days from now.
fn due(days: i64) -> anyhow::Result<Facet> {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    Ok(Facet::Promise { due: today.checked_add(jiff::Span::new().days(days))? })
}

/// Leaves a trace in every state that a trace can have, over what was imported under names that are no UUIDs.
async fn fill(server: &Server) -> anyhow::Result<Person> {
    let host = Person::enter(&server.ready().host_link, None).await?;
    let file = [
        r#"{"id": "t1", "at": 1450321981000, "member": "Reed", "text": "dug the pond", "places": ["garden"], "builds_on": []}"#,
        r#"{"id": "t2", "at": 1450322495000, "member": "Moss", "text": "filled it", "places": [], "builds_on": ["t1"], "open_end": "bring a frog"}"#,
    ];
    ensure!(host.imports(&file.join("\n")).await? == [ImportOutcome::Imported, ImportOutcome::Imported]);
    let reed = Person::enter(&server.ready().invite_link, Some("Reed")).await?;
    let moss = Person::enter(&server.ready().invite_link, Some("موس ✨ Moss")).await?;

    let plain = reed.leaves("plain", None, &[]).await?;
    let lines = moss.leaves("several\nlines\n\nשלום עולם 👩‍👩‍👧‍👦 <b>&amp; \"quoted\" \\", None, &[]).await?;
    let taken = reed.leaves("open, and taken up", Some("go on"), &[]).await?;
    moss.leaves("woven of three", Some("still open"), &[taken, plain, lines]).await?;
    let reworded = reed.leaves("at first", Some("gone with it"), &[plain]).await?;
    reed.rewords(reworded, "at last").await?;
    let withdrawn = moss.leaves("said too soon", Some("never mind"), &[plain]).await?;
    reed.does(Deed::Warm { trace: withdrawn }).await?;
    moss.does(Deed::Withdraw { trace: withdrawn }).await?;
    let hidden = reed.leaves("hidden at first", None, &[]).await?;
    reed.rewords(hidden, "hidden words").await?;
    moss.does(Deed::Warm { trace: hidden }).await?;
    host.does(Deed::Hide { trace: hidden, why: Some("it names a neighbour".to_owned()) }).await?;
    let both = reed.leaves("hidden, then taken back", None, &[hidden]).await?;
    host.does(Deed::Hide { trace: both, why: None }).await?;
    reed.does(Deed::Withdraw { trace: both }).await?;
    let restored = moss.leaves("restored", None, &[]).await?;
    host.does(Deed::Hide { trace: restored, why: None }).await?;
    host.does(Deed::Restore { trace: restored }).await?;
    for person in [&host, &reed] {
        person.does(Deed::Warm { trace: restored }).await?;
    }
    let only_warms = Person::enter(&server.ready().invite_link, Some("Only warms")).await?;
    only_warms.does(Deed::Warm { trace: plain }).await?;
    Person::enter(&server.ready().invite_link, Some("Only watches")).await?;
    reed.does(Deed::Rename { name: "Reed the second".to_owned(), colour: 7 }).await?;
    let ladder = reed.promises("bring a ladder", 3).await?;
    let rope = reed.promises("mend the rope", 5).await?;
    let gone = reed.promises("never mind the roof", 7).await?;
    reed.does(Deed::MoveFacet { trace: rope, to: due(9)?, review: None }).await?;
    reed.takes_up("brought a ladder", ladder).await?;
    moss.takes_up("not moss's to keep", rope).await?;
    reed.does(Deed::Withdraw { trace: gone }).await?;
    let end = moss.leaves("a wall painted", Some("paint the door"), &[]).await?;
    reed.takes_up("the door painted", end).await?;
    host.does(Deed::GiveRole { member: reed.member, role: Role::Host }).await?;
    host.does(Deed::Remove { member: moss.member }).await?;
    only_warms.does(Deed::LeaveCircle).await?;
    host.does(Deed::ChangeCircle {
        name: Some("Year three".to_owned()),
        half_life_ms: Some(3_600_000),
        off: Some(vec![Pattern::Gatherings]),
        time_zone: Some("Europe/Vienna".to_owned()),
    })
    .await?;
    Ok(host)
}

/// Takes a board from one log to the other, and gives what came out of the second.
async fn carry(from: &Person, to: &Server) -> anyhow::Result<(String, Person)> {
    let file = from.exports(Export::Jsonl).await?;
    let host = Person::enter(&to.ready().host_link, None).await?;
    let outcomes = host.imports(&file).await?;
    for (outcome, line) in outcomes.iter().zip(file.lines()) {
        ensure!(*outcome == ImportOutcome::Imported, "{outcome:?}: {line}");
    }
    let again = host.exports(Export::Jsonl).await?;
    for (first, second) in file.lines().zip(again.lines()) {
        ensure!(first == second, "a line changed on its way:\n{first}\n{second}");
    }
    ensure!(file == again, "lines were lost or added on the way");
    let outcomes = host.imports(&file).await?;
    ensure!(outcomes.iter().all(|outcome| *outcome == ImportOutcome::Already), "twice is not once: {outcomes:?}");
    ensure!(host.exports(Export::Jsonl).await? == file, "a second import changed the board");
    Ok((file, host))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_exports_the_same_file_on_both_stores_after_all_kinds_of_deeds() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let embedded = Server::start(&Store::Embedded, &[]).await?;
    let on_redis = Server::start(&Store::Redis(redis.url()), &[]).await?;
    let back = Server::start(&Store::Embedded, &[]).await?;
    let (file, host) = carry(&fill(&embedded).await?, &on_redis).await?;
    for (told, why) in [
        ("\"t2\"", "the names of a file are kept"),
        ("hidden words", "hosts have what is hidden"),
        ("it names a neighbour", "and why"),
        ("woven of three", "all traces go out"),
        ("Only warms", "who warmed is named"),
        ("\"is\":\"promise\"", "promises go out with their day"),
        ("Europe/Vienna", "the circle's days are kept"),
    ] {
        ensure!(file.contains(told), "{why}: {told} is missing in\n{file}");
    }
    for (gone, why) in [
        ("said too soon", "what was taken back is gone"),
        ("never mind the roof", "a promise that was let go is gone"),
        ("at first", "what was reworded is gone"),
        ("Only watches", "only those go out whom a trace names"),
    ] {
        ensure!(!file.contains(gone), "{why}: {gone} is in\n{file}");
    }
    let (again, _) = carry(&host, &back).await?;
    ensure!(again == file);
    let markdown = host.exports(Export::Md).await?;
    ensure!(markdown.starts_with("# Year three\n") && markdown.contains("woven of three"), "{markdown}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_community_file_is_imported_on_both_stores() -> anyhow::Result<()> {
    let path = std::env::var("TRACEBOARD_REAL_TRACES").unwrap_or_else(|_| SAMPLE.to_owned());
    let file = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let redis = Redis::start()?;
    let mut exports = Vec::new();
    for store in [Store::Embedded, Store::Redis(redis.url())] {
        let server = Server::start(&store, &[]).await?;
        let host = Person::enter(&server.ready().host_link, None).await?;
        let outcomes = host.imports(&file).await?;
        ensure!(outcomes.len() == file.lines().count());
        ensure!(outcomes.iter().all(|outcome| *outcome == ImportOutcome::Imported), "{path}: {outcomes:?}");
        exports.push(host.exports(Export::Jsonl).await?);
    }
    let [embedded, on_redis] = &exports[..] else { anyhow::bail!("two exports were made") };
    ensure!(embedded == on_redis, "the logs tell it differently");
    let traces = embedded.lines().filter(|line| line.starts_with("{\"id\"")).count();
    ensure!(traces == file.lines().count(), "{traces} traces came out");
    Ok(())
}
