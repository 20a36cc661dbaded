"""The health of a legajo: what looks wrong in it and what is missing. Only suspicions, no refusals.

`tabla` has every rule with its id, `condiciones` what each looks for, `lectura` asks them of
one servidor in one query, `casos` of all the files of a unit.
"""
