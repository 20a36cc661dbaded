"""The second factor has no page in the admin: its secrets are for nobody's eyes.

django-otp registers one, which besides answers 500 to a key that does not exist.
"""

from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

admin.site.unregister((StaticDevice, TOTPDevice))
