//! The font that pages are set in: found on the machine, opened once.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::FileRef;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where Debian puts fonts with Japanese and Latin letters.
pub const USUAL_PLACES: [&str; 4] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
    "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf",
    "/usr/share/fonts/truetype/fonts-japanese-gothic.ttf",
];

/// Why there is no font.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// None of the usual ones is installed
    #[error("no font for exported pages: install fonts-noto-cjk, or name a font file in export.font")]
    NotInstalled,
    /// The file cannot be read
    #[error("export.font: cannot read {}: {source}", .path.display())]
    Unreadable {
        /// Which file
        path: PathBuf,
        /// Why
        source: std::io::Error,
    },
    /// The file is no font, or one without Japanese letters
    #[error("export.font: {} is no font with Japanese letters", .0.display())]
    Unfit(PathBuf),
}

/// A font.
pub struct Face {
    font: Font,
    bytes: Arc<Vec<u8>>,
    place: u32,
    path: PathBuf,
}

impl Face {
    /// Opens the named font, or the first of the usual ones that is there.
    pub fn open(named: Option<&Path>) -> Result<Self, FontError> {
        let usual = || USUAL_PLACES.iter().map(Path::new).find(|path| path.is_file());
        let path = named.or_else(usual).ok_or(FontError::NotInstalled)?;
        let bytes = std::fs::read(path).map_err(|source| FontError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let unfit = || FontError::Unfit(path.to_owned());
        let place = japanese(&bytes).ok_or_else(unfit)?;
        let bytes = Arc::new(bytes);
        let font = Font::new(Arc::clone(&bytes).into(), place).ok_or_else(unfit)?;
        Ok(Self {
            font,
            bytes,
            place,
            path: path.to_owned(),
        })
    }

    /// The font as the writer of pages knows it.
    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    /// What measures texts in this font.
    pub(super) fn ruler(&self) -> Result<Ruler<'_>, FontError> {
        let unfit = |_| FontError::Unfit(self.path.clone());
        let font = FontRef::from_index(self.bytes.as_slice(), self.place).map_err(unfit)?;
        Ok(Ruler {
            letters: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            em: self.font.units_per_em(),
        })
    }
}

/// Which font of a file to take: a collection holds the letters of several countries, and the Japanese ones are wanted.
fn japanese(bytes: &[u8]) -> Option<u32> {
    let has_kana = |font: &FontRef<'_>| font.charmap().map('あ').is_some();
    let all = match FileRef::new(bytes).ok()? {
        FileRef::Font(_) => 1,
        FileRef::Collection(collection) => collection.len(),
    };
    let fonts = (0..all).filter_map(|place| Some((place, FontRef::from_index(bytes, place).ok()?)));
    let fit = fonts.filter(|(_, font)| has_kana(font)).collect::<Vec<_>>();
    let names_japan = |font: &FontRef<'_>| {
        let mut names = font.localized_strings(StringId::FAMILY_NAME);
        names.any(|name| name.chars().collect::<String>().contains(" JP"))
    };
    let named = fit.iter().find(|(_, font)| names_japan(font));
    named.or_else(|| fit.first()).map(|(place, _)| *place)
}

/// Measures texts in a font and turns them into its glyphs.
pub(super) struct Ruler<'a> {
    letters: Charmap<'a>,
    metrics: GlyphMetrics<'a>,
    em: f32,
}

impl Ruler<'_> {
    /// How wide a text is at size 1.
    pub(super) fn width(&self, text: &str) -> f32 {
        text.chars().map(|letter| self.step(letter).1).sum()
    }

    /// The glyphs of a text. What has no shape of its own belongs to the glyph before it, so that no letter is lost to a search.
    pub(super) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let mut glyphs: Vec<KrillaGlyph> = Vec::new();
        for (start, letter) in text.char_indices() {
            let end = start + letter.len_utf8();
            match glyphs.last_mut() {
                Some(before) if is_shapeless(letter) => before.text_range.end = end,
                _ => {
                    let (glyph, advance) = self.step(letter);
                    glyphs.push(KrillaGlyph::new(glyph, advance, 0.0, 0.0, 0.0, start..end, None));
                }
            }
        }
        glyphs
    }

    fn step(&self, letter: char) -> (GlyphId, f32) {
        let glyph = self.letters.map(letter).unwrap_or_default();
        let advance = self.metrics.advance_width(glyph).unwrap_or_default() / self.em;
        let advance = if is_shapeless(letter) { 0.0 } else { advance };
        (GlyphId::new(glyph.to_u32()), advance)
    }
}

/// Signs that only say how others look or join: selectors of variants, joiners, marks of direction, soft hyphens.
const fn is_shapeless(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}
