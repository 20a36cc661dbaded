"""The «código de la imagen»: single use, unpredictable, and readable aloud in Spanish."""

import json
import random
import secrets
import wave
from functools import cache
from io import BytesIO
from typing import Any

from captcha.fields import CaptchaField, CaptchaTextInput
from captcha.helpers import captcha_audio_url, captcha_image_url
from captcha.models import CaptchaStore
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe
from ranged_response import RangedFileResponse

from accounts.origen import direccion_actual

ALFABETO = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0/O, 1/I/L
TOPE = 1000
VOCES = settings.BASE_DIR / "portal" / "voces"


def desafio() -> tuple[str, str]:
    """Return what is drawn and what must be typed.

    From `secrets`: the library's image view seeds the global generator with the key that
    the page shows, so anything drawn from it can be foretold (SECURITY, finding 2).
    """
    texto = "".join(secrets.choice(ALFABETO) for _ in range(settings.CAPTCHA_LENGTH))
    return texto, texto.lower()


def emitir() -> str:
    """Make a code for whoever asks for the page, and return its key.

    An address holds TOPE codes at most, the newest: a flood of visits drops codes of its
    own address and nobody else's. The key begins with a hash of the address, so that they
    are found by its index. Each new code also sweeps away two that have expired.
    """
    dibujado, respuesta = desafio()
    de_aqui = salted_hmac("accounts.captcha", direccion_actual() or "").hexdigest()[:8]
    fila = CaptchaStore.objects.create(
        challenge=dibujado, response=respuesta, hashkey=de_aqui + secrets.token_hex(16)
    )
    suyas = CaptchaStore.objects.filter(hashkey__startswith=de_aqui).order_by("-pk")
    vencidas = CaptchaStore.objects.filter(expiration__lt=timezone.now()).order_by("expiration")
    if sobran := [*suyas.values_list("pk", flat=True)[TOPE : TOPE + 2],
                  *vencidas.values_list("pk", flat=True)[:2]]:  # fmt: skip
        CaptchaStore.objects.filter(pk__in=sobran).delete()
    return fila.hashkey


def gastar(clave: str, respuesta: str) -> bool:
    """Whether `respuesta` is right; in any case the code cannot be tried again.

    One DELETE decides, so that of many simultaneous requests exactly one passes; the
    library reads first and ignores how many rows it deleted (SECURITY, finding 1).
    """
    filas = CaptchaStore.objects.filter(hashkey=clave)
    acertadas, _ = filas.filter(response=respuesta, expiration__gt=timezone.now()).delete()
    if not acertadas:
        filas.delete()
    return acertadas == 1


class ImagenConCodigo(CaptchaTextInput):
    """The image, another one, the audio, and the box for the answer."""

    use_fieldset = False

    def fetch_captcha_store(self, *_: Any, **__: Any) -> None:
        """A code of ours; the library's key says nothing of whose it is."""
        self._key = emitir()
        self._value = [self._key, ""]

    def audio_url(self) -> str:
        """Address of our own voice; the library only speaks through an external program."""
        return captcha_audio_url(self._key)


class CampoCodigo(CaptchaField):
    """Field of the image code; a form that has it is only valid once per image."""

    default_error_messages = {
        "required": "Escriba el código de la imagen.",
        "invalid": "El código no coincide con la imagen. Escriba el de la imagen nueva.",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Código de la imagen")
        kwargs.setdefault("help_text", "Mayúsculas o minúsculas, da igual.")
        super().__init__(
            widget=ImagenConCodigo(), error_messages=self.default_error_messages, **kwargs
        )

    def clean(self, value: Any) -> str:
        """Spend the code; `ValidationError` unless it was right."""
        clave, respuesta = (value or ["", ""])[:2]
        respuesta = (respuesta or "").strip().lower()
        if not gastar(clave or "", respuesta):
            motivo = "invalid" if respuesta else "required"
            raise ValidationError(self.error_messages[motivo], code=motivo)
        return respuesta


@login_not_required
@require_safe
def refrescar(request: HttpRequest) -> HttpResponse:
    """Another code for the page's script: its key, its image and its audio."""
    if request.headers.get("X-Requested-With") != "XMLHttpRequest":
        raise Http404
    clave = emitir()
    datos = {
        "key": clave,
        "image_url": captcha_image_url(clave),
        "audio_url": captcha_audio_url(clave),
    }
    return HttpResponse(json.dumps(datos), content_type="application/json")


@login_not_required
@require_safe
def audio(request: HttpRequest, key: str) -> HttpResponseBase:
    """The code spelled aloud, or 410 when it was used or has expired."""
    fila = CaptchaStore.objects.filter(hashkey=key, expiration__gt=timezone.now()).first()
    if fila is None:
        return HttpResponse(status=410)
    return RangedFileResponse(request, BytesIO(deletrear(fila.challenge)), content_type="audio/wav")


def deletrear(texto: str) -> bytes:
    """Return the recordings of the characters of `texto`, one after another, as one WAV."""
    salida = BytesIO()
    with wave.open(salida, "wb") as wav:
        wav.setparams(_voz(texto[0])[0])
        for caracter in texto:
            wav.writeframes(_voz(caracter)[1])
    return salida.getvalue()


@cache
def _voz(caracter: str) -> tuple[Any, bytes]:
    with wave.open(str(VOCES / f"{caracter}.wav")) as wav:
        return wav.getparams(), wav.readframes(wav.getnframes())


def puntos(dibujo: Any, imagen: Any) -> Any:
    """Noise of the image: the library's dots, as many, drawn in one call instead of one each."""
    ancho, alto = imagen.size
    # S311: where dots fall is no secret; the code is, and comes from `secrets`
    lugares = zip(
        random.choices(range(ancho), k=ancho * alto // 10),  # noqa: S311
        random.choices(range(alto), k=ancho * alto // 10),  # noqa: S311
        strict=True,
    )
    dibujo.point(list(lugares), fill=settings.CAPTCHA_FOREGROUND_COLOR)
    return dibujo


def aligerar(imagen: Any) -> Any:
    """Filter of the drawn image: black on white, a tenth of the bytes and easier to read."""
    return imagen.convert("L").point([0] * 181 + [255] * 75, "1")
