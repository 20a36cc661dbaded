"""The pages of «Mi Boleta»: what was paid is his for ever, with a current vínculo or without."""
