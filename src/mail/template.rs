//! From a kind, a language and a context to a subject and two bodies.
//!
//! Templates are compiled in. An unknown variable is an error, HTML is escaped, and a template is given exactly the
//! parameters that its kind declares.

use super::context::{Footer, Language, Link, MailContext};
use super::kind::{MailKind, Param};
use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use minijinja::{Environment, UndefinedBehavior, Value};
use std::collections::BTreeMap;

#[derive(rust_embed::RustEmbed)]
#[folder = "src/mail/templates"]
struct Templates;

/// Why a mail could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// A file is not UTF-8.
    #[error("template {0} is not UTF-8")]
    Encoding(String),
    /// A template is missing, does not parse, or uses what it was not given.
    #[error("template cannot be used")]
    Template(#[from] minijinja::Error),
    /// The context lacks a parameter that this kind declares.
    #[error("{kind} needs the parameter {param:?}")]
    Missing {
        /// What was to be rendered.
        kind: MailKind,
        /// What was not given.
        param: Param,
    },
    /// A mail that can be switched off came without the links to do so.
    #[error("{0} needs the preferences and unsubscribe links")]
    Footer(MailKind),
}

/// A mail's texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line that reveals nothing.
    pub subject: String,
    /// The plain-text body.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Html,
}

/// The parsed templates; make it once at start.
#[derive(Debug)]
pub struct Renderer {
    environment: Environment<'static>,
}

impl Renderer {
    /// Parses every template.
    pub fn new() -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        for path in Templates::iter() {
            let file = Templates::get(&path)
                .map(|file| file.data.into_owned())
                .unwrap_or_default();
            let source = String::from_utf8(file).map_err(|_| TemplateError::Encoding(path.to_string()))?;
            environment.add_template_owned(path.into_owned(), source)?;
        }
        Ok(Self { environment })
    }

    /// The variables that each template may look up, by its path; for the test that guards the context.
    #[must_use]
    pub fn variables(&self) -> BTreeMap<String, Vec<String>> {
        let variables =
            |template: minijinja::Template<'_, '_>| template.undeclared_variables(true).into_iter().collect();
        self.environment
            .templates()
            .map(|(path, template)| (path.to_owned(), variables(template)))
            .collect()
    }

    /// Renders one mail.
    pub fn render(
        &self,
        kind: MailKind,
        language: Language,
        context: &MailContext,
        footer: Option<&Footer>,
    ) -> Result<Rendered, TemplateError> {
        if kind.can_unsubscribe() && footer.is_none() {
            return Err(TemplateError::Footer(kind));
        }
        let footer = footer.filter(|_| kind.can_unsubscribe());
        let body = |format: Format, file: &str| -> Result<String, TemplateError> {
            let mut values = parameters(kind, language, format, context)?;
            let content = self.fill(&format!("{kind}/{}/{file}", language.code()), &values)?;
            values.insert("content", Value::from_safe_string(content));
            values.insert("category", Value::from(kind.category().code()));
            for (name, link) in footer
                .iter()
                .flat_map(|f| [("preferences", &f.preferences), ("unsubscribe", &f.unsubscribe)])
            {
                values.insert(name, link_value(link, format));
            }
            Ok(self.fill(&format!("layout/{}/{file}", language.code()), &values)? + "\n")
        };
        let subject = self.fill(
            &format!("{kind}/{}/subject.txt", language.code()),
            &parameters(kind, language, Format::Text, context)?,
        )?;
        Ok(Rendered {
            subject,
            text: body(Format::Text, "body.txt")?,
            html: body(Format::Html, "body.html")?,
        })
    }

    fn fill(&self, path: &str, values: &BTreeMap<&'static str, Value>) -> Result<String, TemplateError> {
        Ok(self.environment.get_template(path)?.render(values)?.trim().to_owned())
    }
}

/// The declared parameters, in the words of the language.
fn parameters(
    kind: MailKind,
    language: Language,
    format: Format,
    context: &MailContext,
) -> Result<BTreeMap<&'static str, Value>, TemplateError> {
    let mut values = BTreeMap::from([("recipient", Value::from(context.recipient.as_str()))]);
    for &param in kind.params() {
        let (name, value) = match param {
            Param::Reference => (
                "reference",
                context
                    .reference
                    .as_ref()
                    .map(|reference| Value::from(reference.as_str())),
            ),
            Param::References => (
                "references",
                (!context.references.is_empty()).then(|| {
                    context
                        .references
                        .iter()
                        .map(|reference| Value::from(reference.as_str()))
                        .collect()
                }),
            ),
            Param::Link => ("link", context.link.as_ref().map(|link| link_value(link, format))),
            Param::Count => ("count", context.count.map(Value::from)),
            Param::Date => ("date", context.date.map(|date| Value::from(day(date, language)))),
            Param::Days => ("days", context.days.map(Value::from)),
            Param::At => ("at", context.at.map(|at| Value::from(instant(at, language)))),
        };
        values.insert(name, value.ok_or(TemplateError::Missing { kind, param })?);
    }
    Ok(values)
}

/// A link's alphabet holds one character that HTML must escape.
fn link_value(link: &Link, format: Format) -> Value {
    match format {
        Format::Text => Value::from(link.as_str()),
        Format::Html => Value::from_safe_string(link.as_str().replace('&', "&amp;")),
    }
}

fn day(date: NaiveDate, language: Language) -> String {
    match language {
        Language::En => date.format("%A, %-d %B %Y").to_string(),
        Language::Ja => format!(
            "{}年{}月{}日（{}）",
            date.year(),
            date.month(),
            date.day(),
            weekday(date.weekday())
        ),
    }
}

fn instant(at: DateTime<Utc>, language: Language) -> String {
    let local = at.with_timezone(&chrono_tz::Asia::Tokyo);
    match language {
        Language::En => format!(
            "{} at {} (Japan time)",
            day(local.date_naive(), language),
            local.format("%H:%M")
        ),
        Language::Ja => format!(
            "{}{}（日本時間）",
            day(local.date_naive(), language),
            local.format("%-H時%M分")
        ),
    }
}

const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "月",
        Weekday::Tue => "火",
        Weekday::Wed => "水",
        Weekday::Thu => "木",
        Weekday::Fri => "金",
        Weekday::Sat => "土",
        Weekday::Sun => "日",
    }
}
