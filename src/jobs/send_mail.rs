//! Hands one mail to the mail server. What happens when the line breaks is decided in `services::mailing`.

use crate::app::App;
use crate::domain::ids::MailId;
use crate::jobs::{Ending, Failure, Outcome, payload};
use crate::services::mailing::deliver::{self, Left, TakenUp};
use crate::services::queue::Claim;
use serde::Deserialize;

#[derive(Deserialize)]
struct Payload {
    mail: MailId,
}

pub(super) async fn run(app: &App, claim: &Claim) -> Outcome {
    let Payload { mail } = payload(&claim.task)?;
    let hand_over = match deliver::take_up(app, claim, mail).await? {
        TakenUp::Nothing => return Ok(Ending::Settled),
        TakenUp::Doubt => {
            app.metrics.mail_left(Left::Ambiguous.code());
            return Ok(Ending::Settled);
        }
        TakenUp::Now(hand_over) => *hand_over,
    };
    let left = match deliver::compose(app, &hand_over) {
        Err(error) => deliver::give_up(app, claim, hand_over, error.to_string()).await?,
        Ok(outgoing) => {
            let mailer = app.mailer.clone();
            let ended = tokio::task::spawn_blocking(move || mailer.send(&outgoing)).await;
            // A transport that panicked may have sent the mail: it stays marked, and the next claim settles it as a doubt.
            let ended = ended.map_err(|_| Failure::passing("the mail transport panicked"))?;
            deliver::settle(app, claim, hand_over, ended).await?
        }
    };
    app.metrics.mail_left(left.code());
    Ok(Ending::Settled)
}
