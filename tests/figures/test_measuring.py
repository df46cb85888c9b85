"""What is asked of the same words is answered from memory, unless somebody listens to how it is found."""

from __future__ import annotations

from brochure.figures.measuring import Listener, asked, known, listening

WORDS = "what nobody else asks of these words"


def listener() -> Listener:
    return Listener({"words": 0}, lambda run: False)


def test_a_question_is_put_once() -> None:
    put: list[str] = []

    def question(text: str) -> int:
        put.append(text)
        return len(text)

    assert [asked(question, WORDS) for _ in range(3)] == [len(WORDS)] * 3
    assert put == [WORDS]
    assert asked(question, "words") == 5
    assert put == [WORDS, "words"]


def test_who_listens_hears_it_again() -> None:
    """What has been answered before is asked anew, with all that it measures, and written down."""
    put: list[str] = []

    def question(text: str) -> int:
        put.append(text)
        return len(text)

    asked(question, WORDS)
    heard = listener()
    with listening(heard):
        assert asked(question, WORDS) == len(WORDS)
    assert put == [WORDS, WORDS]
    assert list(heard.asked.values()) == [len(WORDS)]


def test_a_function_remembers_unless_somebody_listens() -> None:
    calls: list[tuple[int, int]] = []

    @known(2)
    def add(one: int, two: int) -> int:
        calls.append((one, two))
        return one + two

    assert [add(1, 2), add(1, 2), add(2, 2)] == [3, 3, 4]
    assert calls == [(1, 2), (2, 2)]
    with listening(listener()):
        assert add(1, 2) == 3
    assert calls == [(1, 2), (2, 2), (1, 2)]
    # No more than so many are remembered.
    assert [add(3, 3), add(1, 2)] == [6, 3]
    assert calls[-2:] == [(3, 3), (1, 2)]
