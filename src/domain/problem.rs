//! What can be refused, as stable codes. The wording in both languages is in `config/messages/problems.toml`, and a test
//! fails when a code has none; the HTTP status belongs to `web`.

crate::domain::coded_enum! {
    /// Why a request as a whole is refused.
    Refusal {
        /// There is no such thing, or it is not for this person.
        NotFound = "not_found",
        /// Nobody is signed in, or the session ended.
        Unauthenticated = "unauthenticated",
        /// E-mail address or password do not fit.
        BadCredentials = "bad_credentials",
        /// Too many attempts; wait.
        TooManyAttempts = "too_many_attempts",
        /// The person's role does not do this.
        Forbidden = "forbidden",
        /// The current undertaking is not accepted, or the acceptance ran out.
        UndertakingRequired = "undertaking_required",
        /// The request did not prove that it comes from our own pages.
        CrossSite = "cross_site",
        /// Some fields need attention.
        Invalid = "invalid",
        /// The body could not be read.
        Unreadable = "unreadable",
        /// The body is larger than allowed.
        TooLarge = "too_large",
        /// The thing changed since it was read.
        Stale = "stale",
        /// The request must say which version it changes (`If-Match`).
        PreconditionRequired = "precondition_required",
        /// The current state does not allow this.
        WrongState = "wrong_state",
        /// Nobody is in charge of the organisation's listings, so a submission would reach nobody.
        NoLiaison = "no_liaison",
        /// Only a seed whose patent application lies open can be public.
        ApplicationNotOpen = "application_not_open",
        /// A mutating POST needs an `Idempotency-Key`.
        IdempotencyKeyRequired = "idempotency_key_required",
        /// The key was used for another request.
        IdempotencyKeyReused = "idempotency_key_reused",
        /// The same request is being carried out right now.
        InProgress = "in_progress",
        /// A cursor that this server did not issue to this person for this query.
        BadCursor = "bad_cursor",
        /// A link or token that is unknown, used or too old.
        TokenSpent = "token_spent",
        /// A second, different person must decide.
        SamePerson = "same_person",
        /// It is there already.
        AlreadyExists = "already_exists",
        /// There are as many already as one person may have.
        LimitReached = "limit_reached",
        /// There are as many notes on the listing as one organisation may keep.
        TooManyNotes = "too_many_notes",
        /// Nobody would be left to run the platform.
        LastSecretariat = "last_secretariat",
        /// Nobody takes access from oneself.
        OwnAccess = "own_access",
        /// The method is not for this address.
        MethodNotAllowed = "method_not_allowed",
        /// The body's type is not `application/json`.
        UnsupportedMediaType = "unsupported_media_type",
        /// The server has no font to set pages with.
        FontMissing = "font_missing",
        /// Storage refuses writes at the moment.
        StorageUnavailable = "storage_unavailable",
        /// An unforeseen fault on our side.
        Internal = "internal",
    }
}

crate::domain::coded_enum! {
    /// What is wrong with one field.
    Fault {
        /// Nothing is there.
        Required = "required",
        /// More characters, or more items, than allowed.
        TooLong = "too_long",
        /// Fewer than required.
        TooShort = "too_short",
        /// Not a code of the vocabulary.
        UnknownCode = "unknown_code",
        /// Not of the expected type or form.
        Malformed = "malformed",
        /// Outside the allowed range.
        OutOfRange = "out_of_range",
        /// The first stage lies after the last.
        StageOrder = "stage_order",
        /// The end does not come after the beginning.
        DateOrder = "date_order",
        /// The same thing is wanted and excluded.
        Contradiction = "contradiction",
        /// The date has passed.
        Past = "past",
        /// The date lies too far ahead.
        TooFar = "too_far",
        /// A date that no calendar in use knows: before 1900 or after 9999.
        DateOutOfRange = "date_out_of_range",
        /// A tier below the field's floor.
        LoosensTier = "loosens_tier",
        /// No such field.
        UnknownField = "unknown_field",
        /// The statement must be confirmed.
        NotConfirmed = "not_confirmed",
        /// A free-mail address.
        FreeMail = "free_mail",
        /// A mailbox that several people share.
        SharedMailbox = "shared_mailbox",
        /// An address outside the organisation's domains.
        ForeignDomain = "foreign_domain",
        /// Too easy to guess.
        WeakPassword = "weak_password",
        /// Not the current password.
        WrongPassword = "wrong_password",
        /// No such organisation, member or listing.
        UnknownReference = "unknown_reference",
        /// The listing belongs to the caller's own organisation.
        OwnOrganisation = "own_organisation",
        /// It is there already.
        Duplicate = "duplicate",
        /// Control characters other than line breaks and tabs.
        ControlCharacter = "control_character",
        /// Structures, sequences and doses do not belong in text.
        EnablingText = "enabling_text",
    }
}

/// A fault at a place: a JSON path such as `content.title.ja`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// JSON path of the field, dots and numbers
    pub field: String,
    /// What is wrong
    pub fault: Fault,
    /// The bound that was missed, where there is one
    pub limit: Option<u64>,
    /// Whether it is chosen from what is offered: people are then told to choose, not to write
    pub choice: bool,
}

impl FieldFault {
    /// A fault without a bound.
    pub fn new(field: impl Into<String>, fault: Fault) -> Self {
        Self {
            field: field.into(),
            fault,
            limit: None,
            choice: false,
        }
    }

    /// Nothing is there where something is to be chosen.
    pub fn unchosen(field: impl Into<String>) -> Self {
        Self {
            choice: true,
            ..Self::new(field, Fault::Required)
        }
    }

    /// A fault that names the bound.
    pub fn with_limit(field: impl Into<String>, fault: Fault, limit: impl TryInto<u64>) -> Self {
        Self {
            field: field.into(),
            fault,
            limit: Some(limit.try_into().unwrap_or(u64::MAX)),
            choice: false,
        }
    }

    /// The fault of a JSON value that does not fit, from the path and the message of its reader. The message may quote what was
    /// sent, so only names of fields are taken from it.
    #[must_use]
    pub fn of_json(path: &str, message: &str) -> Self {
        let path = path.replace('[', ".").replace(']', "");
        let named = |rest: &str| rest.split('`').next().unwrap_or_default().to_owned();
        let join = |name: String| {
            if path == "." { name } else { format!("{path}.{name}") }
        };
        if let Some(rest) = message.strip_prefix("missing field `") {
            Self::new(join(named(rest)), Fault::Required)
        } else if message.starts_with("unknown field") {
            Self::new(path, Fault::UnknownField)
        } else if message.starts_with("unknown variant") {
            Self::new(path, Fault::UnknownCode)
        } else {
            Self::new(path, Fault::Malformed)
        }
    }

    /// The same fault below a prefix.
    #[must_use]
    pub fn under(mut self, prefix: &str) -> Self {
        self.field = format!("{prefix}.{}", self.field);
        self
    }
}
