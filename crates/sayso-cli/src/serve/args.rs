//! The arguments of `sayso serve`, as data.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

use crate::analyze::args::{Finding, size, threads};

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ServeArgs {
    /// The address to listen on; 0.0.0.0 means every address of this machine
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) host: IpAddr,

    /// The port to listen on; 0 picks a free one
    #[arg(long, value_name = "PORT", default_value_t = 7171)]
    pub(super) port: u16,

    /// Open the page in a browser
    #[arg(long)]
    pub(super) open: bool,

    /// Refuse requests without the token in this file
    ///
    /// Clients send it in the header Authorization: Bearer TOKEN. White space around it is ignored.
    #[arg(long, value_name = "FILE")]
    pub(super) token_file: Option<PathBuf>,

    /// Allow requests from pages of this origin, such as https://desk.example; may be given several times
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub(super) cors: Vec<String>,

    /// Accept requests for this host name, besides localhost and addresses; may be given several times
    #[arg(long, value_name = "NAME", value_parser = host_name)]
    pub(super) allow_host: Vec<String>,

    /// The largest document that is accepted, in bytes, or with K, M or G
    #[arg(long, value_name = "SIZE", default_value = "2M", value_parser = size)]
    pub(super) max_body: usize,

    /// Give up a request after this many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub(super) timeout: u32,

    /// How many documents to analyse at a time; 0 means one per core
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads)]
    pub(super) threads: usize,

    #[command(flatten)]
    pub(super) finding: Finding,
}

/// An origin as browsers send it: a scheme and a host, without a path.
fn origin(argument: &str) -> Result<String, String> {
    let rest = argument.strip_prefix("https://").or_else(|| argument.strip_prefix("http://"));
    let is_origin = rest.is_some_and(|host| !host.is_empty() && !host.contains(['/', '*', ' ']));
    // As browsers write it.
    let lower = argument.to_ascii_lowercase();
    let usual = if lower.starts_with("https") { ":443" } else { ":80" };
    is_origin
        .then(|| lower.strip_suffix(usual).map(str::to_owned).unwrap_or(lower))
        .ok_or_else(|| "write a scheme and a host, such as https://desk.example".to_owned())
}

/// A name as it is in addresses.
fn host_name(argument: &str) -> Result<String, String> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let is_name = !argument.is_empty() && argument.chars().all(allowed);
    is_name
        .then(|| argument.to_owned())
        .ok_or_else(|| "write a name without scheme and port, such as nlp.example".to_owned())
}

const EXAMPLES: &str = "\
Examples:
  sayso serve --open
      a page to paste an article into, at http://127.0.0.1:7171
  curl --data-binary @article.txt -H 'Content-Type: text/plain' http://127.0.0.1:7171/v1/analyze
      the record of an article
  curl -T news.jsonl -X POST -H 'Content-Type: application/x-ndjson' http://127.0.0.1:7171/v1/analyze
      a record for each line, while lines are sent
  sayso serve --host 0.0.0.0 --token-file token.txt --allow-host nlp.example
      serve other machines, which must send a token

The paths are /v1/analyze, /v1/explain, /v1/report, /v1/schema, /openapi.json, /livez, /readyz and /metrics.
Texts are neither stored nor logged, and nothing is asked of other machines.";
