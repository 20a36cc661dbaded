"""The site: settings, addresses, home, help, UGEL directory, health, demo; and leaf helpers."""
