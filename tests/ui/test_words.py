"""Labels for words, whoever wrote them."""

from drafter.ui.words import plain_label


def test_a_label_lets_an_endless_word_be_broken_so_that_no_page_scrolls_sideways(qtbot):
    label = plain_label("See " + "x" * 600)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 300
    short = plain_label("Transfer of Undertakings (Protection of Employment)")
    qtbot.addWidget(short)
    assert short.text() == "Transfer of Undertakings (Protection of Employment)"
