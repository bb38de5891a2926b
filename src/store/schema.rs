//! The tables, as diesel sees them; `tests/migrations.rs` compares them with what the migrations make.
diesel::table! {
    organisations (id) {
        id -> Text,
        kind -> Text,
        name_ja -> Text,
        name_en -> Text,
        email_domains -> Text,
        four_eyes -> Bool,
        institution_review -> Bool,
        liaison_id -> Nullable<Text>,
        state -> Text,
        policy_epoch -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    members (id) {
        id -> Text,
        organisation_id -> Text,
        email -> Text,
        name_ja -> Text,
        name_en -> Text,
        role -> Text,
        locale -> Text,
        orcid -> Nullable<Text>,
        institution_reviewer -> Bool,
        state -> Text,
        password_hash -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    announcements (id) {
        id -> Text,
        kind -> Text,
        title_ja -> Text,
        title_en -> Text,
        body_ja -> Text,
        body_en -> Text,
        shown_from -> Timestamp,
        shown_until -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    applications (id) {
        id -> Text,
        organisation_id -> Nullable<Text>,
        organisation_name_ja -> Nullable<Text>,
        organisation_name_en -> Nullable<Text>,
        organisation_kind -> Nullable<Text>,
        email -> Text,
        name_ja -> Text,
        name_en -> Text,
        role -> Text,
        locale -> Text,
        motivation -> Text,
        state -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    vettings (application_id, member_id) {
        application_id -> Text,
        member_id -> Text,
        decision -> Text,
        reason -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        application_id -> Nullable<Text>,
        organisation_id -> Text,
        email -> Text,
        name_ja -> Text,
        name_en -> Text,
        role -> Text,
        locale -> Text,
        token_hash -> Text,
        expires_at -> Timestamp,
        redeemed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    undertakings (id) {
        id -> Text,
        number -> Integer,
        title_ja -> Text,
        title_en -> Text,
        text_ja -> Text,
        text_en -> Text,
        valid_days -> Integer,
        published_at -> Timestamp,
    }
}

diesel::table! {
    acceptances (id) {
        id -> Text,
        member_id -> Text,
        undertaking_id -> Text,
        text_hash -> Text,
        locale -> Text,
        accepted_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        member_id -> Text,
        created_at -> Timestamp,
        last_used_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        revoke_reason -> Nullable<Text>,
    }
}

diesel::table! {
    refresh_tokens (id) {
        id -> Text,
        session_id -> Text,
        token_hash -> Text,
        issued_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        successor_id -> Nullable<Text>,
    }
}

diesel::table! {
    password_resets (id) {
        id -> Text,
        member_id -> Text,
        token_hash -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    login_failures (account_key) {
        account_key -> Text,
        failures -> Integer,
        last_failure_at -> Timestamp,
    }
}

diesel::table! {
    idempotency_keys (id) {
        id -> Text,
        request_hash -> Text,
        status -> Nullable<Integer>,
        headers -> Nullable<Text>,
        body -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    listings (id) {
        id -> Text,
        kind -> Text,
        reference -> Text,
        organisation_id -> Text,
        owner_id -> Text,
        liaison_id -> Nullable<Text>,
        state -> Text,
        successor_state -> Nullable<Text>,
        visibility -> Nullable<Text>,
        published_version_id -> Nullable<Text>,
        submitted_version_id -> Nullable<Text>,
        valid_until -> Nullable<Timestamp>,
        state_since -> Timestamp,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    listing_drafts (listing_id) {
        listing_id -> Text,
        content -> Text,
        tier_overrides -> Text,
        visibility -> Nullable<Text>,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    listing_team (listing_id, member_id) {
        listing_id -> Text,
        member_id -> Text,
    }
}

diesel::table! {
    listing_blocks (listing_id, organisation_id) {
        listing_id -> Text,
        organisation_id -> Text,
    }
}

diesel::table! {
    listing_versions (id) {
        id -> Text,
        listing_id -> Text,
        number -> Integer,
        visibility -> Nullable<Text>,
        tier_overrides -> Text,
        attestations -> Text,
        submitted_by -> Text,
        submitted_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        members_since -> Nullable<Timestamp>,
        valid_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    listing_parts (version_id, tier) {
        listing_id -> Text,
        version_id -> Text,
        tier -> Text,
        content -> Text,
    }
}

diesel::table! {
    public_listings (listing_id) {
        listing_id -> Text,
        wanted -> Bool,
        agreed -> Bool,
        public_since -> Nullable<Timestamp>,
        version_id -> Nullable<Text>,
        content -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    import_keys (organisation_id, external_id) {
        organisation_id -> Text,
        external_id -> Text,
        listing_id -> Text,
        content_hash -> Text,
    }
}

diesel::table! {
    reviews (id) {
        id -> Text,
        listing_id -> Text,
        version_id -> Text,
        stage -> Text,
        decision -> Text,
        checklist -> Nullable<Text>,
        note -> Text,
        reviewer_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    comments (id) {
        id -> Text,
        listing_id -> Text,
        version_id -> Text,
        field -> Nullable<Text>,
        body -> Text,
        author_id -> Text,
        created_at -> Timestamp,
        resolved_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    candidates (id) {
        id -> Text,
        side -> Text,
        seed_id -> Text,
        need_id -> Text,
        organisation_id -> Text,
        state -> Text,
        score -> Double,
        explanation -> Text,
        seed_version_id -> Text,
        need_version_id -> Text,
        reason -> Nullable<Text>,
        mark -> Nullable<Text>,
        created_at -> Timestamp,
        lapsed_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    matching_settings (listing_id) {
        listing_id -> Text,
        threshold -> Nullable<Integer>,
        version -> BigInt,
    }
}

diesel::table! {
    saved_searches (id) {
        id -> Text,
        member_id -> Text,
        organisation_id -> Text,
        name -> Text,
        question -> Text,
        alerts -> Text,
        asked_since -> Timestamp,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    saved_search_changes (seq) {
        seq -> BigInt,
        saved_search_id -> Text,
    }
}

diesel::table! {
    search_alerts (saved_search_id, listing_id) {
        saved_search_id -> Text,
        listing_id -> Text,
        member_id -> Text,
        found_at -> Timestamp,
        seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    notes (id) {
        id -> Text,
        organisation_id -> Text,
        listing_id -> Text,
        author_id -> Text,
        body -> Text,
        created_at -> Timestamp,
        edited_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    introductions (id) {
        id -> Text,
        target_id -> Text,
        own_id -> Nullable<Text>,
        candidate_id -> Nullable<Text>,
        proposed_by -> Text,
        requester_id -> Text,
        requester_organisation_id -> Text,
        responder_organisation_id -> Text,
        message -> Text,
        state -> Text,
        decline_code -> Nullable<Text>,
        decline_audience -> Nullable<Text>,
        gap_request -> Nullable<Text>,
        question -> Nullable<Text>,
        answer -> Nullable<Text>,
        reminders -> Integer,
        created_at -> Timestamp,
        asked_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    grants (id) {
        id -> Text,
        listing_id -> Text,
        organisation_id -> Text,
        tier -> Text,
        introduction_id -> Nullable<Text>,
        valid_from -> Timestamp,
        valid_until -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    notices (id) {
        id -> Text,
        member_id -> Text,
        kind -> Text,
        event -> Text,
        path -> Text,
        reference -> Nullable<Text>,
        created_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    mails (id) {
        id -> Text,
        member_id -> Nullable<Text>,
        address -> Text,
        recipient_name -> Text,
        locale -> Text,
        kind -> Text,
        event -> Text,
        context -> Text,
        cadence -> Text,
        state -> Text,
        attempts -> Integer,
        ambiguities -> Integer,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    mail_preferences (member_id, kind) {
        member_id -> Text,
        kind -> Text,
        cadence -> Text,
    }
}

diesel::table! {
    tasks (id) {
        id -> Text,
        kind -> Text,
        payload -> Text,
        state -> Text,
        due_at -> Timestamp,
        attempts -> Integer,
        lease_until -> Nullable<Timestamp>,
        fence -> BigInt,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    index_changes (seq) {
        seq -> BigInt,
        listing_id -> Text,
        reach -> Text,
    }
}

diesel::table! {
    thesaurus_lists (name) {
        name -> Text,
        concepts -> Integer,
        content -> Text,
        imported_at -> Timestamp,
    }
}

diesel::table! {
    statistics_epochs (id) {
        id -> BigInt,
        analyzer_version -> Integer,
        content -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    counters (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    ledger_heads (log) {
        log -> Text,
        size -> BigInt,
        frontier -> Text,
    }
}

diesel::table! {
    ledger_entries (id) {
        id -> Text,
        log -> Text,
        seq -> BigInt,
        at -> Timestamp,
        kind -> Text,
        doer -> Text,
        doer_organisation_id -> Nullable<Text>,
        subject -> Text,
        facts -> Text,
        salt -> Text,
        commitment -> Text,
    }
}

diesel::table! {
    ledger_checkpoints (log, size) {
        log -> Text,
        size -> BigInt,
        at -> Timestamp,
        note -> Text,
    }
}

diesel::table! {
    ledger_timestamps (log, size, authority) {
        log -> Text,
        size -> BigInt,
        authority -> Text,
        at -> Timestamp,
        token -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    organisations,
    members,
    applications,
    vettings,
    invitations,
    undertakings,
    acceptances,
    sessions,
    refresh_tokens,
    password_resets,
    login_failures,
    idempotency_keys,
    listings,
    listing_drafts,
    listing_team,
    listing_blocks,
    listing_versions,
    listing_parts,
    public_listings,
    import_keys,
    reviews,
    comments,
    candidates,
    saved_searches,
    saved_search_changes,
    search_alerts,
    notes,
    introductions,
    grants,
    notices,
    mails,
    mail_preferences,
    tasks,
    index_changes,
    statistics_epochs,
    thesaurus_lists,
    counters,
    ledger_heads,
    ledger_entries,
    ledger_checkpoints,
    ledger_timestamps,
);
