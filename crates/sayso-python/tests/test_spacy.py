"""The component, on a blank pipeline."""

import warnings

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin

import sayso
from conftest import SAID
from sayso.spacy import COLORS, PARTS


@pytest.fixture
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso")
    return nlp


def test_a_pipe_is_found_by_its_name(nlp):
    doc = nlp(SAID)
    assert doc._.attributions == sayso.analyze(SAID).attributions
    assert doc._.sayso.text == SAID
    assert [span.text for span in doc.spans["source"]] == ["Andrey Kovalenko, an officer", "Moscow"]
    assert [span.text for span in doc.spans["cue"]] == ["said", "denied"]
    assert [span.text for span in doc.spans["content"]] == ["“We will answer,”", "it"]
    assert [(span.label_, span.id_) for span in doc.spans["source"]] == [("source", "0"), ("source", "1")]
    assert len(doc.spans["sc"]) == 6


def test_tokens_stay_as_they_are(nlp, seed):
    plain = spacy.blank("en")(seed)
    assert [token.text for token in nlp(seed)] == [token.text for token in plain]


def test_displacy_shows_the_spans(nlp):
    html = displacy.render(nlp("<b> " + SAID), style="span")
    assert "source" in html and "cue" in html and "content" in html
    assert "<b>" not in html


def test_displacy_has_a_colour_for_each_part(nlp):
    html = displacy.render(nlp(SAID), style="span")
    assert set(COLORS) == set(PARTS)
    assert all(colour in html for colour in COLORS.values())


def test_spans_know_their_attribution(nlp, seed):
    doc = nlp("Kyiv never confirmed it. “We will answer,” said Ann Lee.")
    for attribution in doc._.attributions:
        for part in PARTS:
            for span in doc.spans[part]:
                if span.id_ == str(attribution.id):
                    assert span._.attribution == attribution
    assert [(span._.stance, span._.polarity) for span in doc.spans["cue"]] == [
        ("confirm", "negative"),
        ("assert", "positive"),
    ]
    assert all(0 < span._.confidence <= 1 for span in doc.spans["sc"])
    others = [doc[0:1], doc[:], spacy.blank("en")(SAID)[0:1]]
    assert [(span._.stance, span._.polarity, span._.confidence) for span in others] == [(None, None, None)] * 3


def test_a_boundary_inside_a_token_is_told(nlp):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert nlp(SAID)._.widened == []
    doc = Doc(
        nlp.vocab, words=["“We", "will", "answer,”", "said", "Andrey", "Kovalenko", "."], spaces=[1, 1, 1, 1, 1, 0, 0]
    )
    assert nlp.get_pipe("sayso")(doc)._.widened == []
    doc = Doc(nlp.vocab, words=["“We", "will", "answer,”", "said", "Andrey", "Kovalenko."], spaces=[1, 1, 1, 1, 1, 0])
    with pytest.warns(UserWarning, match="1 spans begin or end inside a token .* 'Andrey Kovalenko.'"):
        doc = nlp.get_pipe("sayso")(doc)
    assert [span.text for span in doc._.widened] == ["Andrey Kovalenko."]
    assert [span.text for span in doc.spans["source"]] == ["Andrey Kovalenko."]
    assert doc._.attributions[0].source.text == "Andrey Kovalenko"


@pytest.mark.parametrize("processes", [1, 2])
def test_processes_give_documents_that_can_be_stored(nlp, processes):
    texts = [SAID, "It rained.", "Kyiv never confirmed it, officials said."]
    docs = list(nlp.pipe(texts, n_process=processes))
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    again = list(DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab))
    for doc, back in zip(docs, again, strict=True):
        assert back._.attributions == doc._.attributions == sayso.analyze(doc.text).attributions
        for key in (*PARTS, "sc"):
            spans = [(span.start, span.end, span.label_, span.id_, span._.stance) for span in doc.spans[key]]
            assert [(span.start, span.end, span.label_, span.id_, span._.stance) for span in back.spans[key]] == spans


@pytest.mark.parametrize("processes", [1, 2])
def test_many_documents_come_in_order(nlp, processes):
    texts = [f"Number {n} is fine, officials said." for n in range(60)]
    docs = list(nlp.pipe(texts, n_process=processes))
    assert [doc.text for doc in docs] == texts
    assert all(doc._.attributions == sayso.analyze(doc.text).attributions for doc in docs)


def test_pipelines_and_documents_can_be_stored(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")(SAID)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [again] = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert again._.attributions == doc._.attributions
    assert [span.text for span in again.spans["content"]] == [span.text for span in doc.spans["content"]]


@pytest.mark.parametrize("layers", [None, ["entities", "attributions"]])
def test_the_record_has_a_text_if_it_was_asked_for(layers):
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso", config={"layers": layers})
    assert nlp(SAID)._.sayso.to_dict() == sayso.analyze(SAID, layers=layers).to_dict()


def test_other_documents_have_nothing():
    doc = spacy.blank("en")(SAID)
    import sayso.spacy  # noqa: F401

    assert (doc._.attributions, doc._.sayso, doc._.widened) == ((), None, [])


def test_an_empty_document_is_fine(nlp):
    assert nlp("")._.attributions == ()


def test_wrong_settings_are_told():
    with pytest.raises(ValueError, match="threads must be a number"):
        spacy.blank("en").add_pipe("sayso", config={"threads": 0})
