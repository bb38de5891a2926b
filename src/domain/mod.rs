//! Rules only: no input or output, no clock, no randomness. Everything here is decided from its arguments.

pub mod ids;
