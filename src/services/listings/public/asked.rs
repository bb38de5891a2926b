//! What waits for a liaison's agreement to be public.

use crate::app::App;
use crate::domain::ids::ListingId;
use crate::domain::policy::Actor;
use crate::domain::text::Bilingual;
use crate::services::error::Outcome;
use crate::services::listings::access::{self, Surface};
use crate::store::public_listings;

/// A listing that its team wants to be public. It has no `Debug`.
pub struct Asked {
    /// Identity
    pub id: ListingId,
    /// Reference number
    pub reference: String,
    /// Title
    pub title: Option<Bilingual>,
    /// Name of the organisation
    pub organisation: Option<Bilingual>,
}

/// What waits for the liaison; there are few, so they come at once.
pub async fn asked(app: &App, actor: &Actor) -> Outcome<Vec<Asked>> {
    let reader = actor.clone();
    let sealed = app
        .db
        .read(move |rx| {
            let ids = public_listings::awaiting(rx, reader.member)?;
            let known = access::known_of(rx, &reader, &ids)?;
            access::seal_published(rx, known)
        })
        .await?;
    let views = access::show_all(app, actor, Surface::Overview, sealed).await?;
    let asked = views.into_iter().map(|view| Asked {
        id: view.header.id,
        reference: view.header.reference,
        title: view.seed.and_then(|seed| seed.title),
        organisation: view.header.organisation,
    });
    Ok(asked.collect())
}
