//! Reading a board: snapshot, states and pages.

use reqwest::Method;
use traceboard_board::{MemberId, TraceId};
use traceboard_position::Position;
use traceboard_protocol::{
    AgreementsPage, CardPage, CardQuery, DueQuery, GroupsPage, GroupsQuery, Limits, Member, MemberPage, MemberQuery,
    MinePage, MineQuery, PodPage, PodQuery, SearchPage, SearchRequest, ServerFrame, Snapshot, StatesQuery, TrailOrder,
    TrailView, TrailsPage, TrailsQuery, WeavePage, WordsPage,
};

use super::{
    Api,
    path::{Path, list},
};
use crate::ClientError;

impl Api {
    /// The rows of a first screen, at a position.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn snapshot(&self) -> Result<Snapshot, ClientError> {
        self.answer("take a snapshot", self.request(Method::GET, "/snapshot")).await
    }

    /// What changed after a position, as frames; with `wait_ms` an answer without any comes only after that time.
    /// [`Live`](crate::Live) uses such calls for [`Carrier::LongPoll`](crate::Carrier).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn states(&self, query: &StatesQuery) -> Result<Vec<ServerFrame>, ClientError> {
        let path = Path::new("/states")
            .put("version", query.version)
            .put("after", query.after)
            .put("spaces", query.spaces.as_deref())
            .put("own", query.own.as_deref())
            .put("wait_ms", query.wait_ms);
        let frames: Vec<serde_json::Value> = self.answer("read states", self.request(Method::GET, path.text())).await?;
        // Unknown frames are ignored, as on a socket.
        Ok(frames.into_iter().filter_map(|frame| serde_json::from_value(frame).ok()).collect())
    }

    /// The member's own marks on the board.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn mine(&self, query: &MineQuery) -> Result<MinePage, ClientError> {
        let path = Path::new("/mine")
            .put("cards", query.cards.as_deref())
            .put("grown_since_ms", query.grown_since_ms)
            .put("joined_since_ms", query.joined_since_ms)
            .put("at_least", query.at_least);
        self.answer("read what is mine", self.request(Method::GET, path.text())).await
    }

    /// The pods of a circle, newest first, or by id.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn pods(&self, query: &PodQuery) -> Result<PodPage, ClientError> {
        let path = Path::new("/pods")
            .put("before", query.before)
            .put("all", query.all)
            .put("ids", query.ids.as_deref())
            .put("limit", query.limit)
            .put("at_least", query.at_least);
        self.answer("read pods", self.request(Method::GET, path.text())).await
    }

    /// Who builds with whom.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn weave(&self) -> Result<WeavePage, ClientError> {
        self.answer("read the weave", self.request(Method::GET, "/weave")).await
    }

    /// Groups in which the most new ties arise (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn groups(&self, query: &GroupsQuery) -> Result<GroupsPage, ClientError> {
        let path = Path::new("/reconnect").put("size", query.size).put("at_least", query.at_least);
        self.answer("look for groups", self.request(Method::GET, path.text())).await
    }

    /// Cards, by age, by id or by number.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn cards(&self, query: &CardQuery) -> Result<CardPage, ClientError> {
        let path = Path::new("/cards")
            .put("before", query.before)
            .put("ids", query.ids.as_deref())
            .put("ns", query.ns.as_deref())
            .put("limit", query.limit)
            .put("at_least", query.at_least);
        self.answer("read cards", self.request(Method::GET, path.text())).await
    }

    /// The agreements that weren't let go, soonest review first, with what members say of them in their own words.
    ///
    /// # Errors
    /// [`ClientError`]: refused where the circle has switched them off.
    pub async fn agreements(&self, query: &DueQuery) -> Result<AgreementsPage, ClientError> {
        let path = Path::new("/agreements")
            .put("after", query.after.as_deref())
            .put("limit", query.limit)
            .put("at_least", query.at_least);
        self.answer("read agreements", self.request(Method::GET, path.text())).await
    }

    /// Looks for traces, newest first.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn search(&self, request: &SearchRequest) -> Result<SearchPage, ClientError> {
        self.answer("search", self.request(Method::POST, "/search").json(request)).await
    }

    /// Trails, warmest first or coldest first.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn trails(&self, query: &TrailsQuery) -> Result<TrailsPage, ClientError> {
        let path = Path::new("/trails")
            .put("after", query.after.as_deref())
            .put("order", query.order.map(TrailOrder::name))
            .put("limit", query.limit)
            .put("at_least", query.at_least);
        self.answer("read trails", self.request(Method::GET, path.text())).await
    }

    /// One trail.
    ///
    /// # Errors
    /// [`ClientError`]: refused where no trace of that id is a seed.
    pub async fn trail(&self, seed: TraceId, at_least: Option<Position>) -> Result<TrailView, ClientError> {
        let path = Path::new(format!("/trails/{seed}")).put("at_least", at_least);
        self.answer("read the trail", self.request(Method::GET, path.text())).await
    }

    /// A page of members, by id, those who left or were removed too.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn members(&self, query: &MemberQuery) -> Result<MemberPage, ClientError> {
        let path =
            Path::new("/members").put("after", query.after).put("limit", query.limit).put("at_least", query.at_least);
        self.answer("read members", self.request(Method::GET, path.text())).await
    }

    /// All members, page by page. The pages are read one after the other: members who join meanwhile may be missing;
    /// they are in the states after the returned position, the first page's.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn all_members(&self, at_least: Option<Position>) -> Result<(Position, Vec<Member>), ClientError> {
        let limit = u32::try_from(Limits::MEMBERS_MAX).ok();
        let mut page = self.members(&MemberQuery { after: None, limit, at_least }).await?;
        let position = page.position;
        let mut members = std::mem::take(&mut page.members);
        while page.more {
            let after: Option<MemberId> = members.last().map(|member| member.id);
            page = self.members(&MemberQuery { after, limit, at_least }).await?;
            // Ends the loop if a server repeats a page.
            if page.members.first().is_none_or(|member| Some(member.id) <= after) {
                return Err(self.unreadable("read members", &"its pages don't go on"));
            }
            members.append(&mut page.members);
        }
        Ok((position, members))
    }

    /// Words that shared rows leave out: of the member's own hidden traces. At most 100 traces at once.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn words(&self, traces: &[TraceId]) -> Result<WordsPage, ClientError> {
        let path = Path::new("/words").put("ids", Some(list(traces)));
        self.answer("read words", self.request(Method::GET, path.text())).await
    }
}
