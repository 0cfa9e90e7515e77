//! Streams of JSON Lines: each line is a document, and each has its answer in the same order.
//!
//! A line that is wrong gets a problem with its number for an answer, and the rest follows. Nothing is read ahead of
//! what the client takes: a few lines for each core are on the way.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use futures_util::{Stream, StreamExt, stream};
use serde::Serialize;
use tokio::time::timeout;

use super::analyze::respond;
use super::answer::Form;
use super::app::App;
use super::problem::Problem;

/// The media type of JSON Lines.
pub(super) const MEDIA: &str = "application/x-ndjson";

/// Lines of a body, one after the other.
pub(super) struct Lines {
    body: BodyDataStream,
    /// What has come and is not yet given, from `start` on.
    buffer: Vec<u8>,
    start: usize,
    /// Up to where no line ends.
    searched: usize,
    /// Whether the rest of a line that is too long is being passed over.
    passes: bool,
    ended: bool,
    most: usize,
    patience: Duration,
}

/// The answer to a line that is wrong.
#[derive(Serialize)]
struct Failed {
    line: usize,
    error: Problem,
}

impl Lines {
    pub(super) fn new(body: Body, most: usize, patience: Duration) -> Self {
        let (buffer, body) = (Vec::new(), body.into_data_stream());
        Self { body, buffer, start: 0, searched: 0, passes: false, ended: false, most, patience }
    }

    /// The lines that are not blank, with their numbers.
    pub(super) fn numbered(self) -> impl Stream<Item = (usize, Result<Vec<u8>, Problem>)> {
        let lines = stream::unfold(self, |mut lines| async {
            lines.next().await.map(|line| (line, lines))
        });
        let is_blank = |line: &[u8]| line.iter().all(u8::is_ascii_whitespace);
        lines.enumerate().map(|(at, line)| (at + 1, line)).filter(move |(_, line)| {
            std::future::ready(!line.as_ref().is_ok_and(|line| is_blank(line)))
        })
    }

    async fn next(&mut self) -> Option<Result<Vec<u8>, Problem>> {
        loop {
            let rest = &self.buffer[self.searched.max(self.start)..];
            let end = rest.iter().position(|&byte| byte == b'\n');
            let end = end.map(|at| at + self.searched.max(self.start));
            self.searched = end.map_or(self.buffer.len(), |end| end + 1);
            let line = self.start..end.unwrap_or(self.buffer.len());
            let is_long = line.len() > self.most;
            let is_whole = end.is_some() || self.ended;
            let passed = self.passes;
            if is_whole || is_long || passed {
                self.start = self.searched;
                // What comes next may still belong to this line.
                self.passes = (is_long || passed) && !is_whole;
            }
            match () {
                () if passed => {}
                () if is_long => return Some(Err(Problem::too_long(self.most))),
                () if end.is_some() || self.ended && !line.is_empty() => {
                    return Some(Ok(self.buffer[line].to_vec()));
                }
                () => {}
            }
            if end.is_some() {
                continue;
            }
            if self.ended {
                return None;
            }
            self.buffer.drain(..self.start);
            self.searched -= self.start;
            self.start = 0;
            match timeout(self.patience, self.body.next()).await {
                Ok(Some(Ok(bytes))) => self.buffer.extend_from_slice(&bytes),
                Ok(None) => self.ended = true,
                Ok(Some(Err(_))) => {
                    return self.give_up(StatusCode::BAD_REQUEST, "the body broke off");
                }
                Err(_) => {
                    return self.give_up(StatusCode::REQUEST_TIMEOUT, "nothing came for too long");
                }
            }
        }
    }

    fn give_up(&mut self, status: StatusCode, why: &str) -> Option<Result<Vec<u8>, Problem>> {
        self.ended = true;
        self.buffer.clear();
        (self.start, self.searched) = (0, 0);
        Some(Err(Problem::new(status, format!("{why}; send the rest again"))))
    }
}

/// Analyses each line.
pub(super) fn analyze(app: Arc<App>, parts: &Parts, body: Body) -> Result<Response<Body>, Problem> {
    super::answer::best(&parts.headers, [((), MEDIA), ((), "application/json")])?;
    if let Some(query) = parts.uri.query() {
        return Err(Problem::field(
            query,
            "a stream takes no parameters; each line has its own options",
        ));
    }
    let ahead = app.engine.threads() + 2;
    let lines = Lines::new(body, app.most, app.engine.patience()).numbered();
    let answers = lines
        .map(move |(number, line)| {
            let app = Arc::clone(&app);
            async move {
                let answer = match line {
                    Ok(line) => {
                        app.analyze_line(
                            number,
                            &line,
                            Form::Record.depth(),
                            |header, text, analysis, chosen| {
                                Form::Record.write(header, text, analysis, chosen)
                            },
                        )
                        .await
                    }
                    Err(problem) => Err(problem),
                };
                answer.unwrap_or_else(|error| failed(number, error))
            }
        })
        .buffered(ahead)
        .map(|line| Ok::<_, Infallible>(Bytes::from(line)));
    Ok(respond(MEDIA, Body::from_stream(answers)))
}

/// The line for a line that is wrong.
fn failed(line: usize, error: Problem) -> Vec<u8> {
    let mut written = serde_json::to_vec(&Failed { line, error }).expect("strings and numbers");
    written.push(b'\n');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(body: &'static [&'static str], most: usize) -> Vec<(usize, Result<String, String>)> {
        let chunks = stream::iter(body.iter().map(|&chunk| Ok::<_, Infallible>(chunk)));
        let lines = Lines::new(Body::from_stream(chunks), most, Duration::from_secs(1));
        let all = lines.numbered().map(|(number, line)| {
            let line = line.map(|line| String::from_utf8(line).unwrap());
            (number, line.map_err(|problem| problem.to_json()))
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(all.collect())
    }

    #[test]
    fn lines_are_joined_over_chunks() {
        let found = lines(&["a", "b\n\nc", "\n", "last"], 10);
        let line = |number, line: &str| (number, Ok(line.to_owned()));
        assert_eq!(found, [line(1, "ab"), line(3, "c"), line(4, "last")]);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let found = lines(&["12345", "67890", "1\n", "b\n", "12345678901\nc"], 10);
        assert_eq!(found.len(), 4);
        assert!(found[0].1.as_ref().unwrap_err().contains("longer than 10 bytes"));
        assert_eq!(found[1], (2, Ok("b".to_owned())));
        assert!(found[2].1.is_err());
        assert_eq!(found[3], (4, Ok("c".to_owned())));
    }
}
