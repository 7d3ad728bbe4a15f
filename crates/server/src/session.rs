//! Who asks: the session that comes in a circle's cookie, or as a program's bearer token.

use std::sync::Arc;

use axum::{
    extract::{FromRef, FromRequestParts, Path},
    http::request::Parts,
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use bytes::Bytes;
use serde::Deserialize;
use traceboard_board::{CircleId, MemberId};
use traceboard_hub::Who;
use traceboard_protocol::{Code, check_secret};

use crate::{app::App, circle::Circle, headers, refusal::Refused, routes::unreadable, secret, space::Space};

/// The circle that a path names.
pub(crate) struct InCircle(pub(crate) Arc<Circle>);

/// The member who asks, in the circle and the space that the path names.
pub(crate) struct Caller {
    pub(crate) circle: Arc<Circle>,
    /// What is read and posted.
    pub(crate) space: Arc<Space>,
    pub(crate) member: MemberId,
    /// The hash of their session's token. The token itself is kept nowhere.
    pub(crate) token_hash: String,
}

#[derive(Deserialize)]
struct CirclePath {
    circle: String,
    /// A pod of it, where the path names one.
    #[serde(default)]
    pod: Option<String>,
}

impl<S> FromRequestParts<S> for InCircle
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let unknown = |text: &str| {
            let text: String = text.chars().take(64).collect();
            Refused::new(Code::UnknownCircle, format!("cannot enter circle {text:?}: no such circle here"))
        };
        let Path(path) = Path::<CirclePath>::from_request_parts(parts, state).await.map_err(|_| unknown(""))?;
        let id: CircleId = path.circle.parse().map_err(|_| unknown(&path.circle))?;
        let app = App::from_ref(state);
        if !app.circles.knows(id) {
            app.limits.stranger(None)?;
        }
        Ok(Self(app.circles.get(id).await?))
    }
}

impl<S> FromRequestParts<S> for Caller
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let InCircle(circle) = InCircle::from_request_parts(parts, state).await?;
        let app = App::from_ref(state);
        let token = token(parts, &app, circle.id).ok_or_else(|| {
            Refused::new(Code::NotSignedIn, format!("cannot enter circle {}: no session came along", circle.id))
        })?;
        // A token of another form is no token: it costs no look at the log.
        check_secret(&token).map_err(|_| {
            Refused::new(Code::NotSignedIn, format!("cannot enter circle {}: no such session", circle.id))
        })?;
        let token_hash = secret::hash(&token);
        let member = match circle.member_now(&token_hash) {
            Ok(member) => member,
            Err(_) => {
                app.limits.stranger(Some(circle.id))?;
                circle.member_of(&token_hash).await?
            }
        };
        app.limits.request(member)?;
        let Path(path) =
            Path::<CirclePath>::from_request_parts(parts, state).await.map_err(|error| unreadable(&error))?;
        let space = match path.pod {
            None => Arc::clone(&circle.space),
            Some(pod) => {
                let pod = pod.parse().map_err(|_| {
                    let pod: String = pod.chars().take(64).collect();
                    Refused::new(Code::UnknownSpace, format!("cannot enter pod {pod:?}: no such pod in this circle"))
                })?;
                circle.enter_pod(pod, &token_hash).await?
            }
        };
        Ok(Self { circle, space, member, token_hash })
    }
}

impl Caller {
    /// Them, as a follower of spaces.
    pub(crate) fn who(&self) -> Who {
        Who { member: self.member.0, key: Bytes::from(self.token_hash.clone()) }
    }
}

fn token(parts: &Parts, app: &App, circle: CircleId) -> Option<String> {
    if let Some(token) = headers::bearer(&parts.headers) {
        return Some(token.to_owned());
    }
    let jar = CookieJar::from_headers(&parts.headers);
    jar.get(&app.cookie_name(circle)).map(|cookie| cookie.value().to_owned())
}

impl App {
    /// Cookies know no ports, so the name carries it: two servers on one machine don't sign each other's members out.
    fn cookie_name(&self, circle: CircleId) -> String {
        format!("traceboard_{circle}_{}", self.port())
    }

    /// The cookie that keeps a session: for this circle's addresses only, unseen by scripts.
    pub(crate) fn cookie(&self, circle: CircleId, token: &str) -> Cookie<'static> {
        let secure = self.config.public_url.as_ref().is_some_and(crate::PublicUrl::is_secure);
        Cookie::build((self.cookie_name(circle), token.to_owned()))
            .path(format!("/api/c/{circle}"))
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(secure)
            // Browsers cut this to 400 days. The session itself ends when it is closed.
            .permanent()
            .build()
    }

    /// The mark that goes with a session's cookie: at the addresses of the circle's pages, where the other one isn't sent. It opens
    /// nothing, and says only that a session is here, so that the document can name the snapshot ahead.
    pub(crate) fn mark(&self, circle: CircleId) -> Cookie<'static> {
        let mut mark = self.cookie(circle, "1");
        mark.set_name(format!("{}_in", self.cookie_name(circle)));
        mark.set_path(format!("/c/{circle}"));
        mark
    }

    /// What takes the mark away.
    pub(crate) fn no_mark(&self, circle: CircleId) -> Cookie<'static> {
        let mut mark = self.mark(circle);
        mark.make_removal();
        mark
    }

    /// The cookie that takes it away.
    pub(crate) fn no_cookie(&self, circle: CircleId) -> Cookie<'static> {
        let mut cookie = self.cookie(circle, "");
        cookie.make_removal();
        cookie
    }
}
