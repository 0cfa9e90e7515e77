//! `sayso serve`: the analysis behind an address, for programs and for people with a browser.
//!
//! ```text
//! listen     connections: timeouts, an orderly end
//! app        what all requests share; which path goes where
//! guard      who may ask: Host, Origin, token
//! article    what a client sends; options: what it may decide
//! engine     one analysis a core and a short queue, on the threads of rayon
//! analyze, explain, report, lines
//! answer     the forms of an analysis; problem: what is wrong, in words
//! page/      the page that is at /
//! ```
//!
//! Texts are in memory only, and in no message.

mod analyze;
mod answer;
mod app;
mod args;
mod article;
mod engine;
mod guard;
mod lines;
mod listen;
mod metrics;
mod openapi;
mod options;
mod page;
mod problem;
mod report;

use std::fs;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::net::TcpListener;

pub(crate) use args::ServeArgs;

use crate::analysis::AnalysisSettings;
use crate::exit::Exit;
use crate::messages::{misused, tell};
use app::App;
use engine::Engine;
use guard::Guard;
use metrics::Metrics;

pub(crate) fn run(args: ServeArgs) -> Result<Exit> {
    let patience = Duration::from_secs(args.timeout.into());
    let engine = AnalysisSettings::sources(&args.finding)
        .and_then(|sources| Engine::new(sources, args.threads, patience));
    let engine = match engine {
        Ok(engine) => Arc::new(engine),
        Err(complaint) => return Ok(misused(&complaint)),
    };
    let token = match args.token_file.as_ref().map(|path| (path, fs::read(path))) {
        None => None,
        Some((path, Err(cause))) => {
            return Ok(misused(&format_args!("{}: cannot be read ({cause})", path.display())));
        }
        Some((path, Ok(token))) if token.trim_ascii().is_empty() => {
            return Ok(misused(&format_args!("{}: holds no token", path.display())));
        }
        Some((_, Ok(token))) if token.trim_ascii().iter().all(u8::is_ascii_graphic) => {
            Some(token.trim_ascii().to_vec())
        }
        Some((path, Ok(_))) => {
            let path = path.display();
            return Ok(misused(&format_args!(
                "{path}: a token must be one word of printable ASCII"
            )));
        }
    };
    if !args.host.is_loopback() && token.is_none() {
        tell(
            "warning: anyone who can reach this address can use the server; --token-file requires a token",
        );
    }
    let guard = Guard { hosts: args.allow_host, origins: args.cors, token };
    let app = App { engine, guard, metrics: Metrics::new(), most: args.max_body };
    app.engine.warm();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("the server cannot be started")?;
    let address = SocketAddr::new(args.host, args.port);
    runtime.block_on(async {
        let listener = match TcpListener::bind(address).await {
            Ok(listener) => listener,
            Err(cause) => {
                return Ok(misused(&format_args!(
                    "{address}: cannot listen on it ({cause}); choose another --port"
                )));
            }
        };
        let stop = stop()?;
        let address = format!("http://{}", listener.local_addr()?);
        writeln!(io::stdout(), "{address}")?;
        if args.open && open::that_detached(&address).is_err() {
            tell("no browser could be opened");
        }
        listen::serve(listener, Arc::new(app).router(), patience, stop).await?;
        Ok(Exit::Success)
    })
}

/// Waits for Ctrl-C, or what a service manager sends.
#[cfg(unix)]
fn stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
