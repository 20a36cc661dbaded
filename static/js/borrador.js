/* Keeps what is being written, and says so. Comfort only: the buttons of the form keep it too. */
"use strict";
const f = document.querySelector("form[data-guardar]");
const decir = f.querySelector("[data-guardado]"), fuera = f.querySelector("[data-sesion]");
const ESPERA = 3000, OTRA_VEZ = 15000;
const SIN_CONEXION = "Sin conexión: se guardará cuando vuelva.";
let sucio = false, enCurso = false, reloj = 0, boton;

const luego = (ms) => { clearTimeout(reloj); reloj = setTimeout(guardar, ms); };
const di = (texto) => { decir.textContent = texto; };

f.addEventListener("input", (e) => {
  if (e.target.type === "file") return;
  sucio = true;
  luego(ESPERA);
});
addEventListener("online", () => { if (sucio) guardar(); });
addEventListener("focus", () => { if (sucio) guardar(); });
document.addEventListener("visibilitychange", () => { if (sucio) guardar(); });

// Pressed while it is being kept, it waits; without connection or session, nothing is lost.
f.addEventListener("submit", (e) => {
  clearTimeout(reloj);
  if (!navigator.onLine) { e.preventDefault(); sucio = true; return di(SIN_CONEXION); }
  if (!enCurso && fuera.hidden) return;
  e.preventDefault();
  boton = e.submitter;
  if (!enCurso) guardar();
});

async function guardar() {
  clearTimeout(reloj);
  if (enCurso) return;
  if (!navigator.onLine) return di(SIN_CONEXION);
  enCurso = true;
  sucio = false;
  let bien = false;
  try {
    bien = await mandar(true);
  } catch {
    di(SIN_CONEXION);
  }
  enCurso = false;
  if (!bien) { sucio = true; luego(OTRA_VEZ); }
  if (boton && bien) f.requestSubmit(boton);
  boton = undefined;
}

async function mandar(renovar) {
  const datos = new FormData(f);
  datos.delete("archivos");
  const r = await fetch(f.dataset.guardar, {
    method: "POST", body: new URLSearchParams(datos), redirect: "manual",
    keepalive: document.hidden, signal: AbortSignal.timeout(10000),
  });
  fuera.hidden = r.type !== "opaqueredirect";
  if (!fuera.hidden) return di(""), false;
  if (r.status === 403 && renovar && await otraFicha()) return mandar(false);
  if (!(r.headers.get("Content-Type") || "").includes("json")) return di("No se pudo guardar. Pulse «Guardar borrador»."), false;
  const c = await r.json();
  di(c.texto);
  for (const nombre of ["visto", "clave"]) if (c[nombre]) f.elements[nombre].value = c[nombre];
  return r.ok;
}

// After a new login the token is another; the page must still be of the same person.
async function otraFicha() {
  const r = await fetch(location.pathname);
  const otra = new DOMParser().parseFromString(await r.text(), "text/html").querySelector("form[data-guardar]");
  if (!otra || otra.dataset.titular !== f.dataset.titular) return false;
  f.elements.csrfmiddlewaretoken.value = otra.elements.csrfmiddlewaretoken.value;
  return true;
}

// Too many files, or too heavy, are told before they travel.
const elegir = document.getElementById("archivos");
if (elegir) elegir.addEventListener("change", () => {
  const { archivos, uno, todos } = elegir.dataset, MEGA = 1024 * 1024;
  const lista = [...elegir.files], aviso = f.querySelector("[data-de-archivos]");
  const grande = lista.find((a) => a.size > uno * MEGA);
  const total = lista.reduce((suma, a) => suma + a.size, 0);
  aviso.textContent = grande ? `«${grande.name}» pesa más de ${uno} MB. Redúzcalo o divídalo.`
    : lista.length > archivos ? `Elija hasta ${archivos} archivos.`
    : total > todos * MEGA ? `Juntos pesan más de ${todos} MB. Elija menos.` : "";
  if (aviso.textContent) elegir.value = "";
});
