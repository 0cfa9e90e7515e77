//! Names of people as a record shows them: those that a text has in capitals alone, as labels of transcripts do, in the
//! usual letters.

/// Words that are small within a name.
const SMALL: &[&str] = &["AL", "BIN", "DA", "DE", "DEL", "DER", "DI", "LA", "VAN", "VON"];
/// What stays in capitals.
const NUMBERS: &[&str] = &["II", "III", "IV"];
/// Shorter names are initials.
const SHORTEST: usize = 4;

/// "MARIA O’NEILL-LOPEZ" as "Maria O’Neill-Lopez"; nothing if it has small letters.
pub(crate) fn in_small_letters(name: &str) -> Option<String> {
    let letters = name.chars().filter(|c| c.is_alphabetic());
    if name.chars().any(char::is_lowercase) || letters.count() < SHORTEST {
        return None;
    }
    let mut out = String::with_capacity(name.len());
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let initials = word.ends_with('.') && word.matches('.').count() * 2 == word.len();
        if NUMBERS.contains(&word) || initials {
            out.push_str(word);
        } else if at > 0 && SMALL.contains(&word) {
            out.push_str(&word.to_lowercase());
        } else {
            capitalise(word, &mut out);
        }
    }
    Some(out)
}

/// "McAllister", "O’Neill", "Smith-Jones".
fn capitalise(word: &str, out: &mut String) {
    let mut starts = true;
    for (at, letter) in word.chars().enumerate() {
        if starts {
            out.push(letter);
        } else {
            out.extend(letter.to_lowercase());
        }
        starts = letter == '-'
            || at == 1 && matches!(letter, '’' | '\'')
            || at == 1 && word.starts_with("MC") && word.len() > SHORTEST;
    }
}

#[cfg(test)]
mod tests {
    use super::in_small_letters;

    #[test]
    fn capitals_become_small() {
        for (name, expected) in [
            ("MARIA LOPEZ", Some("Maria Lopez")),
            ("KAREN O’NEILL-LUND", Some("Karen O’Neill-Lund")),
            ("MCALLISTER", Some("McAllister")),
            ("J. R. DE LA CRUZ III", Some("J. R. de la Cruz III")),
            ("ÉMILE ÅS JR.", Some("Émile Ås Jr.")),
            ("LH", None),
            ("Tom REYES", None),
        ] {
            assert_eq!(in_small_letters(name).as_deref(), expected, "{name}");
        }
    }
}
