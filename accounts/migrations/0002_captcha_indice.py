"""Index on the expiry of image codes: without it each clean-up reads the whole table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("captcha", "0002_alter_captchastore_id"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX captcha_expiracion ON captcha_captchastore (expiration)",
            "DROP INDEX captcha_expiracion",
        ),
    ]
