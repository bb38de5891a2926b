//! Number conversions that cannot fail, in one place.

/// A document or array number.
pub(super) fn index(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

/// A length as the engine counts them.
pub(super) fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A count as a wide integer.
pub(super) fn wide(value: usize) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

/// A count as a float; exact below 2^32 and capped there.
pub(super) fn float(value: u64) -> f64 {
    f64::from(u32::try_from(value).unwrap_or(u32::MAX))
}

/// A value in single precision.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "there is no other way, and it cannot fail"
)]
#[inline]
pub(super) const fn rough(value: f64) -> f32 {
    value as f32
}

/// A count in single precision.
#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "there is no other way, and it cannot fail"
)]
#[inline]
pub(super) const fn rough_count(value: u32) -> f32 {
    value as f32
}
