"""The one settings file: everything that differs between machines comes from the environment."""

import tomllib
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import environ
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(str(BASE_DIR / ".env"))

DEBUG = env.bool("DEBUG", default=False)
PORTAL_DEMO = env.bool("PORTAL_DEMO", default=False)
PORTAL_HTTPS = env.bool("PORTAL_HTTPS", default=True)
PORTAL_URL = env.str("PORTAL_URL", default="http://127.0.0.1:8000").rstrip("/")
PORTAL_VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
PDF_PRIORIDAD = env.int("PDF_PRIORIDAD", default=15)
"""Niceness of the process that draws PDFs, beside pages."""
MODO_DEGRADADO = env.bool("MODO_DEGRADADO", default=False)
"""On a morning with too many visits: who is in reads, nobody gets in, nothing is written."""
PORTAL_NOMBRE = "Plataforma de servicios para servidores públicos"

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "captcha",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "pgtrigger",
    "pghistory",
    "django_tasks",
    "django_tasks_db",
    "portal.apps.PortalConfig",
    "accounts",
    "legajo",
    "solicitudes",
    "boletas",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.CabecerasMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.ComprimeTextoMiddleware",
    "portal.middleware.CuerpoAcotadoMiddleware",
    "portal.middleware.EntradaLimpiaMiddleware",
    "portal.degradado.DegradadoMiddleware",
    "accounts.origen.OrigenMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.SesionMiddleware",
    "accounts.middleware.ReautenticacionMiddleware",
    "accounts.aviso.AvisoMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "legajo.middleware.AccesosMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.contexto.portal",
            ],
            "builtins": ["portal.templatetags.portal"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")  # widget templates behind TemplatesSetting

# --- Database: two roles, the owner that migrates and the application that has no DDL -------------
ROL_APP = env.db_url("DATABASE_URL")["USER"]
BASE_DEL_DUENO = env.db_url("DATABASE_OWNER_URL", default="postgres://")
_ROL_DUENO = env.str("PORTAL_ROL", default="app") == "dueno"
DATABASES = {
    "default": {
        **(BASE_DEL_DUENO if _ROL_DUENO else env.db_url("DATABASE_URL")),
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=600),
        "CONN_HEALTH_CHECKS": True,
    }
}
if not _ROL_DUENO:
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        connect_timeout=3,
        # Pages read a few rows by index: compiling, workers and the cost of a spinning disk are
        # for reports, and make the planner take a page for one.
        options=f"-c statement_timeout={env.str('LIMITE_CONSULTA', default='5s')}"
        " -c lock_timeout=3s"
        f" -c idle_in_transaction_session_timeout={env.str('LIMITE_SIN_USO', default='10s')}"
        " -c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People, sessions, login ---------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Usuario"
AUTHENTICATION_BACKENDS = ["accounts.backends.AsignacionBackend"]
PASSWORD_HASHERS = [
    "accounts.hashers.Argon2idOwasp",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"accounts.validadores.{nombre}"} for nombre in ("Largo", "Comun", "Propia")
]
# What the file tells of a person goes into no password; only this wiring knows both sides.
DATOS_CONOCIDOS = "legajo.conocido.datos_conocidos"
LOGIN_URL = "ingresar"
LOGIN_REDIRECT_URL = "inicio"
LOGOUT_REDIRECT_URL = "inicio"
ENLACE_RECUPERACION = timedelta(hours=1)
ENLACE_PRIMERA_VEZ = timedelta(hours=24)
PASSWORD_RESET_TIMEOUT = int(ENLACE_PRIMERA_VEZ.total_seconds())

# --- Privacy (Ley 29733) -------------------------------------------------------------------------
AVISO_DE_PRIVACIDAD = "2026-11"
"""Version of the notice; another one is shown to everybody again."""
TITULAR_DEL_BANCO = {
    "nombre": "el Ministerio de Educación",
    "domicilio": "calle Del Comercio 193, San Borja, Lima",
}
OFICIAL_DE_DATOS = {
    "nombre": env.str("OFICIAL_DE_DATOS_NOMBRE", default=""),
    "correo": env.str("OFICIAL_DE_DATOS_CORREO", default=""),
    "telefono": env.str("OFICIAL_DE_DATOS_TELEFONO", default=""),
}
if not all(OFICIAL_DE_DATOS.values()):
    if PORTAL_HTTPS and not DEBUG:
        raise ImproperlyConfigured(
            "The law asks for the Oficial de Datos Personales: set OFICIAL_DE_DATOS_NOMBRE,"
            " OFICIAL_DE_DATOS_CORREO and OFICIAL_DE_DATOS_TELEFONO (Ley 29733)."
        )
    OFICIAL_DE_DATOS = {
        "nombre": "Persona ficticia de ejemplo",
        "correo": "datos.personales@demo.invalid",
        "telefono": "(01) 000-0000",
    }

SESSION_ENGINE = "accounts.sesiones"
SESION_SIN_USO, SESION_SIN_USO_PERSONAL = timedelta(minutes=60), timedelta(minutes=30)
SESION_EN_TOTAL = timedelta(hours=12)
CONFIRMACION = timedelta(minutes=10)
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PORTAL_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-sid" if PORTAL_HTTPS else "sid"
CSRF_COOKIE_NAME = "__Host-csrf" if PORTAL_HTTPS else "csrf"
CSRF_FAILURE_VIEW = "portal.errores.csrf"

OTP_TOTP_ISSUER = "Portal del servidor"
OTP_TOTP_SYNC = False
# Each failure doubles the wait, from 5 s: 6 guesses in 5 minutes, 9 in an hour, 14 in a day.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 5

PROXIES_CONFIABLES = env.int("PROXIES_CONFIABLES", default=0)

CAPTCHA_CHALLENGE_FUNCT = "accounts.captcha.desafio"
CAPTCHA_LENGTH = 6
CAPTCHA_TIMEOUT = 15  # minutes: slow networks
CAPTCHA_IMAGE_SIZE = (240, 72)
CAPTCHA_FONT_SIZE = 40
CAPTCHA_LETTER_ROTATION = (-22, 22)
CAPTCHA_FOREGROUND_COLOR = "#1b2a41"
CAPTCHA_BACKGROUND_COLOR = "#ffffff"
CAPTCHA_NOISE_FUNCTIONS = ("captcha.helpers.noise_arcs", "accounts.captcha.puntos")
CAPTCHA_FILTER_FUNCTIONS = ("captcha.helpers.post_smooth", "accounts.captcha.aligerar")
CAPTCHA_TEST_MODE = False

# --- Security headers ----------------------------------------------------------------------------
SECURE_SSL_REDIRECT = PORTAL_HTTPS and not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^salud/"]
SECURE_HSTS_SECONDS = 63_072_000 if PORTAL_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PORTAL_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.bool("DETRAS_DE_PROXY_TLS", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 30

# --- History -------------------------------------------------------------------------------------
# The context (who, why, through what) is kept in each event row, which the application role only
# reads: the triggers write it as the owner (portal/permisos.py). The hour is that of the write,
# after any wait for a lock, so that the versions of a record stand in order.
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True, null=False, related_name="historia")
# No index that nobody reads by; nullable, so that a version never drops out of a join.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False, null=True)

# --- Files, mail, tasks --------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

if env.str("S3_BUCKET", default=""):
    _archivos: dict[str, Any] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.str("S3_BUCKET"),
            "endpoint_url": env.str("S3_ENDPOINT_URL", default=None),
            "access_key": env.str("S3_ACCESS_KEY"),
            "secret_key": env.str("S3_SECRET_KEY"),
            "region_name": env.str("S3_REGION", default=None),
            "addressing_style": "path",
            "signature_version": "s3v4",
            "default_acl": None,
            "file_overwrite": False,
            "querystring_expire": 60,
            "max_memory_size": 1024 * 1024,  # a larger file is read by way of the disk
            "client_config": None,
        },
    }
    from botocore.config import Config

    _archivos["OPTIONS"]["client_config"] = Config(
        connect_timeout=2,
        read_timeout=5,
        retries={"max_attempts": 1},
        signature_version="s3v4",
        s3={"addressing_style": "path"},
    )
else:
    _archivos = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("MEDIA_ROOT", default=str(BASE_DIR / "media"))},
    }
STORAGES = {
    "default": _archivos,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or env.bool("STATIC_SIN_HASH", default=False)
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
AVISOS_DE_BOLETA_POR_MINUTO = env.int("AVISOS_DE_BOLETA_POR_MINUTO", default=600)
"""Mails that tell of a published boleta; what the mail server bears. 0: none."""
DOCUMENTO_REEMPLAZADO = {"boleta": "boletas.vigencia.reemplazada"}
VIGENCIA_EN_MESES = {"hoja_de_vida": 6, "informe_escalafonario": 6, "constancia_tiempo": 6}
"""Kind of document -> months that it is worth (RVM 016-2021-MINEDU: an informe, six at most)."""
LIMPIEZAS = ("legajo.lotes.filas.barrer",)
"""What `limpiar` calls besides its own: accounts does not know what a legajo is."""
# The page of a section shows open requests; only this wiring knows both sides.
LEGAJO_PENDIENTES = "solicitudes.consultas.pendientes"
LEGAJO_PENDIENTES_AL = "solicitudes.consultas.pendientes_al"
CAMPOS_DE_DOS = {
    "servidor": ("documento", "primer_apellido", "segundo_apellido", "nombres", "fecha_nacimiento"),
    "pension": ("regimen_pensionario",),
    "vinculos": ("fecha_inicio",),
}
"""Kind of record (or "servidor") -> fields that one proposes and another confirms."""
HORA_DE_CIERRE = time(16, 30)
"""What is sent later counts as received on the next working day."""
SUSTENTO_MAX_BYTES = env.int("SUSTENTO_MAX_BYTES", default=10 * 1024 * 1024)
SUSTENTO_MAX_PAGINAS = env.int("SUSTENTO_MAX_PAGINAS", default=300)
ADJUNTOS_MAX, ADJUNTOS_MAX_BYTES = 10, 3 * SUSTENTO_MAX_BYTES
"""Files that a request takes, and what all of them may weigh."""
BORRADORES_MAX_BYTES = 2 * ADJUNTOS_MAX_BYTES
"""What the files of all drafts of a person may weigh."""
IMPORTACION_MAX_BYTES = env.int("IMPORTACION_MAX_BYTES", default=50 * 1024 * 1024)
PLANILLA_MAX_BYTES = env.int("PLANILLA_MAX_BYTES", default=50 * 1024 * 1024)
CUERPO_MAXIMO = 1024 * 1024
CUERPO_MAXIMO_DE = (
    (r"admin:legajo_importacionlegajo_add", IMPORTACION_MAX_BYTES + CUERPO_MAXIMO),
    (r"admin:boletas_importacion_add", PLANILLA_MAX_BYTES + CUERPO_MAXIMO),
    (r"solicitudes:(formulario(_registro)?|subsanar)", ADJUNTOS_MAX_BYTES + CUERPO_MAXIMO),
    (r"admin:legajo_\w+_(add|change)", SUSTENTO_MAX_BYTES + CUERPO_MAXIMO),
)
"""Bytes that an address takes, by its name: those that take a file, then CUERPO_MAXIMO."""

EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", default="")
if EMAIL_FILE_PATH:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
else:
    vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="no-responder@portal.invalid")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Signature of issued documents ---------------------------------------------------------------
# Names that Django's report of errors masks: TOKEN, PASS.
FIRMA = {
    "pkcs12": env.str("FIRMA_PKCS12", default=""),
    "passphrase": env.str("FIRMA_PKCS12_CLAVE", default=""),
    "passphrase_file": env.str("FIRMA_PKCS12_CLAVE_ARCHIVO", default=""),
    "module": env.str("FIRMA_PKCS11_MODULO", default=""),
    "token": env.str("FIRMA_PKCS11_TOKEN", default=""),
    "token_certificate": env.str("FIRMA_PKCS11_CERTIFICADO", default=""),
    "token_pin": env.str("FIRMA_PKCS11_PIN", default=""),
    "accredited": env.bool("FIRMA_ACREDITADA", default=False),
    "tsa_url": env.str("FIRMA_TSA_URL", default=""),
    "roots": env.str("FIRMA_RAICES", default=""),
}

# --- Language and formats ------------------------------------------------------------------------
LANGUAGE_CODE = "es-pe"
TIME_ZONE = "America/Lima"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["portal.formatos"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"linea": {"()": "portal.registro.LineaJson"}},
    "handlers": {"consola": {"class": "logging.StreamHandler", "formatter": "linea"}},
    "root": {"handlers": ["consola"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # Every security event, besides its row: a log elsewhere keeps what a stolen database loses.
    "loggers": {"seguridad": {"level": "CRITICAL" if PORTAL_DEMO else "INFO"}},
}

if PORTAL_DEMO and PORTAL_HTTPS:
    raise ImproperlyConfigured("PORTAL_DEMO is for plain http on loopback: set PORTAL_HTTPS=0.")
