"""Names of nobody: common Peruvian names and surnames combined at random."""

from portal.demo.azar import Azar

APELLIDOS = (
    "Quispe", "Mamani", "Flores", "Huamán", "Rojas", "Vásquez", "Condori", "Ramos", "Huanca",
    "Apaza", "Chávez", "Choque", "Espinoza", "Mendoza", "Cárdenas", "Palomino", "Ñaupari",
    "Ticona", "Peña", "Núñez", "Yupanqui", "Ccama", "Poma", "Inga", "Salazar", "Aliaga", "Lazo",
    "Zúñiga", "Velásquez", "Pari", "Cutipa", "Arapa", "Calsin", "Orihuela", "Canchari", "Tello",
    "Muñoz", "Santa Cruz", "De la Cruz", "Del Águila",
)  # fmt: skip
MUJERES = (
    "María", "Rosa", "Luz", "Carmen", "Ana", "Julia", "Nélida", "Gladys", "Yaneth", "Elizabeth",
    "Martha", "Silvia", "Norma", "Lourdes", "Vilma", "Flor", "Sonia", "Yolanda", "Begoña",
    "Inés", "Mónica", "Verónica", "Édith", "Noemí",
)  # fmt: skip
HOMBRES = (
    "José", "Juan", "Luis", "Carlos", "Víctor", "Jorge", "Julio", "Percy", "Wilfredo", "Édgar",
    "Rubén", "Óscar", "Hernán", "Raúl", "Fredy", "Edwin", "César", "Íñigo", "Walter", "Néstor",
    "Moisés", "Adrián", "Félix", "Efraín",
)  # fmt: skip
SEGUNDOS = {
    "F": ("Elena", "Isabel", "Luisa", "Beatriz", "Marina", "Esther", "Pilar", "del Rosario"),
    "M": ("Alberto", "Antonio", "Manuel", "Ángel", "Enrique", "Andrés", "Jesús", "Ismael"),
}

RAROS = (
    ("M", "Giancarlo", "D'Angelo", "O'Higgins"),
    ("F", "María de los Ángeles Encarnación Guadalupe del Santísimo Sacramento",
     "Montesinos de la Fuente y Santisteban", "Núñez del Prado de la Torre Ugarte"),
    ("F", "Begoña", "Núñez-Vela", "Ñique"),
    ("M", "Íñigo", "Ñahui", ""),
    ("M", "Saúl", "Güere", "Muñoz Nájar"),
)  # fmt: skip
"""What names also are: apostrophes, hyphens, Ñ, diéresis, very long, one surname only."""


def nombrar(azar: Azar, numero: int) -> tuple[str, str, str, str]:
    """Sex, names and two surnames; every fortieth person has a name out of the common."""
    if numero % 40 == 7:
        return RAROS[numero // 40 % len(RAROS)]
    sexo = "F" if azar.pasa(62) else "M"
    nombres = azar.uno(MUJERES if sexo == "F" else HOMBRES)
    if azar.pasa(65):
        nombres = f"{nombres} {azar.uno(SEGUNDOS[sexo])}"
    return sexo, nombres, azar.uno(APELLIDOS), azar.uno(APELLIDOS)
