"""Places are found however their accents are typed."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("legajo", "0001_initial")]
    operations = [UnaccentExtension()]
