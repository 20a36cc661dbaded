/* Comfort only: every page works without this file. */
"use strict";
const uno = (q, de = document) => de.querySelector(q);

// A second press of «Enviar» is ignored; coming back with the browser's arrow allows it again.
document.addEventListener("submit", (e) => {
  const f = e.target;
  if (e.defaultPrevented || f.method === "get") return;
  if (f.dataset.enviado) return e.preventDefault();
  f.dataset.enviado = "1";
  if (e.submitter) e.submitter.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", () => {
  for (const f of document.querySelectorAll("form[data-enviado]")) delete f.dataset.enviado;
  for (const b of document.querySelectorAll("button[aria-disabled]")) b.removeAttribute("aria-disabled");
});

// After a refused form the reader starts at the list of what to mend.
const resumen = uno("#resumen-errores");
if (resumen) resumen.focus();

// A table that must be scrolled sideways can be reached with the keyboard.
for (const m of document.querySelectorAll(".tabla-marco")) if (m.scrollWidth > m.clientWidth) m.tabIndex = 0;

document.addEventListener("click", (e) => {
  const a = e.target.closest("[data-imprimir], [data-captcha-otra], [data-captcha-audio]");
  if (!a) return;
  if (a.hasAttribute("data-imprimir")) return print();
  e.preventDefault();
  const caja = a.closest("[data-captcha]");
  if (a.hasAttribute("data-captcha-otra")) otraImagen(a, caja);
  else escuchar(a, caja);
});

async function otraImagen(a, caja) {
  const decir = uno("[role=status]", caja);
  try {
    const r = await fetch(caja.dataset.captcha, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!r.ok) throw r;
    const c = await r.json();
    uno("input[type=hidden]", caja).value = c.key;
    uno("img", caja).src = c.image_url;
    const audio = uno("[data-captcha-audio]", caja), texto = uno("input[type=text]", caja);
    if (audio && c.audio_url) audio.href = c.audio_url;
    if (caja.sonido) caja.sonido.pause();
    texto.value = "";
    texto.focus();
    decir.textContent = "Hay una imagen nueva.";
  } catch {
    decir.textContent = "No se pudo pedir otra imagen. Revise su conexión e inténtelo de nuevo.";
  }
}

async function escuchar(a, caja) {
  const decir = uno("[role=status]", caja);
  if (caja.sonido) caja.sonido.pause();
  caja.sonido = new Audio(a.href);
  decir.textContent = "Reproduciendo el código.";
  try {
    await caja.sonido.play();
  } catch {
    decir.textContent = "No se pudo reproducir el audio. Pida otra imagen e inténtelo de nuevo.";
  }
}

// Lists that depend on another (régimen, acción, motivo) offer what goes with the choice before.
for (const lista of document.querySelectorAll("select[data-depende]")) {
  const padre = lista.form.elements[lista.dataset.depende];
  if (!padre) continue;
  const todas = [...lista.querySelectorAll("option")];
  const va = (o) => !padre.value || !o.dataset.de || o.dataset.de.split(" ").includes(padre.value);
  const acotar = () => {
    const elegida = lista.value;
    lista.replaceChildren(...todas.filter(va));
    lista.value = todas.some((o) => o.value === elegida && va(o)) ? elegida : "";
    lista.dispatchEvent(new Event("change"));
  };
  padre.addEventListener("change", acotar);
  if (padre.value) acotar();
}
