//! One picture: decoded, turned upright, made smaller, and written as a new JPEG that has pixels and nothing else.

use std::io::Cursor;

use bytes::Bytes;
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage, codecs::jpeg::JpegEncoder,
    imageops::FilterType, metadata::Orientation,
};
use traceboard_protocol::Limits as Sizes;

/// Of a JPEG: what is looked at, and what a list shows.
const QUALITY: u8 = 82;
const QUALITY_SMALL: u8 = 76;
/// A pixel has at most four channels of two bytes, and a decoder needs some room beside them.
const BYTES_A_PIXEL: u64 = 8;
const DECODER_BYTES: u64 = 16 * 1024 * 1024;
/// How many colours the preview has, across and down.
const PREVIEW_SIDE: u32 = 4;

/// A photo as it is kept.
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) preview: String,
    pub(crate) small: Bytes,
    pub(crate) full: Bytes,
}

/// Why a file is no photo.
#[derive(Debug)]
pub(crate) enum Unfit {
    /// It is no file of a kind that is read.
    NoPicture,
    Broken(String),
    TooManyPixels(u32, u32),
    NotWritten(image::ImageError),
}

/// Draws a picture anew. Blocks for as long as it takes: a tenth of a second for twelve megapixels.
pub(crate) fn picture(file: &[u8], pixels_max: u64) -> Result<Picture, Unfit> {
    let broken = |error: image::ImageError| Unfit::Broken(error.to_string());
    let mut reader =
        ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|error| Unfit::Broken(error.to_string()))?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(Unfit::NoPicture);
    }
    if reader.format() == Some(ImageFormat::Jpeg) && !is_whole(file) {
        return Err(Unfit::Broken("it ends before the picture does".to_owned()));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(pixels_max.saturating_mul(BYTES_A_PIXEL).saturating_add(DECODER_BYTES));
    reader.limits(limits);
    // Nothing but the head is read until it is known how many pixels follow.
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > pixels_max {
        return Err(Unfit::TooManyPixels(width, height));
    }
    // One that can't be read says nothing of how the picture stands.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let decoded = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let full = upright(decoded, Sizes::PHOTO_SIDE_MAX, orientation);
    let small = DynamicImage::ImageRgb8(full.clone());
    let small = upright(small, Sizes::PHOTO_SMALL_SIDE_MAX, Orientation::NoTransforms);
    Ok(Picture {
        width: full.width(),
        height: full.height(),
        preview: preview(&small),
        small: jpeg(&small, QUALITY_SMALL)?,
        full: jpeg(&full, QUALITY)?,
    })
}

/// Whether a JPEG has the mark of its end behind its pixels: the decoder fills in grey what is missing. In the pixels themselves the
/// mark can't be, and one before them is a preview's.
fn is_whole(file: &[u8]) -> bool {
    let mut rest = file.get(2..).unwrap_or_default();
    while let [0xff, mark, more @ ..] = rest {
        match mark {
            0xda => return more.windows(2).any(|pair| pair == [0xff, 0xd9]),
            // Filled up before a mark.
            0xff => rest = &rest[1..],
            _ => {
                let Some([high, low]) = more.first_chunk() else { return false };
                rest = more.get(usize::from(u16::from_be_bytes([*high, *low]))..).unwrap_or_default();
            }
        }
    }
    false
}

/// At most so large, as it is looked at.
fn upright(image: DynamicImage, side_max: u32, orientation: Orientation) -> RgbImage {
    let is_large = image.width().max(image.height()) > side_max;
    let mut image = if is_large { image.resize(side_max, side_max, FilterType::Triangle) } else { image };
    image.apply_orientation(orientation);
    on_white(image)
}

/// A JPEG has no transparency: what shows through is white, as on paper.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0.map(u32::from);
        let over = |channel: u32| u8::try_from((channel * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        Rgb([over(red), over(green), over(blue)])
    })
}

fn jpeg(image: &RgbImage, quality: u8) -> Result<Bytes, Unfit> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality).encode_image(image).map_err(Unfit::NotWritten)?;
    Ok(file.into())
}

fn preview(image: &RgbImage) -> String {
    let few = image::imageops::resize(image, PREVIEW_SIDE, PREVIEW_SIDE, FilterType::Triangle);
    // Of 256 steps the nearest of sixteen.
    few.into_raw().into_iter().map(|channel| format!("{:x}", (u16::from(channel) + 8) / 17)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Red at the top left, green at the top right, blue at the bottom left; lying as an orientation says.
    fn quarters(wide: u32, high: u32) -> RgbImage {
        RgbImage::from_fn(wide, high, |x, y| match (x < wide / 2, y < high / 2) {
            (true, true) => Rgb([220, 20, 20]),
            (false, true) => Rgb([20, 220, 20]),
            (true, false) => Rgb([20, 20, 220]),
            (false, false) => Rgb([240, 240, 240]),
        })
    }

    fn encoded(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        image.write_to(&mut file, format).unwrap();
        file.into_inner()
    }

    /// A JPEG with an orientation and a place in its EXIF.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
        // Two fields: the orientation, and the name of the camera, which stands behind them.
        exif.extend([2, 0]);
        exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
        exif.extend([0x0f, 0x01, 2, 0, 16, 0, 0, 0, 38, 0, 0, 0]);
        exif.extend([0; 4]);
        exif.extend(b"GPS-of-her-house");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    fn read(bytes: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).unwrap().into_rgb8()
    }

    const PIXELS_MAX: u64 = 4_000_000;

    #[test]
    fn each_of_the_eight_orientations_comes_out_upright_and_without_its_exif() {
        let upright = quarters(40, 24);
        let lying = |orientation| {
            let mut image = DynamicImage::ImageRgb8(upright.clone());
            // What undoes it: a quarter turn is undone by the other one.
            let undone = match orientation {
                6 => 8,
                8 => 6,
                own => own,
            };
            image.apply_orientation(Orientation::from_exif(undone).unwrap());
            image.into_rgb8()
        };
        for orientation in 1..=8 {
            let file = with_exif(&encoded(&lying(orientation), ImageFormat::Jpeg), orientation);
            assert!(file.windows(16).any(|part| part == b"GPS-of-her-house"));
            let drawn = picture(&file, PIXELS_MAX).unwrap();
            assert_eq!((drawn.width, drawn.height), (40, 24), "{orientation}");
            for form in [&drawn.full, &drawn.small] {
                let read = read(form);
                for (x, y) in [(5, 5), (34, 5), (5, 18), (34, 18)] {
                    let (is, was) = (read.get_pixel(x, y).0, upright.get_pixel(x, y).0);
                    assert!(is.iter().zip(was).all(|(is, was)| is.abs_diff(was) < 60), "{orientation}: {is:?} {was:?}");
                }
                for mark in [b"Exif".as_slice(), b"GPS-of-her-house"] {
                    assert!(!form.windows(mark.len()).any(|part| part == mark), "{orientation}");
                }
            }
        }
    }

    #[test]
    fn all_three_kinds_are_drawn_and_a_large_one_smaller() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let drawn = picture(&encoded(&quarters(1_000, 2_000), format), PIXELS_MAX).unwrap();
            assert_eq!((drawn.width, drawn.height), (800, 1_600));
            assert_eq!(read(&drawn.small).dimensions(), (360, 720));
            assert_eq!(drawn.preview.len(), Sizes::PHOTO_PREVIEW_DIGITS);
            let digit = |at: usize| drawn.preview[at..=at].to_owned();
            assert!(digit(0) > digit(1) && digit(10) > digit(9), "red, then green: {}", drawn.preview);
        }
    }

    #[test]
    fn what_shows_through_is_white() {
        let mut file = Cursor::new(Vec::new());
        image::RgbaImage::new(8, 8).write_to(&mut file, ImageFormat::Png).unwrap();
        let drawn = picture(&file.into_inner(), PIXELS_MAX).unwrap();
        assert_eq!(drawn.preview, "f".repeat(48));
    }

    #[test]
    fn what_is_no_picture_or_a_broken_one_is_refused() {
        for file in [b"".as_slice(), b"hello", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", b"<svg/>", b"RIFF\0\0\0\0WAVE"] {
            assert!(matches!(picture(file, PIXELS_MAX), Err(Unfit::NoPicture)), "{file:?}");
        }
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let whole = encoded(&quarters(200, 100), format);
            let cut = picture(&whole[..whole.len() / 2], PIXELS_MAX);
            assert!(matches!(cut, Err(Unfit::Broken(_))), "{format:?}");
        }
    }

    #[test]
    fn a_picture_of_more_pixels_is_refused_before_they_are_decoded() {
        // A megabyte of zeros in a few hundred bytes: 30,000 times 30,000 pixels would be 2.7 GB.
        let mut bomb = encoded(&RgbImage::new(1, 1), ImageFormat::Png);
        for at in [16, 20] {
            bomb[at..at + 4].copy_from_slice(&30_000_u32.to_be_bytes());
        }
        let crc = crc32(&bomb[12..29]).to_be_bytes();
        bomb[29..33].copy_from_slice(&crc);
        assert!(matches!(picture(&bomb, PIXELS_MAX), Err(Unfit::TooManyPixels(30_000, 30_000))));
        let large = encoded(&quarters(2_001, 2_000), ImageFormat::Jpeg);
        assert!(matches!(picture(&large, PIXELS_MAX), Err(Unfit::TooManyPixels(2_001, 2_000))));
    }

    /// As the PNG's own checksums are made.
    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |crc: u32, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| crc >> 1 ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
        })
    }
}
