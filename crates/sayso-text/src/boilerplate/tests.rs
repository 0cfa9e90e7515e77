//! Heads and ends of stories, and what only looks like them.

use super::Boilerplate;
use crate::Segmentation;

fn check(text: &str, expected: &[(&str, &str)]) {
    let segmentation = Segmentation::of(text);
    let found = Boilerplate::find(text, &segmentation);
    let found: Vec<_> = found.iter().map(|b| (b.kind.as_str(), &text[b.range])).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn heads_of_stories() {
    check("Troops left.\n\nBy JANE DOE\n\nThey left.", &[("byline", "By JANE DOE")]);
    check(
        "By Jane Doe and John Roe, Associated Press\n\nThey left.",
        &[("byline", "By Jane Doe and John Roe, Associated Press")],
    );
    check(
        "Published: Nov. 23, 2024, 10:15 a.m.\n\nThey left.",
        &[("byline", "Published: Nov. 23, 2024, 10:15 a.m.")],
    );
    for day in [
        "18 November 2024",
        "Published: 3 May 2021, 10:15",
        "Last updated on Monday, March 4, 2019 at 10:15 BST",
        "2024-11-18",
        "Port Alma, 3 May 2021",
        "First published 3 May 2021 | Updated 4 May 2021",
    ] {
        check(&format!("{day}\n\nThey left."), &[("byline", day)]);
    }
    check("The class of May 3, 2021\n\nThey left.", &[]);
    check("20211103\n\nThey left.", &[]);
    check("November 23, 2024 was cold.", &[]);
    check("By Monday\n\nThey left.", &[]);
    check("By then she had left.", &[]);
    check("MACAU (Reuters) – A donor said so.", &[("dateline", "MACAU (Reuters) –")]);
    check(
        "CAMBRIDGE, Mass., Dec. 11 (UPI) — Young voters left.",
        &[("dateline", "CAMBRIDGE, Mass., Dec. 11 (UPI) —")],
    );
    check("Moscow (AP) — Troops left.", &[("dateline", "Moscow (AP) —")]);
    check("(CNN) — Troops left.", &[("dateline", "(CNN) —")]);
    check("NEW YORK — Troops left.", &[("dateline", "NEW YORK —")]);
    check("DES MOINES, Iowa — Troops left.", &[("dateline", "DES MOINES, Iowa —")]);
    check("WINNER TAKES ALL AGAIN — Troops left.", &[]);
    check("BREAKING — Troops left.", &[]);
    check(
        "SAN DIEGO, 12 March 2019 (Coastal News) – It will be dredged.",
        &[("dateline", "SAN DIEGO, 12 March 2019 (Coastal News) –")],
    );
    check(
        "Port Ellmar, May 2, 2023 – The port awarded it.",
        &[("dateline", "Port Ellmar, May 2, 2023 –")],
    );
    check("PORT SELIM, MARRAN (AP3) - A QUAKE.", &[("dateline", "PORT SELIM, MARRAN (AP3) -")]);
    check("PORT ALMA (PACIFIC WIRE) - It left.", &[("dateline", "PORT ALMA (PACIFIC WIRE) -")]);
    check("KABUL: The minister said on Monday that schools would open.", &[("dateline", "KABUL:")]);
    check("KABUL: The US envoy said on Monday that schools would open.", &[("dateline", "KABUL:")]);
    check(
        "8 June 2022, Geneva – The agency said two convoys had turned back.",
        &[("dateline", "8 June 2022, Geneva –")],
    );
    check(
        "3 May 2021, Turku (Baltic News) – The lake froze.",
        &[("dateline", "3 May 2021, Turku (Baltic News) –")],
    );
    check("SUVA (Reef Media): The reef grew.", &[("dateline", "SUVA (Reef Media):")]);
    check("Ann Pole (Reef Media): The reef grew.", &[]);
    check("LIMA, 4 May 2020. The road opened.", &[("dateline", "LIMA, 4 May 2020.")]);
    check("The road opened on 4 May 2020. It is long.", &[]);
    check("LIMA: “We shall not move,” the prefect said on Monday.", &[("dateline", "LIMA:")]);
    check("LUND: “We shall not move,” she said on Monday.", &[]);
    check("MERKEL: Europe is safe and we will keep it so.", &[]);
    check("UPDATE: The bridge fell at noon on a Monday.", &[]);
    check("MCCAIN (R) - The senator.", &[]);
    check("NATO - an alliance - said so.", &[]);
    check("Mr. Trump (R) — the winner — said so.", &[]);
    check(
        "FOR IMMEDIATE RELEASE\n\nThe Secretary announced grants.",
        &[("release", "FOR IMMEDIATE RELEASE")],
    );
}

#[test]
fn ends_of_stories() {
    check(
        "They left. (Reporting by Jane Doe in Kyiv; Editing by John Roe.)",
        &[("credits", "(Reporting by Jane Doe in Kyiv; Editing by John Roe.)")],
    );
    check(
        "18.42 All trains are cancelled.\n\n18.30 GMT The mayor said so again.",
        &[("dateline", "18.42"), ("dateline", "18.30 GMT")],
    );
    check("18.42 All trains are cancelled.", &[]);
    check("They left. (Reuter.)", &[("credits", "(Reuter.)")]);
    check("They left.\n\n- 3 -\n\nHe stayed.", &[("page", "- 3 -")]);
    check(
        "The inquiry found that the ministry of the north had asked for no\n\nAnnual report\n- 3 -\n\ntests.",
        &[("page", "Annual report\n- 3 -")],
    );
    check("They left for\nthe 12\nboats.", &[]);
    check(
        "The inquiry found that the ministry of the north had asked for no\n\n\x0cThe Inquiry\n\ntests.",
        &[("page", "The Inquiry")],
    );
    check(
        "The Inquiry\n\nThey left.\n\x0cThe Inquiry\n\nHe stayed.\n\x0cThe Inquiry\n\nShe fled.",
        &[("page", "The Inquiry"), ("page", "The Inquiry")],
    );
    check("They left.\n\nPart one\n\nHe stayed.\n\nPart one\n\nShe fled.", &[]);
    check(
        "The Associated Press contributed to this report.",
        &[("credits", "The Associated Press contributed to this report.")],
    );
    check("He contributed to this reporting failure.", &[]);
    check("They left. (AP Photo/Jane Doe)", &[("photo", "(AP Photo/Jane Doe)")]);
    check("More from BBC News", &[("prompt", "More from BBC News")]);
    check("SEE ALSO: Mayor quits", &[("prompt", "SEE ALSO: Mayor quits")]);
    check("More from the court. Lena Berg says the hall is full.", &[]);
    check("More from the US court. Lena Berg says the hall is full.", &[]);
    check(
        "Sign up for news. You can leave any time.",
        &[("prompt", "Sign up for news. You can leave any time.")],
    );
    check("Read more: Troops leave", &[("prompt", "Read more: Troops leave")]);
    check("Follow Jane Doe on Twitter @jane.", &[("prompt", "Follow Jane Doe on Twitter @jane.")]);
    check("Follow the money on Wall Street, he said.", &[]);
    check(
        "Copyright 2024 Wire News. All rights reserved.",
        &[("copyright", "Copyright 2024 Wire News."), ("copyright", "All rights reserved.")],
    );
    check("Copyright law is complex, she said.", &[]);
}
