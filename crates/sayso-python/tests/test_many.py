"""Many texts: lazily, in order, with errors as values."""

import itertools
import threading
import time

import pandas as pd
import pytest

import sayso
from conftest import SAID


def numbered(n):
    return f"Number {n} is fine, officials said on Monday."


@pytest.mark.parametrize("threads", [1, 2, 3, None])
def test_results_come_in_order(threads):
    texts = [numbered(n) for n in range(500)]
    found = list(sayso.analyze_many(texts, threads))
    assert [a.text for a in found] == texts
    assert found == list(map(sayso.analyze, texts))


def test_an_endless_iterable_is_read_a_little_ahead():
    fetched = itertools.count()
    taken = itertools.islice(sayso.analyze_many((numbered(next(fetched)) for _ in itertools.count()), 2), 100)
    assert len(list(taken)) == 100
    assert next(fetched) < 200


def test_long_texts_are_not_gathered():
    fetched = itertools.count()
    endless = (f"{next(fetched)} " + "word " * 500_000 for _ in itertools.count())
    assert next(sayso.analyze_many(endless, 1)).text.startswith("0 ")
    assert next(fetched) <= 4


def test_the_iterable_is_read_on_this_thread():
    seen = set()

    def texts():
        for n in range(50):
            seen.add(threading.get_ident())
            yield numbered(n)

    assert len(list(sayso.analyze_many(texts(), 2))) == 50
    assert seen == {threading.get_ident()}


def test_one_bad_item_costs_nobody_else_anything():
    found = list(sayso.analyze_many([SAID, None, b"x", SAID, "\udcff", 7, ""]))
    assert [item.ok for item in found] == [True, False, False, True, False, False, True]
    assert [item.index for item in found if not item.ok] == [1, 2, 4, 5]


def test_what_the_iterable_raises_comes_behind_the_rest():
    def texts():
        yield SAID
        yield SAID
        raise OSError("the disk is gone")

    many = sayso.analyze_many(texts())
    assert next(many).ok and next(many).ok
    with pytest.raises(OSError, match="the disk is gone"):
        next(many)


@pytest.mark.parametrize("text", [SAID, SAID.encode()])
def test_one_text_is_no_iterable(text):
    with pytest.raises(TypeError, match="texts must be an iterable of str"):
        sayso.analyze_many(text)


@pytest.mark.parametrize("name", ["texts", "dates"])
def test_a_data_frame_is_no_iterable_of_texts(name):
    frame = pd.DataFrame({"text": [SAID], "date": ["2024-11-23"]})
    given = {"texts": [SAID]} | {name: frame}
    with pytest.raises(TypeError, match=rf"{name} must be an iterable of str, not a DataFrame; .*=df\['{name[:-1]}'\]"):
        sayso.analyze_many(**given)
    assert next(sayso.analyze_many(frame["text"], dates=frame["date"])).date == "2024-11-23"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (None, "not NoneType"),
        (7, "not int"),
        ({"wire-1": SAID}, r"not a dict; give its values: texts.values\(\)"),
    ],
)
def test_what_holds_no_texts_is_told_at_once(texts, told):
    with pytest.raises(TypeError, match=f"texts must be an iterable of str, {told}$"):
        sayso.analyze_many(texts)


@pytest.mark.parametrize("threads", [0, -1, "two", True, 5000])
def test_threads_are_a_number(threads):
    with pytest.raises(ValueError, match="threads must be a number from 1 to 1024"):
        sayso.analyze_many([SAID], threads)


def test_other_threads_run_meanwhile(seed):
    ticks = 0
    done = threading.Event()

    def tick():
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    begun = time.perf_counter()
    sayso.analyze(seed * 100)
    took = time.perf_counter() - begun
    done.set()
    ticker.join()
    # With Python's lock held there would be at most a tick before and one after.
    assert ticks > 5, f"{ticks} in {took:.2f} s"


def test_nothing_in_nothing_out():
    assert list(sayso.analyze_many([])) == []
    assert list(sayso.analyze_many(iter(()), 1)) == []


def test_leaving_early_leaves_no_thread_waiting():
    for _ in range(30):
        assert next(sayso.analyze_many(itertools.repeat(SAID), 4)).ok
