//! Hands one mail to the mail server. What happens when the line breaks is decided in `services::mailing`.

use crate::app::App;
use crate::domain::ids::MailId;
use crate::jobs::{Ending, Failure, Outcome, payload};
use crate::mail::error::SendError;
use crate::services::mailing::deliver::{self, HandOver, Left, TakenUp};
use crate::services::queue::Claim;
use serde::Deserialize;
use std::time::Duration;

/// Before the last attempt to write how a delivery ended.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

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
            settle(app, claim, &hand_over, &ended).await?
        }
    };
    app.metrics.mail_left(left.code());
    Ok(Ending::Settled)
}

/// How the attempt ended is known only here: it is worth some patience before a busy database leaves it in doubt.
async fn settle(
    app: &App,
    claim: &Claim,
    hand_over: &HandOver,
    ended: &Result<(), SendError>,
) -> Result<Left, Failure> {
    let mut pause = Duration::from_millis(100);
    loop {
        match deliver::settle(app, claim, hand_over.clone(), ended.clone()).await {
            Ok(left) => return Ok(left),
            Err(error) if pause > LONGEST_PAUSE => return Err(error.into()),
            Err(error) => {
                tracing::warn!(mail = %hand_over.id(), %error, "the end of a delivery could not be written yet")
            }
        }
        tokio::time::sleep(pause).await;
        pause *= 2;
    }
}
