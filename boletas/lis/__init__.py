"""SUP's text payslips (`.lis`), read without a database: `docs/formato-lis.md`.

The layout, as published slips and the readers of other portals show it; 72 columns, lines of
prose run longer, Windows-1252, CRLF or LF, a page feed anywhere:

    DRE JUNIN                                               CP10B000-          region, block code
    *CP UGEL HUANCAYO                                                          unit
    RUC - 20xxxxxxxxx                                   10########-123456      código modular
    ABRIL  -  2025  ACT/TIT                                    (4) Habilitado  period, planilla

    Apellidos                    : QUISPE MAMANI                               label in 29 columns
    ...                                                                        `etiquetas`
    ========================================================================
    +RIM_Ley 29944 3,960.72  -D.L. 25897 AFP 511.00                            `conceptos`
    ========================================================================
    T-REMUN      3,960.72 T-DSCTO        601.20  T-LIQUI      3,359.52
    MImponible   3,960.72
    Mensajes  :
    Visite la pagina Web del Ministerio de Educación: www.minedu.gob.pe.
                                                                    00000001   number of the slip
    .                                                                          its end
"""
