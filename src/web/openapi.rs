//! The description of the API, collected from the handlers themselves.

use crate::web::idempotent::needs_key;
use actix_web::http::Method;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{InfoBuilder, License, OpenApi, OpenApiBuilder, Required};

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

/// Adds what every mutating POST demands: its `Idempotency-Key`. No handler names it, because none sees it.
#[must_use]
pub fn with_keys(mut api: OpenApi) -> OpenApi {
    for (path, item) in &mut api.paths.paths {
        if let Some(post) = item.post.as_mut().filter(|_| needs_key(&Method::POST, path)) {
            demand_key(post);
        }
    }
    api
}

fn demand_key(operation: &mut Operation) {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(200))
        .build();
    let key: Parameter = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some(
            "Any text that is new for this request, such as a UUID. The same request with the same key is carried out once, \
             and its first answer is repeated.",
        ))
        .schema(Some(text))
        .build();
    operation.parameters.get_or_insert_default().push(key.into());
}
