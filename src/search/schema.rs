//! The one schema that all indexes use, and the way a document is written in it.

use super::analysis::Stream;
use super::document::{Facet, IndexDocument, Kind, TextField};
use super::encode::{Decoder, TOKENIZER, encode};
use super::fields::FieldTokens;
use super::signature::{head_of, signature};
use super::suggest::title_terms;
use crate::domain::ids::{ListingId, OrganisationId};
use std::collections::BTreeSet;
use tantivy::schema::{BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{TantivyDocument, Term};

/// The version of this schema; an index built with another version is rebuilt.
pub(super) const SCHEMA_VERSION: u32 = 5;

/// Numeric columns with one value per document, in schema order.
pub(super) const COLUMNS: [&str; 6] = [
    "listing_high",
    "listing_low",
    "organisation",
    "kind",
    "stage_low",
    "stage_high",
];
/// Column of organisations that may not find the document, any number of values.
pub(super) const BLOCKED: &str = "blocked";
/// Column of the publication instant.
pub(super) const PUBLISHED: &str = "published_at";
/// Column of the end of validity.
pub(super) const VALID_UNTIL: &str = "valid_until";

/// Column of the signature, any number of values.
pub(super) const SIGNATURE: &str = "signature";

/// Stage column values of a listing that states none: it overlaps everything.
const ANY_STAGE: (u64, u64) = (0, 255);

/// The name of a facet's column.
pub(super) const fn facet_column(facet: Facet) -> &'static str {
    match facet {
        Facet::DiseaseArea => "facet_disease_area",
        Facet::Icd10 => "facet_icd10",
        Facet::Modality => "facet_modality",
        Facet::IpStatus => "facet_ip_status",
        Facet::Collaboration => "facet_collaboration",
        Facet::InstitutionType => "facet_institution_type",
        Facet::ApprovalClass => "facet_approval_class",
        Facet::TargetClass => "facet_target_class",
        Facet::Language => "facet_language",
        // Counted from columns that are there for other reasons.
        Facet::Stage => "stage_low",
        Facet::Freshness => PUBLISHED,
    }
}

/// The schema and the handles of its fields.
#[derive(Clone)]
pub(super) struct Layout {
    /// The engine's schema.
    pub(super) schema: Schema,
    text: Vec<((Stream, TextField), Field)>,
    suggestions: Field,
    listing: Field,
    columns: Vec<Field>,
    blocked: Field,
    published: Field,
    valid_until: Field,
    signature: Field,
    subjects: Field,
    facets: Vec<(Facet, Field)>,
}

impl Layout {
    /// Builds the schema.
    pub(super) fn new() -> Self {
        let mut builder = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let whole = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let whole = TextOptions::default().set_indexing_options(whole);
        let mut text = Vec::new();
        for stream in Stream::ALL {
            for field in TextField::ALL {
                let name = format!("{stream:?}_{field:?}").to_lowercase();
                text.push(((stream, field), builder.add_text_field(&name, options.clone())));
            }
        }
        let fast = NumericOptions::default().set_fast();
        Self {
            suggestions: builder.add_text_field("suggestions", whole),
            listing: builder.add_bytes_field("listing", BytesOptions::default().set_indexed()),
            columns: COLUMNS
                .iter()
                .map(|name| builder.add_u64_field(name, fast.clone()))
                .collect(),
            blocked: builder.add_u64_field(BLOCKED, fast.clone()),
            published: builder.add_i64_field(PUBLISHED, fast.clone()),
            valid_until: builder.add_i64_field(VALID_UNTIL, fast.clone()),
            signature: builder.add_u64_field(SIGNATURE, fast.clone()),
            subjects: builder.add_u64_field("subjects", NumericOptions::default().set_indexed()),
            facets: Facet::CODED
                .into_iter()
                .map(|facet| (facet, builder.add_u64_field(facet_column(facet), fast.clone())))
                .collect(),
            text,
            schema: builder.build(),
        }
    }

    /// The tokenizers that the schema names.
    pub(super) fn tokenizers() -> TokenizerManager {
        let manager = TokenizerManager::default();
        manager.register(TOKENIZER, TextAnalyzer::from(Decoder));
        manager
    }

    /// The text fields in summing order, with what they hold.
    pub(super) fn text(&self) -> &[((Stream, TextField), Field)] {
        &self.text
    }

    /// The field of what titles suggest.
    pub(super) const fn suggestions(&self) -> Field {
        self.suggestions
    }

    /// The field that tells which documents have a word in their signature.
    pub(super) const fn subjects(&self) -> Field {
        self.subjects
    }

    /// The term by which a listing is deleted.
    pub(super) fn listing_term(&self, listing: ListingId) -> Term {
        Term::from_field_bytes(self.listing, listing.as_uuid().as_bytes())
    }

    /// A listing as the engine stores it.
    pub(super) fn document(&self, document: &IndexDocument) -> TantivyDocument {
        let mut out = TantivyDocument::new();
        let tokens = FieldTokens::new(document.texts.iter().map(|(field, text)| (*field, text.as_str())));
        for &((stream, text_field), field) in &self.text {
            let tokens = tokens.get(stream, text_field);
            if !tokens.is_empty() {
                out.add_text(field, encode(tokens));
            }
        }
        let titles = document.texts.iter().filter(|(field, _)| *field == TextField::Title);
        for term in titles
            .flat_map(|(_, title)| title_terms(title))
            .collect::<BTreeSet<_>>()
        {
            out.add_text(self.suggestions, term);
        }
        for packed in signature(&tokens) {
            out.add_u64(self.signature, packed);
            out.add_u64(self.subjects, head_of(packed));
        }
        out.add_bytes(self.listing, document.listing.as_uuid().as_bytes());
        let (high, low) = document.listing.as_uuid().as_u64_pair();
        let stages = document
            .facets
            .stage_range()
            .map_or(ANY_STAGE, |(low, high)| (u64::from(low), u64::from(high)));
        let values = [
            high,
            low,
            organisation_key(document.organisation),
            u64::from(kind_code(document.kind)),
            stages.0,
            stages.1,
        ];
        for (&field, value) in self.columns.iter().zip(values) {
            out.add_u64(field, value);
        }
        for &organisation in &document.blocked {
            out.add_u64(self.blocked, organisation_key(organisation));
        }
        out.add_i64(self.published, document.published_at);
        out.add_i64(self.valid_until, document.valid_until);
        for (facet, field) in &self.facets {
            let codes = document
                .facets
                .codes()
                .iter()
                .filter(|(other, _)| other == facet)
                .map(|(_, code)| code_key(code));
            for code in codes.collect::<BTreeSet<u64>>() {
                out.add_u64(*field, code);
            }
        }
        out
    }
}

/// An organisation as a column value: its random bits folded to 64.
pub(super) fn organisation_key(organisation: OrganisationId) -> u64 {
    let (high, low) = organisation.as_uuid().as_u64_pair();
    high ^ low
}

/// A vocabulary code as a column value (FNV-1a), so that no dictionary of the index is ever read.
pub(super) fn code_key(code: &str) -> u64 {
    code.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A kind as a column value.
pub(super) const fn kind_code(kind: Kind) -> u8 {
    match kind {
        Kind::Seed => 0,
        Kind::Need => 1,
    }
}
