"""Imports of the legajo, what waits of them, and what was found."""

import django.db.models.deletion
import django.utils.timezone
import portal.archivos
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_captcha_indice'),
        ('legajo', '0005_confirmaciones'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportacionLegajo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nombre', models.CharField(max_length=200, verbose_name='archivo')),
                ('archivo', models.FileField(blank=True, upload_to=portal.archivos.nombre_al_azar, verbose_name='archivo subido')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('tipo_pedido', models.CharField(blank=True, max_length=40, verbose_name='qué contiene')),
                ('estado', models.CharField(choices=[('P', 'En preparación'), ('S', 'Revisada, sin aplicar'), ('A', 'Aplicada'), ('E', 'Con errores')], default='P', max_length=1, verbose_name='estado')),
                ('creada_en', models.DateTimeField(default=django.utils.timezone.now, verbose_name='creada')),
                ('pedida_en', models.DateTimeField(blank=True, null=True, verbose_name='pedida')),
                ('simulada_en', models.DateTimeField(blank=True, null=True, verbose_name='revisada')),
                ('aplicada_en', models.DateTimeField(blank=True, null=True, verbose_name='aplicada')),
                ('posicion', models.JSONField(default=dict, verbose_name='hasta dónde se leyó')),
                ('tamano', models.BigIntegerField(default=0, verbose_name='por leer')),
                ('avance', models.BigIntegerField(default=0, verbose_name='leído')),
                ('leidas', models.PositiveIntegerField(default=0, verbose_name='filas leídas')),
                ('preparadas', models.PositiveIntegerField(default=0, verbose_name='filas que esperan')),
                ('malas', models.PositiveIntegerField(default=0, verbose_name='filas con errores')),
                ('nuevas', models.PositiveIntegerField(default=0, verbose_name='registros nuevos')),
                ('cambiadas', models.PositiveIntegerField(default=0, verbose_name='registros que cambian')),
                ('iguales', models.PositiveIntegerField(default=0, verbose_name='registros iguales')),
                ('mensaje', models.TextField(blank=True, verbose_name='mensaje')),
                ('hecha_por', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='hecha por')),
                ('unidad', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.unidad', verbose_name='unidad')),
            ],
            options={
                'verbose_name': 'importación de legajo',
                'verbose_name_plural': 'importaciones de legajo',
                'ordering': ('-creada_en', '-pk'),
                'permissions': [('importar_legajo', 'Puede importar legajos desde un archivo')],
            },
        ),
        migrations.CreateModel(
            name='FilaEnEspera',
            fields=[
                ('pk', models.CompositePrimaryKey('importacion_id', 'hoja', 'fila', blank=True, editable=False, primary_key=True, serialize=False)),
                ('hoja', models.PositiveSmallIntegerField()),
                ('fila', models.PositiveIntegerField()),
                ('tipo_identidad', models.CharField(max_length=1)),
                ('documento', models.CharField(max_length=12)),
                ('datos', models.TextField()),
                ('reparos', models.TextField()),
                ('importacion', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='legajo.importacionlegajo')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Hallazgo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clase', models.CharField(choices=[('L', 'Error de lectura'), ('E', 'Error'), ('C', 'Cambio')], max_length=1)),
                ('hoja', models.CharField(max_length=40)),
                ('fila', models.PositiveIntegerField()),
                ('columna', models.CharField(max_length=100)),
                ('valor', models.TextField()),
                ('motivo', models.TextField()),
                ('importacion', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='hallazgos', to='legajo.importacionlegajo')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['importacion', 'clase', 'id'], name='hallazgo_de_importacion')],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE legajo_filaenespera SET UNLOGGED",
            "ALTER TABLE legajo_filaenespera SET LOGGED",
        ),
    ]
