//! What somebody at the machine's command line may do beside `bootstrap`: look things up, emergencies, checks. Every act stands in
//! the ledger as the operator's.

pub mod lookup;
pub mod members;
pub mod tasks;
pub mod undertakings;
