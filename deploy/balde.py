"""Create the private bucket of the files (S3_BUCKET) if the store does not have it yet."""

import os
import sys
import time

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

INTENTOS, PAUSA = 10, 2  # a store that has just started may refuse at first


def main() -> int:
    """Idempotent; tries for a while, then says what the store answered."""
    nombre = os.environ["S3_BUCKET"]
    almacen = boto3.client(
        "s3",
        endpoint_url=os.environ.get("S3_ENDPOINT_URL") or None,
        aws_access_key_id=os.environ["S3_ACCESS_KEY"],
        aws_secret_access_key=os.environ["S3_SECRET_KEY"],
        region_name=os.environ.get("S3_REGION") or None,
        config=Config(s3={"addressing_style": "path"}, signature_version="s3v4"),
    )
    for intento in range(INTENTOS):
        try:
            if nombre not in [b["Name"] for b in almacen.list_buckets()["Buckets"]]:
                almacen.create_bucket(Bucket=nombre)
            sys.stdout.write(f"Balde {nombre}: listo.\n")
            return 0
        except (BotoCoreError, ClientError) as error:
            if intento == INTENTOS - 1:
                sys.stderr.write(f"El almacén no dio el balde {nombre}: {error}\n")
        time.sleep(PAUSA)
    return 1


if __name__ == "__main__":
    sys.exit(main())
