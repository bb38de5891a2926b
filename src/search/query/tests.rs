//! Queries by example.
