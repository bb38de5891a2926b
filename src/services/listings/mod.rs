//! Use cases around listings. `access` is the one door through which anybody learns anything of one.

pub mod access;
