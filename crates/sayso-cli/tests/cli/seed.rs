//! The seed article, in every form and by every way.

use std::process::{Command, Stdio};

use crate::support::Folder;

#[test]
fn records() {
    insta::assert_snapshot!(Folder::with_seed().run(&["analyze", "seeds"]));
}

#[test]
fn view_with_brackets() {
    insta::assert_snapshot!(Folder::with_seed().run(&["analyze", "seeds", "--format", "pretty"]));
}

#[test]
fn view_in_color() {
    let folder = Folder::with_seed();
    let arguments =
        ["analyze", "seeds", "--format", "pretty", "--color", "always", "--width", "72"];
    insta::assert_snapshot!(folder.run(&arguments));
}

#[test]
fn color_is_for_terminals() {
    let folder = Folder::with_seed();
    let colored = |command: &mut Command| {
        let output = command.output().expect("the program starts");
        output.stdout.contains(&0x1b)
    };
    let pretty = ["analyze", "seeds", "--format", "pretty"];
    assert!(!colored(&mut folder.command(&pretty)));
    let always = [&pretty[..], &["--color", "always"]].concat();
    assert!(colored(&mut folder.command(&always)));
    // What is asked for outright counts more than the environment.
    assert!(colored(folder.command(&always).env("NO_COLOR", "1")));
    let never = [&pretty[..], &["--color", "never"]].concat();
    assert!(!colored(&mut folder.command(&never)));
}

#[test]
fn the_readme_shows_what_is_printed() {
    let readme = include_str!("../../../../README.md");
    let (_, block) = readme.split_once("<!-- seed").expect("the view of the seed");
    let (_, block) = block.split_once("```text\n").expect("a block of text");
    let (block, _) = block.split_once("```").expect("its end");
    let printed = Folder::with_seed().run(&["analyze", "seeds", "--format", "pretty"]);
    let printed: Vec<&str> = printed.lines().collect();
    for line in block.lines().filter(|line| line.trim() != "…") {
        assert!(printed.contains(&line), "the README shows a line that is not printed: {line}");
    }
}

/// A pseudo-terminal, by way of `script`, where there is one.
#[test]
fn a_terminal_gets_the_view_and_no_color_is_obeyed() {
    let folder = Folder::with_seed();
    let on_terminal = |no_color: &str| {
        let program = env!("CARGO_BIN_EXE_sayso");
        let mut command = Command::new("script");
        command.args(["-qec", &format!("{program} analyze seeds"), "/dev/null"]);
        command.current_dir(folder.path("")).stdin(Stdio::null());
        command.env("TERM", "xterm").env("NO_COLOR", no_color);
        let output = command.output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let Some(colored) = on_terminal("") else { return };
    assert!(colored.contains("Satellite images") && colored.contains('\u{1b}'), "{colored}");
    let plain = on_terminal("1").expect("it worked before");
    assert!(plain.contains("[Satellite images]") && !plain.contains('\u{1b}'), "{plain}");
}

#[test]
fn every_way_in_gives_the_same_record() {
    let folder = Folder::with_seed();
    let seed = folder.read("seeds/000_e63c8cd01220d72a.txt");
    let by_folder = folder.run(&["analyze", "seeds", "--layers", "attributions"]);
    let by_name =
        folder.run(&["analyze", "seeds/000_e63c8cd01220d72a.txt", "--layers", "attributions"]);
    assert_eq!(by_folder, by_name);
    let attributions = |text: &str| {
        let start = text.find("\"attributions\"").expect("attributions");
        text[start..].lines().next().expect("a line").to_owned()
    };
    for arguments in [
        &["analyze", "--layers", "attributions"][..],
        &["analyze", "-", "--layers", "attributions"],
    ] {
        let by_pipe = folder.run_with_input(arguments, seed.as_bytes());
        assert_eq!(attributions(&by_pipe), attributions(&by_folder));
    }
}

#[test]
fn offsets_count_what_is_asked_for() {
    let folder = Folder::with(&[("a.txt", "„Нет“ 🤷 — he said no, according to Kyiv.".as_bytes())]);
    for unit in ["char", "byte", "utf16"] {
        let arguments = ["analyze", "-q", "a.txt", "--layers", "text,sentences", "--offsets", unit];
        insta::assert_snapshot!(unit, folder.run(&arguments));
    }
}

#[test]
fn nobody_waits_at_the_end_of_a_closed_pipe() {
    let folder = Folder::with(&[("many.jsonl", crate::support::articles(2000).as_bytes())]);
    for threads in ["1", "4"] {
        let mut command = folder.command(&["analyze", "many.jsonl", "--threads", threads]);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

#[test]
fn threads_change_nothing() {
    let folder = Folder::with(&[("many.jsonl", crate::support::articles(500).as_bytes())]);
    let one = folder.output(&["analyze", "many.jsonl", "--threads", "1"]);
    let four = folder.output(&["analyze", "many.jsonl", "--threads", "4"]);
    assert_eq!(one.stdout.iter().filter(|&&byte| byte == b'\n').count(), 500);
    assert!(one.stdout == four.stdout);
}
