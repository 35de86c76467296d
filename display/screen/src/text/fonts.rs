//! The shipped fonts, and how a letter's shape is taken from them. Both are under the SIL Open Font License;
//! its text lies beside the files.

use super::{Glyph, Weight};
use cosmic_text::fontdb::{Database, Source};
use cosmic_text::{FontSystem, SwashContent, SwashImage};
use std::sync::Arc;

/// The family that is asked for; Khmer letters, which it lacks, come from Noto Sans Khmer.
pub(super) const FAMILY: &str = "Be Vietnam Pro";

const FILES: [&[u8]; 7] = [
    include_bytes!("../../fonts/BeVietnamPro-Medium.ttf"),
    include_bytes!("../../fonts/BeVietnamPro-SemiBold.ttf"),
    include_bytes!("../../fonts/BeVietnamPro-Bold.ttf"),
    include_bytes!("../../fonts/BeVietnamPro-ExtraBold.ttf"),
    include_bytes!("../../fonts/NotoSansKhmer-Medium.ttf"),
    include_bytes!("../../fonts/NotoSansKhmer-SemiBold.ttf"),
    include_bytes!("../../fonts/NotoSansKhmer-Bold.ttf"),
];

/// A font system of the shipped fonts alone.
pub(super) fn system() -> FontSystem {
    let mut fonts = Database::new();
    for file in FILES {
        fonts.load_font_source(Source::Binary(Arc::new(file)));
    }
    FontSystem::new_with_locale_and_db("vi-VN".to_owned(), fonts)
}

/// A letter's coverage; nothing for a blank. No shipped font has coloured letters.
pub(super) fn glyph(image: SwashImage) -> Option<Glyph> {
    let place = image.placement;
    let (width, height) = (i32::try_from(place.width).ok()?, i32::try_from(place.height).ok()?);
    match image.content {
        SwashContent::Mask if !image.data.is_empty() => {
            Some(Glyph { left: place.left, top: place.top, width, height, mask: image.data.into() })
        }
        SwashContent::Mask | SwashContent::SubpixelMask | SwashContent::Color => None,
    }
}

impl Weight {
    pub(super) const fn font(self) -> cosmic_text::Weight {
        match self {
            Self::Medium => cosmic_text::Weight::MEDIUM,
            Self::SemiBold => cosmic_text::Weight::SEMIBOLD,
            Self::Bold => cosmic_text::Weight::BOLD,
            Self::ExtraBold => cosmic_text::Weight::EXTRA_BOLD,
        }
    }
}
