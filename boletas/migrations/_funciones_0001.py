"""Functions of the database that the constraints of a boleta call; frozen with migration 0001."""

# An array of [codigo, signo, nombre, monto]: four texts, the amount with two decimals. By the
# canonical text of a jsonb, which takes a third of the time of a jsonpath.
CONCEPTOS_VALIDOS = r"""
CREATE FUNCTION boleta_conceptos_validos(conceptos jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN conceptos::text ~ (
    '^\[(\["([^"\\]|\\.)*", "[-+A]", "([^"\\]|\\.)*", "[0-9]{1,10}\.[0-9]{2}"\](, )?)*\]$'
);
"""

# True where each total is the sum of its lines; false, never an error, for lines that are no
# lines. A loop, because starting an aggregate query for each row takes twice the time.
CUADRA = r"""
CREATE FUNCTION boleta_cuadra(
    conceptos jsonb, ingresos numeric, descuentos numeric, aportes numeric
) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    linea jsonb;
    monto numeric;
    mas numeric := 0;
    menos numeric := 0;
    aparte numeric := 0;
BEGIN
    IF jsonb_typeof(conceptos) <> 'array' THEN RETURN false; END IF;
    FOR i IN 0 .. jsonb_array_length(conceptos) - 1 LOOP
        linea := conceptos->i;
        IF (linea->>3 ~ '^[0-9]{1,10}\.[0-9]{2}$') IS NOT TRUE THEN RETURN false; END IF;
        monto := (linea->>3)::numeric;
        CASE linea->>1
            WHEN '+' THEN mas := mas + monto;
            WHEN '-' THEN menos := menos + monto;
            WHEN 'A' THEN aparte := aparte + monto;
            ELSE RETURN false;
        END CASE;
    END LOOP;
    RETURN mas = ingresos AND menos = descuentos AND aparte = aportes;
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
