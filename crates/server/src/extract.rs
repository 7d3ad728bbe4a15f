//! Extractors of request bodies, read within their bound, and refusals as HTTP answers.

use std::time::Duration;

use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::de::DeserializeOwned;
use traceboard_protocol::{Code, Limits, read_json};

use crate::refusal::Refused;

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.code.row().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self.problem())).into_response();
        if let Some(ms) = self.retry_after_ms
            && let Ok(seconds) = HeaderValue::from_str(&ms.div_ceil(1000).to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        if status == StatusCode::UNAUTHORIZED {
            // For this scheme browsers show no password dialog.
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if self.is_failure() {
            // The layer that logs requests reads it from here: there the request is known, too.
            response.extensions_mut().insert(self);
        }
        response
    }
}

/// A JSON body of at most [`Limits::BODY_BYTES_MAX`]. Its content type does not matter: other origins are refused
/// before.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let bytes = Raw::from_request(request, state).await?.0;
        Ok(Self(read_json("the body", &bytes)?))
    }
}

/// How long a body may take to come. Shorter than a request may take: of one whose body never came it is known that nothing was done.
const BODY_WITHIN: Duration = Duration::from_secs(30);

/// A body as it came, of at most [`Limits::BODY_BYTES_MAX`].
pub(crate) struct Raw(pub(crate) Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let whole = tokio::time::timeout(BODY_WITHIN, Bytes::from_request(request, state)).await;
        let slow = |_| {
            let message = format!("cannot read the body: it wasn't whole within {} s", BODY_WITHIN.as_secs());
            Refused::new(Code::BodyBrokenOff, message)
        };
        whole.map_err(slow)?.map(Self).map_err(|rejection| match rejection {
            BytesRejection::FailedToBufferBody(ref failed) if failed.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                let message = format!("cannot read the body: over {} bytes", Limits::BODY_BYTES_MAX);
                Refused::new(Code::TooLarge, message)
            }
            other => Refused::new(Code::BodyBrokenOff, format!("cannot read the body: {other}")),
        })
    }
}
