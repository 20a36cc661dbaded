#!/bin/sh
# The two roles and the database: the owner migrates, the application has no DDL.
# Runs once, on an empty data directory; needs CLAVE_BD_DUENO and CLAVE_BD_APP.
set -eu

psql -v ON_ERROR_STOP=1 -v dueno="$CLAVE_BD_DUENO" -v app="$CLAVE_BD_APP" \
  --no-psqlrc --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
CREATE ROLE portal_dueno LOGIN NOCREATEDB PASSWORD :'dueno';
CREATE ROLE portal_app LOGIN NOCREATEDB PASSWORD :'app';
CREATE DATABASE portal OWNER portal_dueno;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE portal TO portal_app;
\connect portal
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO portal_dueno;
SQL
