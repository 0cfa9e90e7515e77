//! x
#![allow(clippy::print_stdout, missing_docs)]
use sayso_report::{Record, corpus::*};
struct Instant(f64);
impl Instant {
    fn now() -> Self {
        let s = std::fs::read_to_string("/proc/self/schedstat").unwrap();
        Instant(s.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9)
    }
    fn elapsed(&self) -> std::time::Duration {
        std::time::Duration::from_secs_f64((Instant::now().0 - self.0).max(0.0))
    }
}
fn rss() -> String {
    std::fs::read_to_string("/proc/self/status")
        .unwrap()
        .lines()
        .filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS"))
        .collect::<Vec<_>>()
        .join(" ")
}
fn main() {
    let mut records: Vec<Record> = Vec::new();
    for p in ["/tmp/report/train.jsonl", "/tmp/report/dev.jsonl"] {
        records.extend(
            std::fs::read_to_string(p)
                .unwrap()
                .lines()
                .map(|l| serde_json::from_str::<Record>(l).unwrap()),
        );
    }
    println!("loaded {}", rss());
    let o = ReportOptions::default();
    let mut f = Fold::new(o);
    let mut d = Digester::new(o);
    let (mut dig, mut take) = (0.0, 0.0);
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    for k in 0..n {
        for r in &mut records {
            let id = r.id.clone();
            r.id = format!("{id}-{k}");
            let t = Instant::now();
            let x = d.digest(r).unwrap();
            dig += t.elapsed().as_secs_f64();
            let t = Instant::now();
            f.take(x);
            take += t.elapsed().as_secs_f64();
            r.id = id;
        }
    }
    let a = f.attributions() as f64;
    println!(
        "{a} attributions: digest {dig:.2} s, take {take:.2} s, together {:.0}/s, take alone {:.0}/s; {}",
        a / (dig + take),
        a / take,
        rss()
    );
    let t = Instant::now();
    let r = f.finish();
    println!("finish {:.2} s, {} tables; {}", t.elapsed().as_secs_f64(), r.tables.len(), rss());
}
