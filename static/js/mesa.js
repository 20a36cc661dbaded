/* Keys of the desk. Comfort only: every verb has its button. */
"use strict";
{
  const TECLAS = { ArrowRight: "j", ArrowLeft: "k" };
  const de = (tecla) => document.querySelector(`[data-tecla="${tecla}"]`);

  // A link is followed; a button only takes the focus, since to decide is not undone: Intro presses it.
  function ir(pieza) {
    if (pieza.matches("a")) return pieza.click();
    const campo = pieza.matches("details") ? pieza.querySelector("select, textarea") : pieza;
    if (pieza.matches("details")) pieza.open = true;
    campo.focus();
    campo.scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.repeat) return;
    if (e.target.closest("input, select, textarea, [contenteditable], .folios")) return;
    if (e.key === "?") {
      const ayuda = document.querySelector(".teclas");
      if (ayuda) ayuda.open = !ayuda.open;
      return;
    }
    const pieza = de(TECLAS[e.key] || (e.key.length === 1 ? e.key.toLowerCase() : ""));
    if (!pieza) return;
    e.preventDefault();
    ir(pieza);
  });
}
