//! The words by which boilerplate is known; the lists are in `data/boilerplate.tsv`.

use std::ops::Range;
use std::sync::LazyLock;

macro_rules! uses {
    ($($name:ident = $use:literal,)*) => {
        /// What a word of the list is there for.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Use { $($name),* }

        impl Use {
            const ALL: &[(Self, &str)] = &[$((Self::$name, $use)),*];
        }
    };
}

uses! {
    BylineLink = "byline-link",
    NotAName = "not-a-name",
    Posted = "posted",
    Time = "time",
    Outlet = "outlet",
    OutletWord = "outlet-word",
    Credits = "credits",
    Prompt = "prompt",
    Network = "network",
    Release = "release",
    Label = "label",
    PhotoLine = "photo-line",
    PhotoStart = "photo-start",
    PhotoBracket = "photo-bracket",
}

impl Use {
    /// The words with this use.
    pub(super) fn words(self) -> &'static [&'static str] {
        static WORDS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
            let mut words = vec![Vec::new(); Use::ALL.len()];
            for row in include_str!("../../data/boilerplate.tsv").lines() {
                let Some((word, name)) = row.split_once('\t') else { continue };
                let of = Use::ALL.iter().find(|(_, known)| *known == name);
                let (of, _) = of.unwrap_or_else(|| panic!("unknown use in the list: {row}"));
                words[*of as usize].push(word);
            }
            words
        });
        &WORDS[self as usize]
    }

    /// Whether `word` has this use.
    pub(super) fn has(self, word: &str) -> bool {
        self.words().contains(&word)
    }

    /// Whether `word` has this use, however it is written.
    pub(super) fn has_any_case(self, word: &str) -> bool {
        self.words().iter().any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// Whether a name is that of an outlet.
pub(super) fn is_outlet(name: &str) -> bool {
    // "PACIFIC WIRE"
    let shouts = !name.bytes().any(|b| b.is_ascii_lowercase());
    let is_word = |word| Use::OutletWord.has(word) || shouts && Use::OutletWord.has_any_case(word);
    Use::Outlet.has(name) || name.len() <= 40 && name.split(' ').any(is_word)
}

pub(super) fn is_credits(line: &str) -> bool {
    Use::Credits.words().iter().any(|words| starts(line, words)) && name_follows(line)
}

/// "Writing by hand is slow": a name has a capital.
fn name_follows(line: &str) -> bool {
    let name = line.split_once("by ").or_else(|| line.split_once(": "));
    name.is_some_and(|(_, name)| name.starts_with(char::is_uppercase))
}

/// "(Reuter.)", "(AFP)": the agency, after the story.
pub(super) fn is_agency_alone(line: &str) -> bool {
    const LONGEST: usize = 24;
    let inside = line.strip_prefix('(').and_then(|line| line.strip_suffix(')'));
    inside.is_some_and(|inside| {
        let name = inside.trim_end_matches('.').trim();
        name.len() <= LONGEST && is_outlet(name)
    })
}

/// "The Associated Press contributed to this report."
pub(super) fn is_contribution(line: &str) -> bool {
    if line.len() > 240 {
        return false;
    }
    ["report", "story", "article"].iter().any(|thing| {
        let words = format!("contributed to this {thing}");
        let after = line.split_once(&words).map(|(_, after)| after);
        after.is_some_and(|after| !after.starts_with(char::is_alphabetic))
    })
}

pub(super) fn is_copyright(line: &str) -> bool {
    let noun = line.strip_prefix("Copyright ").or_else(|| line.strip_prefix("COPYRIGHT "));
    line.starts_with('©')
        || starts(line, "all rights reserved")
        || noun.is_some_and(|n| {
            n.starts_with(|c: char| c == '©' || c.is_ascii_digit()) || starts(n, "(c)")
        })
}

pub(super) fn is_prompt(line: &str) -> bool {
    Use::Prompt.words().iter().any(|words| {
        starts(line, words)
            // "More from" but not "More fromage"; a colon or blank ends the words by itself.
            && !line[words.len()..].starts_with(char::is_alphanumeric)
            && (words.len() > 4 || words.ends_with(':'))
    }) || starts(line, "follow ")
        && Use::Network.words().iter().any(|network| {
            line.split_once(" on ")
                .is_some_and(|(_, after)| after.trim_start().starts_with(network))
        })
}

/// "Sign up for our newsletter. It is free, and you can leave any time.", "Follow him on Twitter. His book is out."
pub(super) fn addresses_reader(line: &str) -> bool {
    const READER: &[&str] = &["here", "our", "us", "you", "your"];
    let mut words = line.split(|c: char| !c.is_alphabetic());
    // "More from the US court."
    let addresses =
        |word: &str| word != "US" && READER.iter().any(|other| word.eq_ignore_ascii_case(other));
    starts(line, "follow ") || words.any(addresses)
}

pub(super) fn is_release(line: &str) -> bool {
    matches!(line.trim(), "###" | "# # #" | "-30-" | "- 30 -" | "ENDS")
        || line.len() <= 160 && Use::Release.words().iter().any(|words| is_label(line, words))
}

/// Whether a line is `words` alone, or `words` and what a colon leads to.
fn is_label(line: &str, words: &str) -> bool {
    starts(line, words) && {
        let after = line[words.len()..].trim_start_matches(['s', 'S', ' ', '.']);
        after.is_empty()
            || after.starts_with(':')
            || words.ends_with(':')
            || starts(words, "embargoed")
    }
}

/// Whether a whole line is the credit of a photo.
pub(super) fn is_photo(line: &str) -> bool {
    let line = line.trim_end_matches(['.', ' ']);
    let few = line.len() <= 120;
    few && (line.ends_with("via Getty Images")
        || Use::PhotoLine.has(line)
        || line.ends_with("/Getty Images")
        || Use::PhotoStart.words().iter().any(|words| starts(line, words)))
}

/// Where a sentence holds a photo's credit in brackets.
pub(super) fn photo_in(line: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(open) = line[from..].find(['(', '[']) {
        let open = from + open;
        let close = open + line[open..].find([')', ']'])?;
        let inside = &line[open + 1..close];
        if Use::PhotoBracket.words().iter().any(|words| inside.starts_with(words))
            || inside.ends_with("Getty Images")
            || inside.ends_with("via AP")
        {
            return Some(open..close + 1);
        }
        from = close + 1;
    }
    None
}

/// Whether `line` starts with `words`, in any case.
fn starts(line: &str, words: &str) -> bool {
    line.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
}
