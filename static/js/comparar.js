/* Tells whether a file is the issued one. It is read and hashed here: nothing leaves the device. */
"use strict";
{
  const caja = document.querySelector("[data-comparar]");
  const decir = caja.querySelector("[role=status]");

  // Where the page is not served safely a browser gives no crypto.subtle: what is said stays.
  if (window.isSecureContext && window.crypto && crypto.subtle) {
    caja.querySelector("[hidden]").hidden = false;
    decir.textContent = "";
    caja.querySelector("input").addEventListener("change", comparar);
  }

  async function comparar(e) {
    const archivo = e.target.files[0];
    decir.className = "";
    if (!archivo) return decir.textContent = "";
    decir.textContent = "Comparando…";
    try {
      const octetos = new Uint8Array(await crypto.subtle.digest("SHA-256", await archivo.arrayBuffer()));
      const suyo = [...octetos].map((o) => o.toString(16).padStart(2, "0")).join("");
      if (archivo !== e.target.files[0]) return;
      const igual = suyo === caja.dataset.comparar;
      decir.className = igual ? "hecho" : "falta";
      decir.textContent = igual
        ? `Idéntico: «${archivo.name}» es el archivo que se emitió, sin cambio alguno.`
        : `No es el mismo archivo: «${archivo.name}» no es el que se emitió, o alguien lo cambió. Si lo escaneó o lo imprimió a PDF, compare los datos a la vista.`;
    } catch {
      decir.className = "falta";
      decir.textContent = "No se pudo leer el archivo. Inténtelo otra vez.";
    }
  }
}
