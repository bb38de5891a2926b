//! What somebody at the machine's command line may do: the first organisations and members, undertakings, emergencies. Every
//! act stands in the ledger as the operator's.

pub mod ledger;
pub mod members;
pub mod organisations;
pub mod tasks;
pub mod undertakings;
