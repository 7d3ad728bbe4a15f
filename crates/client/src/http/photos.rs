//! Photos: sent before their trace, and read with it.

use bytes::Bytes;
use reqwest::{Method, header};
use traceboard_board::{PhotoId, TraceId};
use traceboard_protocol::{PhotoSent, PhotoSize};

use super::{Api, path::Path};
use crate::ClientError;

impl Api {
    /// Sends a photo: a JPEG, PNG or WebP file as it is. It waits for the trace that names it. Sending it again is safe.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn send_photo(&self, id: PhotoId, file: Bytes) -> Result<PhotoSent, ClientError> {
        // What the file is the server finds out by itself.
        let call = self.request(Method::PUT, &format!("/photos/{id}")).header(header::CONTENT_TYPE, "image/jpeg");
        self.answer("send the photo", call.body(file)).await
    }

    /// The photo of a trace, as a JPEG file.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn photo(&self, id: PhotoId, trace: TraceId, size: PhotoSize) -> Result<Bytes, ClientError> {
        let size = match size {
            PhotoSize::Small => "small",
            PhotoSize::Full => "full",
        };
        let path = Path::new(format!("/photos/{id}")).put("trace", Some(trace)).put("size", Some(size));
        let response = self.send("read the photo", self.request(Method::GET, path.text())).await?;
        Ok(self.whole("read the photo", response).await?.into())
    }
}
