/* Asks for the figures of a batch while they move. Comfort only: «Actualizar» does the same. */
"use strict";
{
  const CADA = 4000;
  const caja = () => document.querySelector("[data-avance]");

  async function preguntar() {
    const antes = caja();
    try {
      if (document.hidden) return luego();
      const r = await fetch(antes.dataset.avance, { redirect: "manual", signal: AbortSignal.timeout(10000) });
      if (!r.ok) return;
      const nueva = new DOMParser().parseFromString(await r.text(), "text/html").querySelector("[data-avance]");
      if (!nueva) return;
      // Another state has other buttons and other rows.
      if (nueva.dataset.estado !== antes.dataset.estado) return location.reload();
      antes.replaceWith(nueva);
    } catch {
      // no connection: the next time
    }
    luego();
  }

  function luego() {
    if ("moviendose" in caja().dataset) setTimeout(preguntar, CADA);
  }

  luego();
}
