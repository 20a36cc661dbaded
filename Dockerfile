# The portal in one image: web server, worker and every command of manage.py.
ARG PYTHON=3.13-slim-trixie

FROM python:${PYTHON} AS paquetes
WORKDIR /paquetes
COPY requirements/build.txt requirements/prod.txt ./
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check \
      --require-hashes -r build.txt \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check \
      --require-hashes --no-build-isolation -r prod.txt

FROM python:${PYTHON}
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --home-dir /tmp portal \
 && install -d -o portal -m 700 /trabajo
COPY --from=paquetes /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp/cache
WORKDIR /app
COPY . .
# Placeholders: collectstatic reads the settings, and neither signs nor connects nor serves.
RUN SECRET_KEY=solo-para-construir DATABASE_URL=postgres://nadie@localhost/nada PORTAL_HTTPS=0 \
      python manage.py collectstatic --noinput \
 && python -m compileall -q .
USER portal
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "deploy/salud.py", "/salud/vivo"]
CMD ["gunicorn", "portal.wsgi", "--config", "deploy/gunicorn.conf.py"]
