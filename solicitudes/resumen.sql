-- One month of the summary, written anew from the requests: see resumen.py.
-- A pair of unit and kind that no longer has anything in the month is set to zero.
WITH recibidas AS (
    SELECT unidad_id, tipo_slug, count(*) AS cuantas
    FROM solicitudes_solicitud
    WHERE creada_en >= %(desde)s AND creada_en < %(hasta)s
    GROUP BY 1, 2
), del_mes AS (
    SELECT s.id, s.unidad_id, s.tipo_slug, s.estado, s.satisfaccion,
        least(s.dias, %(tope)s) AS dias,
        EXISTS (SELECT FROM solicitudes_evento AS e
            WHERE e.solicitud_id = s.id AND e.verbo = 'observar') AS observada,
        -- decided while observed: the term had stood still since then
        coalesce((SELECT CASE e.verbo WHEN 'observar' THEN e.cuando END
            FROM solicitudes_evento AS e
            WHERE e.solicitud_id = s.id AND e.verbo IN ('observar', 'subsanar')
            ORDER BY e.cuando DESC, e.id DESC LIMIT 1), s.decidida_en) AS hasta_cuando,
        s.vence
    FROM solicitudes_solicitud AS s
    WHERE s.decidida_en >= %(desde)s AND s.decidida_en < %(hasta)s
), decididas AS (
    SELECT unidad_id, tipo_slug,
        count(*) FILTER (WHERE estado = 'atendido') AS atendidas,
        count(*) FILTER (WHERE estado = 'rechazado') AS rechazadas,
        count(*) FILTER (WHERE observada) AS observadas,
        count(*) FILTER (WHERE (hasta_cuando AT TIME ZONE %(zona)s)::date > vence) AS tarde,
        count(satisfaccion) AS opiniones,
        coalesce(sum(satisfaccion), 0) AS suma_de_opiniones,
        ARRAY[{dias}]::int[] AS dias
    FROM del_mes
    GROUP BY 1, 2
), motivos AS (
    SELECT unidad_id, tipo_slug, jsonb_object_agg(texto, cuantas) AS motivos
    FROM (
        SELECT d.unidad_id, d.tipo_slug, m.texto, count(DISTINCT d.id) AS cuantas
        FROM del_mes AS d
        JOIN solicitudes_evento AS e ON e.solicitud_id = d.id AND e.verbo = 'observar'
        JOIN solicitudes_motivo AS m ON m.id = e.motivo_id
        WHERE d.observada
        GROUP BY 1, 2, 3
    ) AS contados
    GROUP BY 1, 2
), anuladas AS (
    SELECT s.unidad_id, s.tipo_slug, count(*) AS cuantas
    FROM solicitudes_solicitud AS s
    JOIN solicitudes_evento AS e ON e.solicitud_id = s.id AND e.verbo = 'anular'
    WHERE s.estado = 'anulada' AND s.creada_en < %(hasta)s
        AND e.cuando >= %(desde)s AND e.cuando < %(hasta)s
    GROUP BY 1, 2
), esperan AS (  -- beyond their term, today
    SELECT unidad_id, tipo_slug, count(*) AS cuantas
    FROM solicitudes_solicitud
    WHERE estado = 'en_solicitud' AND observada_en IS NULL AND vence < %(hoy)s
        AND %(hoy)s >= %(mes)s AND %(hoy)s < (%(mes)s + interval '1 month')
    GROUP BY 1, 2
), pares AS (
    SELECT unidad_id, tipo_slug FROM recibidas
    UNION SELECT unidad_id, tipo_slug FROM decididas
    UNION SELECT unidad_id, tipo_slug FROM anuladas
    UNION SELECT unidad_id, tipo_slug FROM esperan
    UNION SELECT unidad_id, tipo_slug FROM solicitudes_resumen WHERE mes = %(mes)s
)
INSERT INTO solicitudes_resumen (unidad_id, mes, tipo_slug, {columnas})
SELECT unidad_id, %(mes)s, tipo_slug,
    coalesce(recibidas.cuantas, 0), coalesce(atendidas, 0), coalesce(rechazadas, 0),
    coalesce(anuladas.cuantas, 0), coalesce(observadas, 0),
    coalesce(tarde, 0) + coalesce(esperan.cuantas, 0),
    coalesce(opiniones, 0), coalesce(suma_de_opiniones, 0), coalesce(dias, '{{}}'),
    coalesce(motivos.motivos, '{{}}'), statement_timestamp()
FROM pares
LEFT JOIN recibidas USING (unidad_id, tipo_slug)
LEFT JOIN decididas USING (unidad_id, tipo_slug)
LEFT JOIN anuladas USING (unidad_id, tipo_slug)
LEFT JOIN esperan USING (unidad_id, tipo_slug)
LEFT JOIN motivos USING (unidad_id, tipo_slug)
ORDER BY unidad_id, tipo_slug
ON CONFLICT (unidad_id, mes, tipo_slug) DO UPDATE SET {nuevas}
