-- A whole country of synthetic servidores: see multitud.py, which fills in :desde, :hasta,
-- :unidad and, as :de_mas and :con_que, the columns that may not be null and are not named here.
-- The frequencies are those of a country: a few surnames that a twentieth of the people have,
-- thousands that hardly anybody has; one UGEL with 24 of every thousand, units of all sizes.
SELECT setseed(0.29);

CREATE TEMP TABLE apellidos ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY orden, md5(texto)) AS n, texto FROM (
    SELECT 0 AS orden, unnest(ARRAY[
        'Quispe', 'Mamani', 'Flores', 'Huamán', 'Rojas', 'Vásquez', 'Condori', 'Ramos', 'Huanca',
        'Apaza', 'Peña', 'Núñez', 'Chávez', 'Choque', 'Ñaupari', 'De la Cruz', 'Santa Cruz',
        'Ñahui', 'Zúñiga', 'Espinoza', 'Mendoza', 'Cárdenas']) AS texto
    UNION ALL
    SELECT DISTINCT 1, initcap(a || b || c)
    FROM unnest(string_to_array(
            'hua,qui,cho,ca,ma,ro,sa,pa,yu,ña,to,vi,fe,ba,gu,li,mo,al,es,or', ',')) AS a,
        unnest(string_to_array(
            'man,lla,ri,spe,cha,nca,pa,ti,co,ra,do,me,lu,ta,zo,nu,go,be,ju,fi,ver,tor', ',')) AS b,
        unnest(string_to_array(
            'í,ya,ca,no,ri,la,za,do,na,ti,ez,so,ra,lo,chi,ta,mo,ga,pe,co,llo,ño,ina,oa', ',')) AS c
) AS todos;

CREATE TEMP TABLE nombres ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY orden, md5(texto)) AS n, texto FROM (
    SELECT 0 AS orden, unnest(ARRAY[
        'María', 'José', 'Rosa', 'Juan', 'Luis', 'Carmen', 'Ana', 'Carlos', 'Luz', 'Víctor',
        'Jorge', 'Julia', 'Édith', 'Noemí']) AS texto
    UNION ALL
    SELECT DISTINCT 1, initcap(a || b || c)
    FROM unnest(string_to_array('ja,ye,wil,ma,ro,ed,el,lu,ni,ca,vi,al,fre,gla,si', ',')) AS a,
        unnest(string_to_array('n,ri,li,der,so,ber,ma,lo,ti,ne,d', ',')) AS b,
        unnest(string_to_array('a,y,son,to,na,zabeth,do,ika,el,mar,is,er', ',')) AS c
) AS todos;

CREATE TEMP TABLE unidades ON COMMIT DROP AS
SELECT id, codigo, row_number() OVER (ORDER BY md5(codigo)) AS n
FROM accounts_unidad WHERE tipo <> 'MINEDU';

CREATE TEMP TABLE accion ON COMMIT DROP AS
SELECT id FROM legajo_accion WHERE grupo = 'vinculo' ORDER BY codigo LIMIT 1;

INSERT INTO legajo_centrolaboral (codigo, nombre, vigente, unidad_id, nivel, modalidad :de_mas(legajo_centrolaboral))
SELECT '98' || lpad((20 * u.n + g)::text, 5, '0'), 'IE sintética ' || u.codigo || '-' || g, true,
    u.id, '', '' :con_que(legajo_centrolaboral)
FROM unidades AS u, generate_series(0, 19) AS g;

INSERT INTO legajo_servidor (
    publico, unidad_id, tipo_identidad, documento, primer_apellido, segundo_apellido, nombres,
    sexo, fecha_nacimiento, correo, ambiente, estante, caja, abierto_en :de_mas(legajo_servidor))
WITH azar AS MATERIALIZED (
    SELECT g, CASE WHEN g % 1000 < 24
            THEN (SELECT n FROM unidades WHERE codigo = :unidad)
            ELSE 1 + floor((SELECT count(*) FROM unidades) * power(random(), 1.5)) END AS de,
        1 + floor((SELECT count(*) FROM apellidos) * power(random(), 3.2)) AS i,
        1 + floor((SELECT count(*) FROM apellidos) * power(random(), 3.2)) AS j,
        1 + floor((SELECT count(*) FROM nombres) * power(random(), 2.6)) AS k,
        1 + floor((SELECT count(*) FROM nombres) * power(random(), 2.6)) AS l
    FROM generate_series(:desde, :hasta) AS g
)
SELECT gen_random_uuid(), u.id, '1', '99' || lpad(g::text, 6, '0'), a.texto, b.texto,
    c.texto || CASE WHEN g % 2 = 0 THEN ' ' || d.texto ELSE '' END,
    CASE WHEN g % 3 = 0 THEN 'M' ELSE 'F' END, date '1960-01-01' + g % 14000,
    g || '@demo.invalid', 'Archivo', 'Estante ' || g % 12, 'Caja ' || g % 90, '2020-01-01'
    :con_que(legajo_servidor)
FROM azar
JOIN unidades AS u ON u.n = de
JOIN apellidos AS a ON a.n = i
JOIN apellidos AS b ON b.n = j
JOIN nombres AS c ON c.n = k
JOIN nombres AS d ON d.n = l;

-- The vínculo of today; a quarter has an earlier one too, a twentieth has ceased.
INSERT INTO legajo_vinculo (
    publico, servidor_id, unidad_id, numero_documento, archivo, anotaciones, version, retirado,
    fecha_inicio, fecha_fin, codigo_plaza, mandato_judicial,
    accion_id, regimen_id, cargo_id, condicion_id, situacion_id, tipo_servidor_id, centro_id :de_mas(legajo_vinculo))
WITH s AS MATERIALIZED (  -- chance is drawn once a person, in whatever order tables are joined
    SELECT id, unidad_id, random() AS a, random() AS b, random() AS d, random() AS f
    FROM legajo_servidor WHERE documento >= '99' || lpad(:desde::text, 6, '0')
)
SELECT gen_random_uuid(), s.id, s.unidad_id, '000001-2015', '', '', 1, false,
    CASE WHEN veces = 0 THEN date '2015-03-01' ELSE date '2005-03-01' END,
    CASE WHEN veces = 0 THEN NULL ELSE date '2014-12-31' END,
    '98' || lpad((2 * s.id + veces)::text, 10, '0'), false,
    (SELECT id FROM accion), r.id, c.id, k.id, t.id, v.id, e.id
    :con_que(legajo_vinculo)
FROM s
CROSS JOIN LATERAL generate_series(0, (s.id % 4 = 0)::int) AS veces
JOIN (SELECT id, row_number() OVER (ORDER BY codigo) AS n, count(*) OVER () AS de
    FROM legajo_regimenlaboral) AS r ON r.n = 1 + floor(r.de * power(a, 4))
JOIN (SELECT id, row_number() OVER (ORDER BY codigo) AS n, count(*) OVER () AS de
    FROM legajo_cargo) AS c ON c.n = 1 + floor(c.de * power(b, 4))
JOIN (SELECT id, row_number() OVER (ORDER BY codigo) AS n, count(*) OVER () AS de
    FROM legajo_condicion) AS k ON k.n = 1 + floor(k.de * power(d, 2))
JOIN (SELECT id, row_number() OVER (ORDER BY codigo) AS n, count(*) OVER () AS de
    FROM legajo_situacion) AS t ON t.n = 1 + floor(t.de * power(f, 6))
JOIN (SELECT min(id) AS id FROM legajo_tiposervidor) AS v ON true
JOIN unidades AS u ON u.id = s.unidad_id
JOIN legajo_centrolaboral AS e ON e.codigo = '98' || lpad((20 * u.n + s.id % 20)::text, 5, '0');

INSERT INTO legajo_cese (
    publico, servidor_id, unidad_id, numero_documento, archivo, anotaciones, version, retirado,
    fecha_cese, accion_id, regimen_id :de_mas(legajo_cese))
SELECT gen_random_uuid(), v.servidor_id, v.unidad_id, '000002-2020', '', '', 1, false,
    '2020-12-31', (SELECT id FROM legajo_accion WHERE grupo = 'cese' ORDER BY codigo LIMIT 1),
    v.regimen_id :con_que(legajo_cese)
FROM legajo_vinculo AS v WHERE v.fecha_fin IS NULL AND v.servidor_id % 20 = 0
    AND v.codigo_plaza LIKE '98%';
