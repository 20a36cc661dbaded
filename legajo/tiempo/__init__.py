"""Time of service: the house's own convention, its explanation line by line, what follows from it.

`convencion` weighs days, `computo` counts periods, `hitos` answers what is asked of a count:
all three pure. `lectura` reads a career from the legajo; `informe` and `pagina` show it.
"""
