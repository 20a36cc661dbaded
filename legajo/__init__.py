"""The personnel file, the truth: Servidor, the kinds of record, the two structures, documents."""
