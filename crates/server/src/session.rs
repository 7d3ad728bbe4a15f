//! Authentication: the session in a circle's cookie, or a program's bearer token.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    extract::{FromRef, FromRequestParts, Path, Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::{AppendHeaders, IntoResponse, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use bytes::Bytes;
use serde::Deserialize;
use traceboard_board::{CircleId, MemberId};
use traceboard_hub::Identity;
use traceboard_protocol::{Code, check_secret};

use crate::{
    app::App, circle::Circle, headers, origin::by_tls, refusal::Refused, routes::unreadable, secret, space::Space,
};

/// How many tokens of one request are looked at, each of them a hash: more than a header has room for. A browser has two or three.
const TOKENS_MAX: usize = 256;

/// How the name of a cookie ends that was set by TLS.
const BY_TLS: &str = "_tls";

/// The circle that a path names.
pub(crate) struct InCircle(pub(crate) Arc<Circle>);

/// The authenticated member, in the circle and the space of the path.
pub(crate) struct Caller {
    pub(crate) circle: Arc<Circle>,
    /// The space that is read or posted to.
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
        let tokens = app.tokens(&parts.headers, circle.id);
        // It costs no look at the log.
        if tokens.is_empty() {
            let message = format!("cannot enter circle {}: no session came along", circle.id);
            return Err(Refused::new(Code::NotSignedIn, message));
        }
        let (member, token_hash, token) = match circle.one_of(&tokens) {
            Ok(found) => found,
            Err(_) => {
                app.limits.stranger(Some(circle.id))?;
                circle.door.reach_head().await?;
                circle.board.reach_head().await?;
                circle.one_of(&tokens)?
            }
        };
        app.note_use(&circle, &token_hash, token, parts);
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
    /// The identity for the hub.
    pub(crate) fn who(&self) -> Identity {
        Identity { member: self.member.0, key: Bytes::from(self.token_hash.clone()) }
    }
}

impl Circle {
    /// The first of these tokens that signs in. Where none does, why: that of a member who was removed says more than one that never was.
    fn one_of<'a>(&self, tokens: &[&'a str]) -> Result<(MemberId, String, &'a str), Refused> {
        let mut refused = None;
        for token in tokens {
            let hash = secret::hash(token);
            match self.member_now(&hash) {
                Ok(member) => return Ok((member, hash, token)),
                Err(why) if refused.is_none() || why.code != Code::NotSignedIn => refused = Some(why),
                Err(_) => {}
            }
        }
        let none = || Refused::new(Code::NotSignedIn, format!("cannot enter circle {}: no such session", self.id));
        Err(refused.unwrap_or_else(none))
    }
}

impl App {
    /// Cookies know no ports, so the name carries it: two servers on one machine don't sign each other's members out. Nor may a
    /// page by plain http replace a cookie that was set by TLS: that has a name of its own, so that both schemes can be used.
    fn cookie_name(&self, circle: CircleId, secure: bool) -> String {
        format!("traceboard_{circle}_{}{}", self.port(), if secure { BY_TLS } else { "" })
    }

    /// What may sign in: a bearer, then the values of all cookies of the circle, those of this port first. The others are of the time
    /// before the server moved, or of another path: browsers send them all, in any order. Proxies that sign people in send tokens of
    /// their own, in cookies and as bearers: what opens nothing stops nobody.
    fn tokens<'a>(&self, headers: &'a HeaderMap, circle: CircleId) -> Vec<&'a str> {
        let formed = |token: &&str| check_secret(token).is_ok();
        let [by_tls, plain] = [true, false].map(|secure| self.cookie_name(circle, secure));
        let mut cookies: Vec<_> = cookies(headers, circle).collect();
        // The one by TLS comes along by TLS alone, and is then the newer one.
        cookies.sort_by_key(|(name, _)| (*name != by_tls, *name != plain));
        let mut tokens: Vec<&str> = headers::bearer(headers).filter(formed).into_iter().collect();
        for (_, token) in cookies.into_iter().filter(|(_, token)| formed(token)) {
            if !tokens.contains(&token) && tokens.len() < TOKENS_MAX {
                tokens.push(token);
            }
        }
        tokens
    }

    /// The hashes of all that this browser could sign in with, and the names of its cookies.
    pub(crate) fn held_by(&self, headers: &HeaderMap, circle: CircleId) -> (Vec<String>, Vec<String>) {
        let hashes = self.tokens(headers, circle).into_iter().map(secret::hash);
        (hashes.collect(), cookies(headers, circle).map(|(name, _)| name.to_owned()).collect())
    }

    /// Tells the door that a session is used, where that was last told a while ago, and lets its cookie last anew.
    fn note_use(&self, circle: &Arc<Circle>, token_hash: &str, token: &str, parts: &Parts) {
        if !circle.use_is_due(token_hash) {
            return;
        }
        if headers::bearer(&parts.headers) != Some(token)
            && let Some(renewal) = parts.extensions.get::<Renewal>()
        {
            renewal.ask(circle.id, token);
        }
        let (circle, token_hash) = (Arc::clone(circle), token_hash.to_owned());
        self.work.spawn(async move {
            if let Err(error) = circle.tell_use(&token_hash).await {
                tracing::debug!(circle.id = %circle.id, %error, "cannot tell that a session is used");
            }
        });
    }

    /// The cookie that keeps a session: for this circle's addresses only, unseen by scripts, and by TLS alone for whoever came by it.
    fn cookie(&self, circle: CircleId, token: &str, by_tls: bool) -> Cookie<'static> {
        let secure = self.config.public_url.as_ref().map_or(by_tls, crate::PublicUrl::is_secure);
        Cookie::build((self.cookie_name(circle, secure), token.to_owned()))
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
    fn mark(&self, circle: CircleId, by_tls: bool) -> Cookie<'static> {
        let mut mark = self.cookie(circle, "1", by_tls);
        mark.set_name(format!("{}_in", mark.name()));
        mark.set_path(format!("/c/{circle}"));
        mark
    }

    /// The cookie of a session and its mark, in this order: a jar would set them in any.
    pub(crate) fn signed_in(&self, circle: CircleId, token: &str, by_tls: bool) -> SetCookies {
        let both = [self.cookie(circle, token, by_tls), self.mark(circle, by_tls)];
        AppendHeaders(both.map(|cookie| (header::SET_COOKIE, cookie.to_string())))
    }

    /// What takes cookies and marks away: those of this server, and those of these names.
    pub(crate) fn no_cookies(&self, circle: CircleId, names: Vec<String>) -> CookieJar {
        let mut jar = CookieJar::new();
        for name in names.into_iter().chain([true, false].map(|secure| self.cookie_name(circle, secure))) {
            let (mut cookie, mut mark) = (self.cookie(circle, "", false), self.mark(circle, false));
            mark.set_name(format!("{name}_in"));
            cookie.set_name(name);
            for mut gone in [cookie, mark] {
                gone.make_removal();
                jar = jar.add(gone);
            }
        }
        jar
    }
}

/// The cookies of a circle's sessions, whatever stands beside them: other programs on the host keep bytes of any kind in theirs.
fn cookies(headers: &HeaderMap, circle: CircleId) -> impl Iterator<Item = (&str, &str)> {
    let prefix = format!("traceboard_{circle}");
    let all =
        headers.get_all(header::COOKIE).into_iter().flat_map(|value| value.as_bytes().split(|byte| *byte == b';'));
    all.filter_map(move |cookie| {
        let (name, value) = std::str::from_utf8(cookie).ok()?.split_once('=')?;
        let port = name.trim().strip_prefix(&*prefix)?;
        let port = port.strip_suffix(BY_TLS).unwrap_or(port);
        let of_a_session = port.strip_prefix('_').unwrap_or(port).bytes().all(|byte| byte.is_ascii_digit());
        of_a_session.then(|| (name.trim(), value.trim().trim_matches('"')))
    })
}

/// A session's cookie, then its mark.
pub(crate) type SetCookies = AppendHeaders<[(header::HeaderName, String); 2]>;

/// A cookie that is to be set once more with the answer, so that its time begins anew: browsers keep none for more than 400 days.
#[derive(Clone, Default)]
pub(crate) struct Renewal(Arc<Mutex<Option<(CircleId, String)>>>);

impl Renewal {
    fn ask(&self, circle: CircleId, token: &str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((circle, token.to_owned()));
    }

    fn asked(&self) -> Option<(CircleId, String)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Sets cookies anew whose session's use was just told.
pub(crate) async fn renew(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let renewal = Renewal::default();
    request.extensions_mut().insert(renewal.clone());
    let by_tls = by_tls(request.headers());
    let response = next.run(request).await;
    match renewal.asked() {
        Some((circle, token)) => (app.signed_in(circle, &token, by_tls), response).into_response(),
        None => response,
    }
}
