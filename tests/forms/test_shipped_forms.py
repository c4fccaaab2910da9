"""Every form that comes with the program is whole."""

from drafter.model.form import Form


def test_kents_form_loads(kent: Form) -> None:
    assert kent.field("reasons") is not None
