#!/bin/sh
# What each release does once before it serves: tables, rights, base data, bucket. Idempotent.
set -eu
cd "$(dirname "$0")/.."

PORTAL_ROL=dueno python manage.py migrate --noinput
PORTAL_ROL=dueno python manage.py permisos_bd
PORTAL_ROL=app python manage.py cargar_base
if [ -n "${S3_BUCKET:-}" ]; then
  python deploy/balde.py
fi
