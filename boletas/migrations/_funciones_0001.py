"""Functions of the database that the constraints of a boleta call; frozen with migration 0001."""

# An array of [codigo, signo, nombre, monto]: four texts, the amount with two decimals.
# Strict, for a lax path would look inside each line instead of at it.
CONCEPTOS_VALIDOS = r"""
CREATE FUNCTION boleta_conceptos_validos(conceptos jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN jsonb_typeof(conceptos) = 'array' AND NOT jsonb_path_exists(conceptos,
    'strict $[*] ? (!(@.type() == "array" && @.size() == 4
        && @[0].type() == "string" && @[1].type() == "string"
        && @[2].type() == "string" && @[3].type() == "string"
        && (@[1] == "+" || @[1] == "-" || @[1] == "A")
        && @[3] like_regex "^[0-9]{1,10}[.][0-9]{2}$"))');
"""

# True where each total is the sum of its lines. A malformed amount counts as nothing here:
# the constraint on the shape refuses it first (checks run in the order of their names).
CUADRA = r"""
CREATE FUNCTION boleta_cuadra(
    conceptos jsonb, ingresos numeric, descuentos numeric, aportes numeric
) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF jsonb_typeof(conceptos) <> 'array' THEN RETURN false; END IF;
    RETURN (
        SELECT coalesce(sum(monto) FILTER (WHERE signo = '+'), 0) = ingresos
           AND coalesce(sum(monto) FILTER (WHERE signo = '-'), 0) = descuentos
           AND coalesce(sum(monto) FILTER (WHERE signo = 'A'), 0) = aportes
        FROM (
            SELECT linea->>1 AS signo,
                   CASE WHEN linea->>3 ~ '^[0-9]{1,10}[.][0-9]{2}$'
                        THEN (linea->>3)::numeric END AS monto
            FROM jsonb_array_elements(conceptos) AS linea
        ) AS lineas
    );
END $$;
"""

PERIODO_VALIDO = """
CREATE FUNCTION boleta_periodo_valido(periodo integer) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN periodo / 100 BETWEEN 1950 AND 2099
    AND (periodo % 100 BETWEEN 1 AND 12 OR periodo % 100 BETWEEN 21 AND 32);
"""

BORRAR = """
DROP FUNCTION boleta_conceptos_validos(jsonb);
DROP FUNCTION boleta_cuadra(jsonb, numeric, numeric, numeric);
DROP FUNCTION boleta_periodo_valido(integer);
"""

# `periodo` in every index, the primary key's too: the table can then be partitioned by it
# without a rewrite. Django looks rows up by `publico`, the first column of the key.
CLAVE_CON_PERIODO = """
ALTER TABLE boletas_boleta DROP CONSTRAINT boletas_boleta_pkey;
ALTER TABLE boletas_boleta ADD CONSTRAINT boletas_boleta_pkey PRIMARY KEY (publico, periodo);
"""
CLAVE_SIN_PERIODO = """
ALTER TABLE boletas_boleta DROP CONSTRAINT boletas_boleta_pkey;
ALTER TABLE boletas_boleta ADD CONSTRAINT boletas_boleta_pkey PRIMARY KEY (publico);
"""
