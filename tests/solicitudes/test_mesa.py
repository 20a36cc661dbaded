"""The desk: datum by datum, nothing typed lost, a second press, the papers, the way to the next."""

import re
from urllib.parse import urlencode

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from legajo import cambios
from legajo.models import Acceso, Capacitacion, Familiar
from solicitudes import decisiones, reparto, verbos
from solicitudes.models import Motivo, Pagina, Solicitud, Sustento
from tests import fabricas
from tests.cliente import Client
from tests.solicitudes.apoyo import (
    DE_DOS,
    dichos,
    en_situacion,
    entrar,
    enviar_alta,
    enviar_cambio,
    enviar_retiro,
    mesa_de,
    pulsar,
)

pytestmark = pytest.mark.django_db
LISTA = reverse("admin:solicitudes_solicitud_changelist")


@pytest.fixture
def persona():
    return fabricas.servidor(fabricas.ugel())


@pytest.fixture
def especialista():
    return fabricas.personal(fabricas.ugel(), nombre="Gladys Rojas")


@pytest.fixture
def jefa():
    return fabricas.personal(fabricas.ugel(), "Responsable de escalafón", nombre="Otra Jefa")


@pytest.fixture
def dentro(client, especialista):
    return entrar(client, especialista)


@pytest.fixture
def registro(persona):
    return fabricas.registro(Capacitacion.tipo, persona, tema="A", institucion="B")


@pytest.fixture
def dos_datos(persona, registro):
    return enviar_cambio(persona, registro, tema="Álgebra", institucion="PUCP")


def texto(respuesta):
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def fila_de(pagina, rotulo):
    return re.search(rf'<th scope="row">{rotulo}</th>.*?</tr>', pagina, re.DOTALL)[0]


def test_se_rechaza_un_dato_con_motivo_de_catalogo_y_texto(dentro, dos_datos, registro):
    respuesta = pulsar(dentro, dos_datos, "atender", **{
        "decision-institucion": "rechazar", "catalogo-institucion": "rec_no_coincide",
        "texto-institucion": "Dice UNI",
    })  # fmt: skip
    assert respuesta.status_code == 302
    registro.refresh_from_db()
    assert (registro.tema, registro.institucion) == ("Álgebra", "B")
    hecha = Solicitud.objects.get(pk=dos_datos.pk)
    assert hecha.motivo == "Institución: El documento dice otra cosa. Dice UNI"
    pagina = texto(dentro.get(mesa_de(hecha)))
    assert "Aceptado" in fila_de(pagina, "Tema")
    assert "Dice UNI" in fila_de(pagina, "Institución")
    assert 'name="verbo"' not in pagina


def test_un_dato_rechazado_sin_motivo_no_decide_y_no_pierde_nada(dentro, dos_datos):
    respuesta = pulsar(dentro, dos_datos, "atender", **{
        "decision-tema": "rechazar", "texto-tema": "No es ese curso",
        "decision-institucion": "rechazar", "observacion-motivo": "A medio escribir",
    })  # fmt: skip
    pagina = texto(respuesta)
    assert "Escriba el motivo de cada dato que rechaza" in fila_de(pagina, "Institución")
    assert "No es ese curso" in fila_de(pagina, "Tema")
    assert re.search(r'value="rechazar"[^>]*checked', fila_de(pagina, "Tema"))
    assert "A medio escribir" in pagina
    dos_datos.refresh_from_db()
    assert dos_datos.abierta


def test_rechazar_u_observar_sin_motivo_conserva_lo_decidido_dato_por_dato(dentro, dos_datos):
    for verbo in ("rechazar", "observar"):
        respuesta = pulsar(dentro, dos_datos, verbo, **{
            "decision-tema": "rechazar", "texto-tema": "Dice Aritmética",
        })  # fmt: skip
        pagina = texto(respuesta)
        assert "Escriba el motivo: el servidor lo leerá." in pagina
        assert "Dice Aritmética" in fila_de(pagina, "Tema")
    assert dos_datos.eventos.count() == 1


def test_las_tres_columnas_dicen_lo_que_cambio_desde_que_se_pidio(
    dentro, dos_datos, registro, jefa
):
    assert "Cambió" not in texto(dentro.get(mesa_de(dos_datos)))
    registro.tema = "Aritmética"
    cambios.cambiar(registro, campos=("tema",), autoria=cambios.Autoria(jefa, "admin"))
    pagina = texto(dentro.get(mesa_de(dos_datos)))
    assert "compare la columna «Hoy»" in pagina
    assert "Cambió" in fila_de(pagina, "Tema")
    assert "Cambió" not in fila_de(pagina, "Institución")
    for dicho in (">A<", "Aritmética", "Álgebra"):
        assert dicho in fila_de(pagina, "Tema")


def test_lo_que_cambio_mientras_se_miraba_no_se_pisa_y_lo_escrito_sigue(
    dentro, dos_datos, registro, jefa
):
    registro.tema = "Aritmética"
    vieja = {"version": registro.version}
    cambios.cambiar(registro, campos=("tema",), autoria=cambios.Autoria(jefa, "admin"))
    mas = {"decision-institucion": "rechazar", "texto-institucion": "Dice UNI"} | vieja
    respuesta = pulsar(dentro, dos_datos, "atender", **mas)
    assert "cambió después de que usted abrió" in texto(respuesta)
    assert "Dice UNI" in fila_de(texto(respuesta), "Institución")
    registro.refresh_from_db()
    assert registro.tema == "Aritmética"


def test_sin_lo_que_mostraba_la_pagina_no_se_decide(dentro, dos_datos):
    for visto in ({"vista": ""}, {"vista": "x"}, {"version": ""}, {"version": "x"}):
        assert "La página no llegó completa" in texto(pulsar(dentro, dos_datos, "atender", **visto))
    for verbo in ("", "borrar", "__class__", "previa "):
        assert "Elija qué hacer" in texto(pulsar(dentro, dos_datos, verbo))
    dos_datos.refresh_from_db()
    assert dos_datos.abierta


def test_lo_subsanado_mientras_se_miraba_se_mira_otra_vez(dentro, persona, especialista):
    solicitud = en_situacion("observada", persona, especialista)
    respuesta_vieja = {"vista": solicitud.eventos.last().pk}
    verbos.subsanar(solicitud.pk, por=persona.usuario, explicacion="Listo")
    pagina = texto(pulsar(dentro, solicitud, "atender", **respuesta_vieja))
    assert "cambió mientras usted la miraba" in pagina
    assert "La subsanó" in pagina


@pytest.mark.parametrize(
    ("verbo", "mas", "dice"),
    [
        ("atender", {}, "Ya la atendió usted"),
        ("rechazar", {"motivo": "No consta"}, "Ya la rechazó usted"),
        ("observar", {"observacion-motivo": "Falta"}, "Ya la observó usted"),
    ],
)
def test_un_segundo_clic_dice_que_ya_lo_hizo_y_sigue(dentro, dos_datos, verbo, mas, dice):
    siguiente = enviar_alta(fabricas.servidor(fabricas.ugel()))
    mas |= {"vista": dos_datos.eventos.last().pk, "version": 1}
    primera = pulsar(dentro, dos_datos, verbo, **mas)
    segunda = pulsar(dentro, dos_datos, verbo, **mas)
    assert primera.url == segunda.url == mesa_de(siguiente)
    assert dice in dichos(segunda)[-1]
    assert dos_datos.eventos.count() == 2


def test_a_quien_otro_se_adelanto_se_le_dice_quien_y_cuando(dentro, dos_datos, jefa):
    decisiones.atender(dos_datos.pk, por=jefa)
    respuesta = pulsar(dentro, dos_datos, "rechazar", motivo="El sello no se lee")
    pagina = texto(respuesta)
    assert re.search(r"La atendió Otra Jefa el \d\d/\d\d/\d{4} \d\d:\d\d", pagina)
    assert "Lo que usted escribió no se guardó" in pagina
    assert "El sello no se lee" in pagina


def test_despues_de_decidir_sigue_la_de_la_misma_bandeja(dentro, persona):
    primera, ajena_al_filtro, segunda = (
        enviar_alta(persona),
        enviar_alta(persona, Familiar.tipo),
        enviar_alta(persona),
    )
    filtros = "seccion=formacion&p=1"
    consulta = "?" + urlencode({"_changelist_filters": filtros})
    respuesta = pulsar(dentro, primera, "rechazar", motivo="x", consulta=consulta)
    assert respuesta.url == mesa_de(segunda, consulta)
    pagina = texto(dentro.get(mesa_de(segunda, consulta)))
    assert "Anterior" not in pagina
    ultima = pulsar(dentro, segunda, "observar", consulta=consulta, **{"observacion-motivo": "x"})
    assert ultima.url == f"{LISTA}?{filtros}"
    assert Solicitud.objects.get(pk=ajena_al_filtro.pk).abierta


def test_anterior_y_siguiente_en_el_orden_de_la_bandeja(dentro, persona):
    primera, segunda, tercera = (enviar_alta(persona) for _ in range(3))
    consulta = "?" + urlencode({"_changelist_filters": "vista=libres"})
    pagina = texto(dentro.get(mesa_de(segunda, consulta))).replace("&amp;", "&")
    for otra, tecla in ((primera, "k"), (tercera, "j")):
        assert f'href="{mesa_de(otra, consulta)}" data-tecla="{tecla}"' in pagina
    assert f'href="{LISTA}?vista=libres"' in pagina


def test_repartir_deja_en_la_misma_mesa(dentro, client, dos_datos, especialista, jefa):
    assert pulsar(dentro, dos_datos, "tomar").url == mesa_de(dos_datos)
    dos_datos.refresh_from_db()
    assert dos_datos.asignada_a == especialista
    for verbo in ("priorizar", "reasignar"):
        assert f'value="{verbo}"' not in texto(dentro.get(mesa_de(dos_datos)))
        assert pulsar(dentro, dos_datos, verbo, a=jefa.pk).status_code == 200
    pulsar(dentro, dos_datos, "soltar")
    otra = entrar(Client(), jefa)
    pagina = texto(otra.get(mesa_de(dos_datos)))
    assert "Gladys Rojas</option>" in pagina
    pulsar(otra, dos_datos, "reasignar", a=especialista.pk)
    pulsar(otra, dos_datos, "priorizar")
    dos_datos.refresh_from_db()
    assert (dos_datos.asignada_a, dos_datos.prioritaria) == (especialista, True)
    for malo in ("", "x", "999999999999999999999", dos_datos.servidor.usuario_id):
        assert "a:" not in dichos(pulsar(otra, dos_datos, "reasignar", a=malo))
        dos_datos.refresh_from_db()
        assert dos_datos.asignada_a == especialista


def test_solo_se_ofrece_a_quien_puede_decidirla(persona, especialista, jefa):
    solicitud = enviar_alta(persona)
    ajeno = fabricas.personal(fabricas.ugel("210001"))
    fabricas.personal(fabricas.ugel(), "Planillas")
    supervisor = fabricas.personal(fabricas.ugel("190000"), "Responsable de escalafón")
    pariente = fabricas.personal(fabricas.ugel())
    reparto.declarar_parentesco(por=pariente, documento=persona.documento, vinculo="hermano")
    ofrecidos = set(reparto.candidatos(Solicitud.objects.filter(pk=solicitud.pk)))
    assert {especialista, jefa, supervisor} <= ofrecidos
    assert not {ajeno, pariente, persona.usuario} & ofrecidos


def test_lo_que_dos_deben_mirar_se_propone_y_otra_lo_confirma(
    dentro, dos_datos, registro, jefa, settings
):
    settings.CAMPOS_DE_DOS = DE_DOS
    assert "Por confirmar" in dichos(pulsar(dentro, dos_datos, "atender"))[-1]
    pagina = texto(dentro.get(mesa_de(dos_datos)))
    assert "La confirma otra persona" in pagina
    assert 'value="confirmar"' not in pagina
    assert "confirma otra persona" in texto(pulsar(dentro, dos_datos, "confirmar"))
    otra = entrar(Client(), jefa)
    assert "Gladys Rojas propuso" in texto(otra.get(mesa_de(dos_datos)))
    assert "Escriba el motivo" in texto(pulsar(otra, dos_datos, "devolver"))
    pulsar(otra, dos_datos, "devolver", **{"devolucion-motivo": "Mire el reverso"})
    pulsar(dentro, dos_datos, "atender")
    pulsar(otra, dos_datos, "confirmar")
    registro.refresh_from_db()
    assert registro.tema == "Álgebra"


def test_la_previa_dice_como_quedara_sin_escribir_nada(dentro, dos_datos, registro):
    pagina = texto(pulsar(dentro, dos_datos, "previa", **{
        "decision-institucion": "rechazar", "texto-institucion": "x",
    }))  # fmt: skip
    previa = re.search(r"Así dirá el legajo</summary>.*?</details>", pagina, re.DOTALL)[0]
    assert "Álgebra" in previa
    assert "PUCP" not in previa
    assert previa.count("Nuevo<") == 1
    registro.refresh_from_db()
    assert registro.tema == "A"
    assert Solicitud.objects.get(pk=dos_datos.pk).abierta


def test_lo_que_ya_no_se_puede_aplicar_se_avisa_antes(dentro, persona, registro, jefa):
    retiro = enviar_retiro(persona, registro)
    assert "El registro saldrá del legajo" in texto(dentro.get(mesa_de(retiro)))
    cambios.retirar(registro, autoria=cambios.Autoria(jefa, "admin"))
    pagina = texto(dentro.get(mesa_de(retiro)))
    assert "El registro ya no está en el legajo" in pagina


def test_las_otras_suyas_la_historia_y_quien_la_lleva(dentro, dos_datos, persona, especialista):
    otra = enviar_alta(persona, Familiar.tipo)
    reparto.tomar(dos_datos.pk, por=especialista)
    pagina = texto(dentro.get(mesa_de(dos_datos)))
    assert mesa_de(otra) in pagina
    registro = Capacitacion.objects.get(publico=dos_datos.registro)
    historial = reverse("admin:legajo_capacitacion_history", args=[registro.pk])
    assert historial in pagina
    assert "<dt>A cargo de</dt><dd>Gladys Rojas</dd>" in pagina


@pytest.fixture
def con_papeles(persona, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    solicitud = enviar_alta(persona)
    sustento = Sustento(solicitud=solicitud, folios=2, sha256="a" * 64, partes=[])
    sustento.archivo.save("s.pdf", ContentFile(b"%PDF-de-prueba"))
    return solicitud, sustento


def papel(solicitud, que, clave):
    return reverse(f"admin:solicitudes_solicitud_{que}", args=[solicitud.pk, clave])


def test_el_sustento_se_ve_por_paginas_y_se_descarga_y_queda_anotado(dentro, con_papeles):
    solicitud, sustento = con_papeles
    pagina = texto(dentro.get(mesa_de(solicitud)))
    assert "Se están preparando las imágenes" in pagina
    assert papel(solicitud, "sustento", sustento.pk) in pagina
    folios = []
    for numero in (1, 2):
        folio = Pagina(sustento=sustento, numero=numero, ancho=10, alto=14)
        folio.imagen.save("f.jpg", ContentFile(b"jpeg-%d" % numero))
        folios.append(folio)
    pagina = texto(dentro.get(mesa_de(solicitud)))
    assert "Se están preparando" not in pagina
    assert 'alt="Folio 2 de 2"' in pagina
    imagen = dentro.get(papel(solicitud, "pagina", folios[1].pk))
    assert (imagen.headers["Content-Type"], b"".join(imagen)) == ("image/jpeg", b"jpeg-2")
    pdf = dentro.get(papel(solicitud, "sustento", sustento.pk))
    assert b"".join(pdf) == b"%PDF-de-prueba"
    assert "attachment" in pdf.headers["Content-Disposition"]
    anotados = Acceso.objects.filter(que="Solicitud: sustento")
    assert [a.servidores for a in anotados] == [[solicitud.servidor_id]] * 2


def test_los_papeles_de_otra_no_se_alcanzan_ni_desde_la_propia(dentro, con_papeles, persona):
    ajeno, _ = con_papeles
    propia = enviar_alta(persona)
    sustento = ajeno.sustentos.get()
    folio = Pagina(sustento=sustento, numero=1, ancho=10, alto=14)
    folio.imagen.save("f.jpg", ContentFile(b"jpeg"))
    for que, clave in (("sustento", sustento.pk), ("pagina", folio.pk)):
        assert dentro.get(papel(propia, que, clave)).status_code == 404
    de_otra_ugel = entrar(Client(), fabricas.personal(fabricas.ugel("210001")))
    suyo = entrar(Client(), persona.usuario)
    for que, clave in (("sustento", sustento.pk), ("pagina", folio.pk)):
        assert de_otra_ugel.get(papel(ajeno, que, clave)).status_code == 404
        assert suyo.get(papel(ajeno, que, clave)).status_code in (302, 403)


def test_quien_solo_mira_no_ve_botones_ni_decide(dos_datos):
    mira = entrar(Client(), fabricas.personal(fabricas.ugel("190000"), "Supervisor DRE"))
    assert 'name="verbo"' not in texto(mira.get(mesa_de(dos_datos)))
    assert pulsar(mira, dos_datos, "tomar").status_code == 403


def test_un_motivo_que_ya_no_esta_en_uso_no_se_elige(dentro, dos_datos):
    Motivo.objects.filter(codigo="rec_ilegible").update(vigente=False)
    for malo in ("rec_ilegible", "obs_reverso", "nada"):
        respuesta = pulsar(dentro, dos_datos, "rechazar", catalogo=malo, motivo="x")
        assert "Escoja una opción válida" in texto(respuesta)
    dos_datos.refresh_from_db()
    assert dos_datos.abierta
