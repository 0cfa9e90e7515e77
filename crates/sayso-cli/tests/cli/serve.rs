//! The server as its clients meet it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::support::{Folder, articles};

const TEXT: &str = "“We will answer,” said Andrey Kovalenko. Pyongyang denied arms supplies.";

/// A server at a port of its own, stopped with the test.
struct Server {
    child: Child,
    address: SocketAddr,
    _folder: Folder,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        Self::start_in(Folder::new(), arguments)
    }

    fn start_in(folder: Folder, arguments: &[&str]) -> Self {
        let all: Vec<&str> =
            ["serve", "--port", "0"].into_iter().chain(arguments.iter().copied()).collect();
        let mut command = folder.command(&all);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        let output = child.stdout.as_mut().expect("a pipe");
        BufReader::new(output).read_line(&mut line).expect("an address");
        let address = line.trim().strip_prefix("http://").expect("an address of HTTP");
        Self { address: address.parse().expect("an address"), child, _folder: folder }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time");
        stream
    }

    /// What comes back for these bytes, up to the end of the connection.
    fn raw(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may have answered and closed before it has seen all.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn send(&self, head: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request =
            format!("{head} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        let request = [request.as_bytes(), body].concat();
        Answer::of(&self.raw(&request))
    }

    fn post(&self, path: &str, media: &str, body: &str) -> Answer {
        self.send(&format!("POST {path}"), &[("Content-Type", media)], body.as_bytes())
    }

    #[cfg(unix)]
    fn terminate(&self) {
        let status = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(status.expect("kill is there").success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn of(answer: &str) -> Self {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let head = head.to_ascii_lowercase();
        let body = if head.contains("transfer-encoding: chunked") {
            unchunk(body)
        } else {
            body.to_owned()
        };
        Self { status, head, body }
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

fn unchunk(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap_or(0);
        if length == 0 {
            break;
        }
        whole.push_str(&rest[..length]);
        body = rest.get(length + 2..).unwrap_or_default();
    }
    whole
}

#[test]
fn a_text_gets_the_record_that_the_program_writes() {
    let folder =
        Folder::with(&[("a.jsonl", format!("{{\"id\":\"a\",\"text\":\"{TEXT}\"}}\n").as_bytes())]);
    folder.run(&["analyze", "a.jsonl", "-o", "out.jsonl"]);
    let mut expected: Value = serde_json::from_str(&folder.read("out.jsonl")).unwrap();
    expected["meta"]["path"] = Value::Null;
    let server = Server::start(&[]);
    let body = serde_json::json!({"id": "a", "text": TEXT}).to_string();
    for answer in [
        server.post("/v1/analyze", "application/json", &body),
        server.post("/v1/analyze?id=a", "text/plain; charset=utf-8", TEXT),
        server.post("/v1/analyze", "application/x-ndjson", &body),
    ] {
        assert_eq!((answer.status, answer.json()), (200, expected.clone()));
    }
}

#[test]
fn the_form_is_the_one_that_is_asked_for() {
    let server = Server::start(&[]);
    let ask = |accept| {
        let headers = [("Content-Type", "text/plain"), ("Accept", accept)];
        server.send("POST /v1/analyze", &headers, TEXT.as_bytes())
    };
    assert!(
        ask("text/html")
            .body
            .contains("<mark class=\"source\" data-attributions=\"0\">Andrey Kovalenko</mark>")
    );
    assert!(ask("text/csv").body.contains(",Andrey Kovalenko,person,"));
    assert!(ask("text/x-conllu").body.contains("\tsay\tVERB\t"));
    assert_eq!(ask("application/ld+json").json()["type"], "AnnotationPage");
    assert_eq!(ask("image/png").status, 406);
}

#[test]
fn options_are_those_of_the_request() {
    let server = Server::start(&["--min-confidence", "0.99"]);
    let ask = |query: &str| server.post(&format!("/v1/analyze?{query}"), "text/plain", TEXT).json();
    assert_eq!(ask("")["attributions"].as_array().unwrap().len(), 0);
    let server = Server::start(&[]);
    let ask = |query: &str| server.post(&format!("/v1/analyze?{query}"), "text/plain", TEXT).json();
    assert_eq!(ask("")["attributions"].as_array().unwrap().len(), 2);
    assert_eq!(ask("min_confidence=1")["attributions"].as_array().unwrap().len(), 0);
    assert_eq!(ask("offsets=byte")["attributions"][0]["cue"]["spans"][0][0], 22);
    assert_eq!(ask("layers=tokens")["attributions"], Value::Null);
    assert_eq!(ask("title=A&date=2024-11-23&publisher=B")["meta"]["publisher"], "B");
}

#[test]
fn a_page_gives_its_article() {
    let page =
        "<html><title>Arms</title><nav>Home</nav><p>Pyongyang denied arms supplies.</p></html>";
    let record = Server::start(&[]).post("/v1/analyze", "text/html", page).json();
    assert_eq!(record["text"], "Pyongyang denied arms supplies.");
    assert_eq!(record["meta"]["title"], "Arms");
}

#[test]
fn lines_are_answered_in_order_and_wrong_ones_in_place() {
    let server = Server::start(&["--max-body", "2K"]);
    let long = "x".repeat(5000);
    let body = format!("{}oops\n{{\"text\":\"{long}\"}}\n{}", articles(20), articles(2));
    let answer = server.post("/v1/analyze", "application/x-ndjson", &body);
    let lines: Vec<Value> =
        answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&str> = lines.iter().filter_map(|line| line["id"].as_str()).collect();
    let expected: Vec<String> = (0..20).chain(0..2).map(|i| format!("a{i}")).collect();
    assert_eq!(ids, expected);
    assert_eq!(
        lines[20],
        serde_json::json!({"line": 21, "error": {
        "status": 400, "title": "Bad Request",
        "detail": "the JSON is damaged: expected value at line 1 column 1"}})
    );
    let dated = server.post(
        "/v1/analyze",
        "application/x-ndjson",
        "{\"text\":\"A\"}\n{\"text\":\"A\",\"date\":\"x\"}",
    );
    let dated: Vec<Value> =
        dated.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&dated[0]["id"], &dated[1]["error"]["field"]), (&"line-1".into(), &"date".into()));
    assert_eq!((&lines[21]["line"], &lines[21]["error"]["status"]), (&22.into(), &413.into()));
}

#[test]
fn explanations_and_reports() {
    let server = Server::start(&[]);
    let why = server.post("/v1/explain?at=18", "text/plain", TEXT).json();
    assert_eq!((&why["outcome"], &why["cue"]["text"]), (&"found".into(), &"said".into()));
    let unsure = server.post("/v1/explain?at=18&min_confidence=1", "text/plain", TEXT).json();
    assert_eq!(unsure["outcome"], "unsure");
    assert_eq!(server.post("/v1/explain", "text/plain", TEXT).json()["field"], "at");
    assert_eq!(server.post("/v1/explain?at=900", "text/plain", TEXT).json()["field"], "at");
    let report = server.post("/v1/report", "application/x-ndjson", &articles(3)).json();
    assert_eq!(report["tables"][0]["rows"][0]["cells"][0], "Andrey Kovalenko");
    let headers = [("Content-Type", "application/x-ndjson"), ("Accept", "text/html")];
    let page = server.send("POST /v1/report", &headers, articles(3).as_bytes());
    assert!(page.body.starts_with("<!doctype html>"), "{page:?}");
}

#[test]
fn what_is_wrong_is_said_in_words() {
    let server = Server::start(&["--max-body", "64K", "--timeout", "3"]);
    #[track_caller]
    fn check(answer: &Answer, status: u16, field: Option<&str>) {
        assert_eq!(answer.status, status, "{answer:?}");
        assert!(answer.head.contains("content-type: application/problem+json"), "{answer:?}");
        let problem = answer.json();
        assert_eq!(problem["field"].as_str(), field, "{problem}");
        assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{problem}");
    }
    const JSON: &str = "application/json";
    let post = |media: &str, body: &str| server.post("/v1/analyze", media, body);
    check(&post(JSON, "{\"text\":\"He sa"), 400, None);
    check(&post(JSON, "[1]"), 422, None);
    check(&post(JSON, "{\"title\":\"A\"}"), 422, None);
    check(&post(JSON, "{\"text\":7}"), 422, Some("text"));
    check(&post(JSON, "{\"text\":\"A\",\"titel\":\"B\"}"), 422, Some("titel"));
    check(&post(JSON, "{\"text\":\"A\",\"date\":\"2024-13-45\"}"), 422, Some("date"));
    check(
        &post(JSON, "{\"text\":\"A\",\"options\":{\"layers\":[\"names\"]}}"),
        422,
        Some("layers"),
    );
    check(
        &post(JSON, "{\"text\":\"A\",\"options\":{\"min_confidence\":2}}"),
        422,
        Some("min_confidence"),
    );
    check(&post(JSON, "{\"text\":\"A\"} {}"), 400, None);
    check(&post(JSON, &"{\"text\":".repeat(5_000)), 422, Some("text"));
    check(&post(JSON, &format!("{{\"text\":\"{}\"}}", "x".repeat(3 << 20))), 413, None);
    check(&post("text/plain; charset=klingon", "A"), 415, Some("charset"));
    check(&post("application/x-www-form-urlencoded", "A"), 415, Some("content-type"));
    check(
        &server.send(
            "POST /v1/analyze",
            &[("Content-Type", "text/plain"), ("Content-Encoding", "br")],
            b"A",
        ),
        415,
        Some("content-encoding"),
    );
    check(&server.post("/v1/analyze?colour=red", "text/plain", "A"), 422, Some("colour"));
    check(&server.post("/v1/analyze?id=a&id=b", "text/plain", "A"), 422, Some("id"));
    check(&server.post("/v1/analyze?at=1", "text/plain", "A"), 422, Some("at"));
    check(
        &server.post("/v1/analyze?model=accurate", "text/plain", &"He said no. ".repeat(3000)),
        413,
        Some("model"),
    );
    check(&post(JSON, "\u{feff}{\"text\":7}"), 422, Some("text"));
    check(&server.post("/v1/report", "text/plain", "A"), 415, Some("content-type"));
    check(&server.send("GET /v1/analyze", &[], b""), 405, None);
    check(&server.send("GET /v2", &[], b""), 404, None);
    check(&server.send("GET /livez", &[("Host", "evil.example:7171")], b""), 421, Some("host"));
    check(
        &server.send(
            "POST /v1/analyze",
            &[("Origin", "https://evil.example"), ("Content-Type", "text/plain")],
            b"A",
        ),
        403,
        Some("origin"),
    );
    // A client that writes all before it reads sees its answer.
    let long = "x".repeat(24 << 20);
    let mut stream = server.connect();
    let head = format!(
        "POST /v1/analyze HTTP/1.1\r\nHost: {}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n",
        server.address,
        long.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(long.as_bytes()).unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).unwrap();
    assert_eq!(line, "HTTP/1.1 413 Payload Too Large\r\n");
    // A NUL is text like any other.
    assert_eq!(post("text/plain", "He said\0 no.").status, 200);
    // What is no HTTP gets no analysis; a slow client is cut; a body that does not come is not waited for.
    assert!(server.raw(b"HELLO\r\n\r\n").starts_with("HTTP/1.1 400"));
    assert_eq!(server.raw(b"POST /v1/analyze HTTP/1.1\r\nHost: loc"), "");
    let late = format!(
        "POST /v1/analyze HTTP/1.1\r\nHost: {}\r\nContent-Type: text/plain\r\nContent-Length: 9\r\nConnection: close\r\n\r\nHe",
        server.address
    );
    check(&Answer::of(&server.raw(late.as_bytes())), 408, None);
    // Requests one after the other in one connection are answered one after the other.
    let one = format!("GET /livez HTTP/1.1\r\nHost: {}\r\n", server.address);
    let two = server.raw(format!("{one}\r\n{one}Connection: close\r\n\r\n").as_bytes());
    assert_eq!(two.matches("HTTP/1.1 200 OK").count(), 2, "{two}");
}

#[test]
fn the_token_is_wanted_everywhere_but_at_the_page() {
    let folder = Folder::with(&[("token.txt", b"secret\n"), ("empty.txt", b"\n")]);
    assert!(
        folder.run(&["serve", "--token-file", "empty.txt"]).contains("empty.txt: holds no token")
    );
    let server = Server::start_in(folder, &["--token-file", "token.txt"]);
    assert_eq!(server.post("/v1/analyze", "text/plain", TEXT).status, 401);
    let ask = |token: &str| {
        let headers = [("Content-Type", "text/plain"), ("Authorization", token)];
        server.send("POST /v1/analyze", &headers, TEXT.as_bytes()).status
    };
    assert_eq!((ask("Bearer wrong"), ask("secret"), ask("bearer secret")), (401, 401, 200));
    assert_eq!(server.send("GET /", &[], b"").status, 200);
    assert_eq!(server.send("GET /metrics", &[], b"").status, 401);
}

#[test]
fn pages_of_sites_that_are_named_may_ask() {
    let server = Server::start(&["--cors", "https://desk.example"]);
    let headers = [("Content-Type", "text/plain"), ("Origin", "https://desk.example")];
    let answer = server.send("POST /v1/analyze", &headers, TEXT.as_bytes());
    assert_eq!(answer.status, 200);
    assert!(answer.head.contains("access-control-allow-origin: https://desk.example"));
    let first = [
        ("Origin", "https://desk.example"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type"),
    ];
    let answer = server.send("OPTIONS /v1/analyze", &first, b"");
    assert!(answer.head.contains("access-control-allow-methods: get,post"), "{answer:?}");
}

/// Clients that go leave nothing behind: neither their places in the queue nor their share of what is counted.
#[test]
fn clients_that_go_are_forgotten() {
    let server = Server::start(&["--threads", "1", "--timeout", "60"]);
    let body = TEXT.repeat(20_000);
    let head = format!(
        "POST /v1/analyze HTTP/1.1\r\nHost: {}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n",
        server.address,
        body.len()
    );
    let begin = |_| {
        let mut stream = server.connect();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        stream
    };
    let until = |status| {
        while server.send("GET /readyz", &[], b"").status != status {
            thread::sleep(Duration::from_millis(5));
        }
    };
    // One is worked on, eight wait.
    let streams: Vec<TcpStream> = (0..9).map(begin).collect();
    until(503);
    drop(streams);
    until(200);
    // Whoever asks now waits for the one that is worked on, not for the others.
    let answer = server.post("/v1/analyze", "text/plain", "The mayor said no.");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let metrics = server.send("GET /metrics", &[], b"").body;
    let value = |name: &str| -> u32 {
        let mut lines = metrics.lines();
        let line = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.and_then(|value| value.parse().ok()).expect("a counter")
    };
    assert_eq!(value("sayso_in_flight"), 1, "this request alone");
    assert!(value("sayso_documents_total") < 5, "nine were worked on for nobody: {metrics}");
}

/// Asked to stop, the server finishes what it has accepted and takes nothing new.
#[cfg(unix)]
#[test]
fn no_accepted_request_is_lost() {
    let mut server = Server::start(&["--threads", "1"]);
    let body = TEXT.repeat(300);
    let head = format!(
        "POST /v1/analyze HTTP/1.1\r\nHost: {}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n",
        server.address,
        body.len()
    );
    let mut streams: Vec<TcpStream> = (0..6).map(|_| server.connect()).collect();
    for stream in &mut streams {
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
    }
    thread::sleep(Duration::from_millis(30));
    server.terminate();
    for mut stream in streams {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = Answer::of(&String::from_utf8(answer).unwrap());
        assert_eq!((answer.status, answer.json()["id"].as_str()), (200, Some("text")));
    }
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    assert!(TcpStream::connect(server.address).is_err());
}

#[test]
fn a_port_in_use_is_the_users_business() {
    let server = Server::start(&[]);
    let port = server.address.port().to_string();
    let said = Folder::new().run(&["serve", "--port", &port]);
    assert!(said.starts_with("exit code: 1\n") && said.contains("choose another --port"), "{said}");
}

#[test]
fn the_interface_is_described() {
    let server = Server::start(&[]);
    let interface = server.send("GET /openapi.json", &[], b"").json();
    assert_eq!(interface["openapi"], "3.1.0");
    // Every reference leads to a schema.
    let written = interface.to_string();
    let references =
        written.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next());
    let mut count = 0;
    for reference in references {
        assert!(interface.pointer(reference).is_some(), "{reference}");
        count += 1;
    }
    assert!(count > 10);
    for (path, methods) in interface["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let answer = server.send(&format!("{} {path}", method.to_uppercase()), &[], b"");
            assert!(![404, 405].contains(&answer.status), "{method} {path}: {answer:?}");
        }
    }
    let answers = |path: &str| {
        let content = &interface["paths"][path]["post"]["responses"]["200"]["content"];
        content.as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(answers("/v1/report"), ["application/json", "text/html"]);
    assert_eq!(answers("/v1/analyze").len(), 6);
    assert_eq!(server.send("GET /v1/schema", &[], b"").json()["title"], "Record");
    let metrics = server.send("GET /metrics", &[], b"").body;
    assert!(
        metrics.contains("sayso_requests_total{path=\"/v1/schema\",status=\"200\"} 2"),
        "{metrics}"
    );
}

/// The examples of `docs/serve.md` work as they stand.
#[test]
fn examples_of_the_documentation_run() {
    let page = include_str!("../../../../docs/serve.md");
    let server = Server::start_in(
        Folder::with(&[("article.txt", TEXT.as_bytes()), ("news.jsonl", articles(3).as_bytes())]),
        &[],
    );
    let runners = [("sh", "sh", "-ec"), ("python", "python3", "-c"), ("javascript", "node", "-e")];
    let mut ran = 0;
    for (language, program, option) in runners {
        for block in page.split(&format!("```{language}\n")).skip(1) {
            let code = block.split("```").next().unwrap_or_default();
            if code.contains("sayso serve") {
                continue;
            }
            let code = code.replace("127.0.0.1:7171", &server.address.to_string());
            let output = Command::new(program)
                .args([option, &code])
                .current_dir(server._folder.path(""))
                .output();
            // Node.js and Python are not on every machine.
            let Ok(output) = output else { continue };
            let said = String::from_utf8_lossy(&output.stdout);
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success() && said.contains("Andrey Kovalenko"),
                "{code}\n{said}\n{errors}"
            );
            ran += 1;
        }
    }
    assert!(ran > 0, "there is neither curl nor Python nor Node.js");
}
