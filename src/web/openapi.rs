//! The description of the API, collected from the handlers themselves.

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{InfoBuilder, License, OpenApi, OpenApiBuilder};

/// Title, version, licence and the access token scheme; paths and schemas come from the routes.
#[must_use]
pub fn skeleton() -> OpenApi {
    let mut api = OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Enishi")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(
                    "Members-only matchmaking of confidential research seeds and company needs.",
                ))
                .license(Some(License::new("Apache-2.0")))
                .build(),
        )
        .build();
    let bearer = SecurityScheme::Http(
        HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .build(),
    );
    api.components
        .get_or_insert_default()
        .security_schemes
        .insert("access_token".into(), bearer.into());
    api
}
