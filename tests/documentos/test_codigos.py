"""Verification codes: what a pen may do to one is told before anybody looks it up."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from legajo.codigos import ALFABETO, bien_escrito, codigo_nuevo, normalizar

CODIGOS = st.builds(codigo_nuevo)


@given(CODIGOS)
def test_one_that_was_made_is_well_written_however_it_is_typed(codigo):
    assert bien_escrito(codigo)
    letras = codigo.replace("-", "")
    for escrito in (letras, letras.lower(), " ".join(letras), f" {codigo} "):
        assert normalizar(escrito) == codigo
        assert bien_escrito(escrito)


@given(CODIGOS, st.integers(0, 11), st.sampled_from(ALFABETO))
def test_one_wrong_letter_is_always_noticed(codigo, lugar, letra):
    letras = codigo.replace("-", "")
    escrito = letras[:lugar] + letra + letras[lugar + 1 :]
    assert bien_escrito(escrito) == (escrito == letras)


@given(CODIGOS, st.integers(0, 10))
def test_two_neighbours_exchanged_are_always_noticed(codigo, lugar):
    letras = list(codigo.replace("-", ""))
    antes = letras[:]
    letras[lugar], letras[lugar + 1] = letras[lugar + 1], letras[lugar]
    assert bien_escrito("".join(letras)) == (letras == antes)


def test_letters_that_look_alike_are_not_in_it():
    assert not set("ILOZ01") & set(ALFABETO)
    assert len(set(ALFABETO)) == len(ALFABETO) == 30


def test_what_is_no_code_is_none():
    for escrito in ("", "x", "7KQM", "Ñ" * 12, "0" * 12, codigo_nuevo() + "A", "١" * 12):
        assert not bien_escrito(escrito)


def test_they_do_not_follow_one_another():
    codigos = [codigo_nuevo() for _ in range(1000)]
    assert len(set(codigos)) == 1000
    assert sum(a[:4] == b[:4] for a, b in pairwise(codigos)) < 5
