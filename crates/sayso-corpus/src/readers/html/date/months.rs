//! Names of months, in the languages in which news pages often write their dates.

/// Each line a language, from January. A name also stands for its first three letters and more.
const NAMES: &[&str] = &[
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada \
     grudnia",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
];

/// The number of a month from its name or an abbreviation of three letters and more.
pub(super) fn month(word: &str) -> Option<u8> {
    // No name is longer than "października".
    if word.len() > 24 || word.chars().count() < 3 {
        return None;
    }
    let word = word.to_lowercase();
    let at = |names: &&str| names.split_whitespace().position(|name| name.starts_with(&*word));
    NAMES.iter().find_map(at).map(|at| at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_abbreviations() {
        for (word, expected) in [
            ("March", Some(3)),
            ("SEPT", Some(9)),
            ("mai", Some(5)),
            ("Mär", Some(3)),
            ("févr", Some(2)),
            ("mars", Some(3)),
            ("Marching", None),
            ("ma", None),
        ] {
            assert_eq!(month(word), expected, "{word}");
        }
    }
}
